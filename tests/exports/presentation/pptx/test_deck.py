import io
import zipfile
from dataclasses import replace

import pytest
from pptx import Presentation

from exports.presentation.pptx.deck import build_pptx
from tests.exports.presentation.pptx.conftest import ADRESSE
from tests.exports.presentation.pptx.outils import A, find_objet, find_slide, read_parties
from tests.exports.presentation.recit_essai import ALTERNATIVE, BILAN, ENGAGEMENTS, FAITS, HOSTILE, LIMITES, RECIT, VIDE


def list_titres(deck):
    return [slide.shapes.title.text_frame.text for slide in deck.slides]


def test_the_same_story_gives_the_same_bytes(octets):
    assert build_pptx(RECIT, ADRESSE) == octets


def test_the_package_is_valid_against_the_schemas(octets, tmp_path):
    from openxml_audit.validator import OpenXmlValidator

    fichier = tmp_path / "deck.pptx"
    fichier.write_bytes(octets)
    resultat = OpenXmlValidator().validate(fichier)
    assert [str(e) for e in resultat.errors] == []
    assert resultat.is_valid


def test_an_element_out_of_its_place_is_seen(octets, tmp_path):
    """The guard itself: a run's properties after its text break the order of the schema."""
    from openxml_audit.validator import OpenXmlValidator

    fichier = tmp_path / "deck.pptx"
    with zipfile.ZipFile(io.BytesIO(octets)) as source, zipfile.ZipFile(fichier, "w") as cible:
        for nom in source.namelist():
            contenu = source.read(nom)
            if nom == "ppt/slides/slide1.xml":
                contenu = contenu.replace(b"<a:t>", b"<a:t/><a:rPr/><a:t>", 1)
            cible.writestr(nom, contenu)
    assert not OpenXmlValidator().validate(fichier).is_valid


def test_slides_are_those_of_the_story_then_what_it_had_no_room_for_then_annexes(deck):
    titres = list_titres(deck)
    assert titres[:2] == [RECIT.couverture.titre, "Introduction"]
    principales = [s.constat for s in RECIT.sections if not s.annexe]
    assert titres[2 : 2 + len(principales)] == principales
    assert titres[2 + len(principales) :][:2] == ["Annexes", f"{ENGAGEMENTS.constat} (suite)"]
    assert titres[-5:] == [f"Les 30 actions ({rang} sur 5)" for rang in range(1, 6)]


def test_a_finding_alone_stands_large(deck):
    assert find_slide(deck, VIDE.constat).slide_layout.name == "Section"


def test_what_goes_on_elsewhere_is_linked(deck):
    slide = find_slide(deck, ENGAGEMENTS.constat)
    (lien,) = slide._element.iter(f"{A}hlinkClick")
    relation = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}id"
    suite = slide.part.related_part(lien.get(relation)).slide
    numero = [s.slide_id for s in deck.slides].index(suite.slide_id) + 1
    montrees = len(find_objet(slide).table.rows) - 1
    assert f"Suite ({12 - montrees} autres)\u202f: diapositive {numero}." in lien.getparent().getparent()[1].text
    assert montrees + len(find_objet(suite).table.rows) - 1 == 12


def test_every_shape_fills_a_placeholder_of_its_layout(deck):
    for slide in deck.slides:
        voulus = {p.placeholder_format.idx for p in slide.slide_layout.placeholders}
        assert all(s.is_placeholder and s.placeholder_format.idx in voulus for s in slide.shapes)
        assert all(s.has_chart or s.has_table or s.text_frame.text for s in slide.shapes)


def test_shapes_are_read_from_top_to_bottom_and_from_left_to_right(deck):
    for slide in deck.slides:
        places = [(s.top, s.left) for s in slide.shapes]
        assert places == sorted(places, key=lambda place: (place[0], place[1])), slide.shapes.title.text_frame.text


def test_charts_are_native_and_nothing_is_a_picture(octets, deck):
    dessins = [s for slide in deck.slides for s in slide.shapes if s.has_chart]
    assert len(dessins) == 5
    with zipfile.ZipFile(io.BytesIO(octets)) as archive:
        assert [n for n in archive.namelist() if "media" in n or n.endswith((".png", ".jpeg", ".emf"))] == []
        assert len([n for n in archive.namelist() if n.startswith("ppt/embeddings/")]) == len(dessins)


def test_objects_say_what_they_show(deck):
    objets = [s for slide in deck.slides for s in slide.shapes if s.has_chart or s.has_table]
    dits = {s._element._nvXxPr.cNvPr.get("descr") for s in objets}
    assert dits == {ALTERNATIVE, HOSTILE.alternative}


def test_the_line_of_the_master_is_marked_as_decorative(octets):
    (maitre,) = read_parties(octets, "ppt/slideMasters/").values()
    assert len(maitre.xpath("//*[local-name()='decorative' and @val='1']")) == 1


def test_every_slide_but_the_cover_has_its_foot_and_its_number(deck):
    for numero, slide in enumerate(deck.slides, start=1):
        textes = [s.text_frame.text for s in slide.shapes if not (s.has_chart or s.has_table)]
        assert (textes[-2:] == [RECIT.pied, str(numero)]) is (numero > 1)
        assert RECIT.demonstration
        assert "fictives" in "".join(textes)


