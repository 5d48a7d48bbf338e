"""No slide where words are cut, or stand on others: measured with the very font where the machine has it."""

import io
from dataclasses import replace
from pathlib import Path

import pytest
from PIL import ImageFont
from pptx import Presentation

from exports.presentation.graphiques.mesure import measure_largeur
from exports.presentation.graphiques.mots import EMU
from exports.presentation.pptx.deck import build_pptx
from exports.presentation.pptx.table import LIGNES_MAX
from exports.presentation.recit import build_recit, find_periode
from tests.exports.presentation.pptx.outils import find_taille
from tests.exports.presentation.recit_essai import LONG, RECIT
from tests.exports.presentation.variantes import AUJOURD_HUI, list_variantes
from tests.plans import T3

POLICES = sorted(Path("/usr/share/fonts").rglob("LiberationSans-*.ttf"))
INTERLIGNE = 1.15
CORPS_MIN, TABLE_MIN, CONSTAT_MIN = 18, 16, 24
SIGNES = "Où en est-il ? « Élu·es », 46 % : −11 points… n’est pas 12 345 A09 (œ) WMil’"


def charge(gras):
    nom = "LiberationSans-Bold.ttf" if gras else "LiberationSans-Regular.ttf"
    return next((ImageFont.truetype(p, 1000) for p in POLICES if p.name == nom), None)


FONTES = {gras: charge(gras) for gras in (False, True)}


def measure(texte, taille, gras):
    fonte = FONTES[gras]
    return fonte.getlength(texte) * taille / 1000 if fonte else measure_largeur(texte, taille, gras)


@pytest.mark.skipif(None in FONTES.values(), reason="the font of the same widths as Arial is not on this machine")
@pytest.mark.parametrize("gras", [False, True])
def test_widths_are_those_of_the_font(gras):
    for signe in SIGNES:
        assert measure_largeur(signe, 1000, gras) == pytest.approx(FONTES[gras].getlength(signe), abs=30), signe


def count_lignes(paragraphe, large, defaut):
    """The lines of a paragraph whose runs are of any size and weight, broken at spaces; and its greatest size."""
    x, lignes, plus_grand = 0.0, 1, 0.0
    for run in paragraphe.runs:
        taille, gras = run.font.size.pt if run.font.size else defaut, bool(run.font.bold)
        plus_grand = max(plus_grand, taille)
        for rang, mot in enumerate(run.text.split(" ")):
            espace = measure(" ", taille, gras) if rang else 0
            largeur = measure(mot, taille, gras)
            if x and x + espace + largeur > large:
                lignes, x = lignes + 1, largeur
            else:
                x += espace + largeur
    return lignes, plus_grand or defaut


def measure_texte(cadre, large, defaut):
    haut = 0.0
    for rang, paragraphe in enumerate(cadre.paragraphs):
        lignes, taille = count_lignes(paragraphe, large, defaut)
        avant = paragraphe.space_before.pt if rang and paragraphe.space_before is not None else 0
        haut += lignes * taille * INTERLIGNE + avant
    return haut


def build(nom):
    if nom == "essai":
        return Presentation(io.BytesIO(build_pptx(RECIT)))
    if nom == "longs":
        longues = tuple(replace(s, constat=f"{s.constat} {LONG}") for s in RECIT.sections)
        couverture = replace(RECIT.couverture, titre=LONG, reunion=LONG, sous_titre=LONG, mention=LONG)
        return Presentation(io.BytesIO(build_pptx(replace(RECIT, sections=longues, couverture=couverture))))
    plan = list_variantes()[nom]
    recit = build_recit(plan, find_periode(plan, T3, AUJOURD_HUI), AUJOURD_HUI)
    return Presentation(io.BytesIO(build_pptx(recit)))


@pytest.fixture(
    scope="module", params=["essai", "longs", "complet", "titres_longs", "mot_sans_fin", "premier_trimestre"]
)
def tous(request):
    return build(request.param)


def list_formes(deck):
    return [(slide, forme) for slide in deck.slides for forme in slide.shapes]


def test_no_shape_leaves_the_slide(tous):
    for slide, f in list_formes(tous):
        assert f.left >= 0 and f.top >= 0, slide.shapes.title.text_frame.text
        assert f.left + f.width <= tous.slide_width and f.top + f.height <= tous.slide_height


def test_no_two_shapes_stand_on_each_other(tous):
    for slide in tous.slides:
        formes = list(slide.shapes)
        for rang, a in enumerate(formes):
            for b in formes[rang + 1 :]:
                cote = a.left + a.width <= b.left + EMU or b.left + b.width <= a.left + EMU
                dessus = a.top + a.height <= b.top + EMU or b.top + b.height <= a.top + EMU
                assert cote or dessus, (slide.shapes.title.text_frame.text, a.name, b.name)


def test_words_stand_in_their_boxes(tous):
    for slide, f in list_formes(tous):
        if f.has_chart or f.has_table:
            continue
        haut = measure_texte(f.text_frame, f.width / EMU, find_taille(f))
        assert haut <= f.height / EMU + 1, (slide.shapes.title.text_frame.text, f.name, f.text_frame.text)


def test_findings_are_of_two_lines_at_most(tous):
    for slide in list(tous.slides)[1:]:
        titre = slide.shapes.title
        (paragraphe,) = titre.text_frame.paragraphs
        lignes, taille = count_lignes(paragraphe, titre.width / EMU, find_taille(titre))
        assert lignes <= 2 and taille >= CONSTAT_MIN


def test_words_are_read_from_afar(tous):
    for _, f in list_formes(tous):
        if f.has_table:
            tailles = [r.font.size.pt for c in f.table.iter_cells() for p in c.text_frame.paragraphs for r in p.runs]
            assert not tailles or min(tailles) >= TABLE_MIN
        elif not f.has_chart and f.name not in ("Pied de page", "Numéro"):
            runs = [r for p in f.text_frame.paragraphs for r in p.runs]
            assert min(r.font.size.pt if r.font.size else find_taille(f) for r in runs) >= CORPS_MIN, f.name


def test_tables_have_seven_rows_at_most_and_stand_on_their_slide(tous):
    for slide, f in list_formes(tous):
        if not f.has_table:
            continue
        assert len(f.table.rows) - 1 <= LIGNES_MAX
        larges = [c.width / EMU for c in f.table.columns]
        assert sum(larges) == pytest.approx(f.width / EMU, abs=1)
        for rangee in f.table.rows:
            besoin = max(measure_case(c, larges[n]) for n, c in enumerate(rangee.cells))
            assert besoin <= rangee.height / EMU + 1, (
                slide.shapes.title.text_frame.text,
                [c.text for c in rangee.cells],
            )
        assert sum(r.height for r in f.table.rows) <= f.height + EMU


def measure_case(case, large):
    marges = (case.margin_left + case.margin_right) / EMU, (case.margin_top + case.margin_bottom) / EMU
    return measure_texte(case.text_frame, large - marges[0], TABLE_MIN) + marges[1]