def test_notes_hold_the_sentence_to_say_and_the_screen(deck):
    notes = find_slide(deck, BILAN.constat).notes_slide.notes_text_frame.text
    assert notes == f"{BILAN.note}\nÀ l’écran\u202f: {ADRESSE}{BILAN.adresse}"


def test_a_title_that_is_cut_is_whole_in_the_notes(deck):
    slide = find_slide(deck, HOSTILE.constat[:60])
    assert slide.shapes.title.text_frame.text.endswith("… (1 sur 2)")
    assert slide.notes_slide.notes_text_frame.text.startswith(HOSTILE.constat)


def test_every_run_says_that_it_is_french(octets):
    for debut in ("ppt/slides/", "ppt/slideLayouts/", "ppt/slideMasters/", "ppt/charts/"):
        for nom, partie in read_parties(octets, debut).items():
            autres = partie.xpath("//*[@lang and @lang != 'fr-FR']")
            sans = [r for r in partie.iter(f"{A}r", f"{A}fld") if r[0].get("lang") != "fr-FR"]
            assert (nom, autres, sans) == (nom, [], [])
    for partie in read_parties(octets, "ppt/notesSlides/").values():
        assert {r[0].get("lang") for r in partie.iter(f"{A}r")} <= {"fr-FR"}


def test_colours_are_those_of_the_theme(octets):
    """A literal colour would stay when the theme changes."""
    for debut in ("ppt/slides/", "ppt/slideLayouts/", "ppt/slideMasters/", "ppt/charts/"):
        for nom, partie in read_parties(octets, debut).items():
            assert (nom, list(partie.iter(f"{A}srgbClr", f"{A}sysClr", f"{A}prstClr"))) == (nom, [])


def test_fonts_are_those_of_the_theme(octets):
    for debut in ("ppt/slides/", "ppt/slideLayouts/", "ppt/slideMasters/", "ppt/charts/"):
        for partie in read_parties(octets, debut).values():
            assert {p.get("typeface") for p in partie.iter(f"{A}latin")} <= {"+mj-lt", "+mn-lt"}
    (theme,) = [t for nom, t in read_parties(octets, "ppt/theme/").items() if "annuelle" in t.get("name")]
    assert {p.get("typeface") for p in theme.iter(f"{A}latin")} == {"Arial"}


def test_red_is_kept_for_what_is_dit_en_rouge(octets, deck):
    """Of the story told by hand: the number of blocked actions, the dates passed, one distance."""
    rouges = [
        "".join(run.itertext())
        for debut in ("ppt/slides/", "ppt/charts/")
        for partie in read_parties(octets, debut).values()
        for run in partie.iter(f"{A}r", f"{A}fld")
        if run.xpath(".//*[@val='accent2']")
    ]
    assert sorted(set(rouges)) == ["15/07, dépassé", "5", "−18 points"]


def test_properties_name_the_plan_and_the_language(deck):
    p = deck.core_properties
    assert (p.title, p.subject, p.language) == (RECIT.couverture.titre, RECIT.couverture.reunion, "fr-FR")
    assert (p.author, p.comments) == ("", "Données fictives de démonstration")
    assert str(p.modified.date()) == "2026-09-30"


@pytest.mark.parametrize("sections", [(), (LIMITES,), (VIDE,)])
def test_a_story_of_little_or_nothing_makes_a_deck(sections):
    recit = replace(RECIT, sections=sections, introduction="", demonstration=False)
    deck = Presentation(io.BytesIO(build_pptx(recit)))
    assert list_titres(deck) == [RECIT.couverture.titre, *(s.constat for s in sections)]
    assert deck.core_properties.comments == ""


def test_a_table_without_end_is_counted_not_told():
    table = replace(ENGAGEMENTS.table, lignes=ENGAGEMENTS.table.lignes[:1] * 4_000)
    deck = Presentation(io.BytesIO(build_pptx(replace(RECIT, sections=(replace(ENGAGEMENTS, table=table),)))))
    montrees = sum(len(s.table.rows) - 1 for slide in deck.slides for s in slide.shapes if s.has_table)
    derniers = [s.text_frame.text for s in deck.slides[len(deck.slides) - 1].shapes if not s.has_table]
    assert len(deck.slides) < 40
    assert f"Et {4_000 - montrees:,} autres.".replace(",", "\u202f") in derniers


def test_sentences_too_many_for_a_slide_stand_in_two_columns():
    textes = tuple(replace(t, texte=f"A0{n}, au T2 2026.") for n, t in enumerate(FAITS.textes * 3))
    deck = Presentation(io.BytesIO(build_pptx(replace(RECIT, sections=(replace(FAITS, textes=textes),)))))
    slide = find_slide(deck, FAITS.constat)
    assert slide.slide_layout.name == "Deux colonnes"
    gauche, droite = (s.text_frame.text.split("\n") for s in list(slide.shapes)[1:3])
    assert [len(gauche), len(droite)] == [11, 10]
    assert len(deck.slides) == 3
