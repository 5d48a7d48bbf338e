import io
import itertools

import openpyxl
import pytest

from exports.presentation.graphiques.barres import _place_etiquette, build_barres
from exports.presentation.graphiques.courbe import _spread, build_courbe
from exports.presentation.graphiques.mots import Cadre
from exports.presentation.pieces import Barre, Barres, Courbe, Role, Serie
from tests.exports.presentation.pptx.outils import C, find_objet, find_slide
from tests.exports.presentation.recit_essai import COURBE, HOSTILE, ORIENTATIONS, PARTENAIRES, TRAJECTOIRE

CADRE = Cadre(0, 0, 870, 344)


def read_classeur(deck, titre):
    blob = find_objet(find_slide(deck, titre)).chart.part.chart_workbook.xlsx_part.blob
    return openpyxl.load_workbook(io.BytesIO(blob)).active


def list_lignes(feuille):
    return [[cellule.value for cellule in ligne] for ligne in feuille.iter_rows()]


def test_the_workbook_of_bars_has_clean_headers_and_empty_cells_for_the_unknown(deck):
    feuille = read_classeur(deck, ORIENTATIONS.constat)
    lignes = list_lignes(feuille)
    assert feuille.title == "Données"
    assert lignes[0] == [None, "Avancement", "Attendu", "Place de l’écart", "Écart"]
    assert lignes[1] == ["1. Renforcer les fondamentaux", 51, 69, 103, "−18 points"]
    assert lignes[4] == ["4. Favoriser l’autonomie", None, None, 103, "non renseigné"]
    assert feuille["B2"].number_format == '0\u202f"%"'


def test_a_text_of_the_workbook_is_never_a_formula(deck):
    feuille = read_classeur(deck, HOSTILE.constat[:40])
    cellule = feuille["A2"]
    assert cellule.value.startswith("=A01 & <x>")
    assert (cellule.data_type, cellule.quotePrefix) == ("s", True)


def test_cache_and_workbook_hold_the_same_values(deck):
    for section in (ORIENTATIONS, TRAJECTOIRE, PARTENAIRES):
        colonnes = list(zip(*list_lignes(read_classeur(deck, section.constat))[1:], strict=True))
        graphique = find_objet(find_slide(deck, section.constat)).chart
        for rang, serie in enumerate(graphique.series, start=1):
            assert list(serie.values) == list(colonnes[rang]), serie.name
        assert list(graphique.plots[0].categories) == list(colonnes[0])


def test_what_is_unknown_is_a_gap(deck):
    graphique = find_objet(find_slide(deck, TRAJECTOIRE.constat)).chart
    assert graphique._chartSpace.xpath(".//c:dispBlanksAs/@val") == ["gap"]
    assert next(iter(graphique.series)).values[2] is None


def test_lines_are_named_at_their_ends_and_not_by_a_legend(deck):
    graphique = find_objet(find_slide(deck, TRAJECTOIRE.constat)).chart
    assert not graphique.has_legend
    rangs = graphique._chartSpace.xpath(".//c:ser/c:dLbls/c:dLbl/c:idx/@val")
    assert rangs == ["6", "6", "6"]


def test_a_label_that_says_its_value_follows_it(deck):
    """Its series and its value are fields; words that are not those stay words."""
    etiquettes = find_objet(find_slide(deck, TRAJECTOIRE.constat)).chart._chartSpace.xpath(".//c:ser/c:dLbls/c:dLbl")
    assert [len(e.xpath("c:tx")) for e in etiquettes] == [0, 0, 1]
    assert etiquettes[0].xpath("c:showVal/@val") == etiquettes[0].xpath("c:showSerName/@val") == ["1"]


def test_names_at_the_ends_of_lines_do_not_stand_on_each_other():
    haut = 300
    deplacements = _spread(COURBE.series, haut)
    fins = [46.2, 49.5, 47]
    places = sorted(haut * (1 - fin / 100) + deplacements[rang] for rang, fin in enumerate(fins))
    assert min(b - a for a, b in itertools.pairwise(places)) >= 18
    assert _spread((Serie("a", Role.AVANCEMENT, (10.0,), "a"), Serie("b", Role.ATTENDU, (90.0,), "b")), haut) == {
        0: 0,
        1: 0,
    }


def test_the_expected_is_a_dashed_outline_over_the_bar(deck):
    attendu = list(find_objet(find_slide(deck, ORIENTATIONS.constat)).chart.series)[1]._element
    assert attendu.xpath("c:spPr/a:noFill") and attendu.xpath("c:spPr/a:ln/a:prstDash/@val") == ["dash"]
    assert attendu.getparent().xpath("c:overlap/@val") == ["100"]


def test_distances_are_read_in_the_cells_of_the_workbook(deck):
    serie = list(find_objet(find_slide(deck, ORIENTATIONS.constat)).chart.series)[2]._element
    plage = next(e for e in serie.iter() if e.tag.endswith("}f") and "2012" in e.tag)
    assert plage.text == "'Données'!$E$2:$E$6"
    assert [e.get("type") for e in serie.iter() if e.tag.endswith("}fld")] == ["CELLRANGE"] * 5


def test_a_bar_too_short_has_its_value_beside_it(deck):
    serie = next(iter(find_objet(find_slide(deck, ORIENTATIONS.constat)).chart.series))._element
    assert serie.xpath("c:dLbls/c:dLbl/c:idx/@val") == ["2"]
    assert serie.xpath("c:dLbls/c:dLbl/c:dLblPos/@val") == ["outEnd"]


@pytest.mark.parametrize(
    ("valeur", "attendu", "place"),
    [
        (60, 80, "inEnd"),
        (60, 60, "inEnd"),
        (60, 57, "inBase"),
        (60, 20, "inEnd"),
        (3, 50, "outEnd"),
        (60, None, "inEnd"),
    ],
)
def test_dashes_never_cross_a_value(valeur, attendu, place):
    barre = Barre("A", valeur, attendu, f"{valeur}\u202f%")
    assert _place_etiquette(barre, 4) == place
    assert f'<c:dLblPos val="{place}"/>' in build_barres(Barres((barre,)), CADRE).xml.decode()


def test_bars_without_expected_nor_distance_have_one_series():
    xml = build_barres(Barres((Barre("A", 50, None, "50\u202f%"),)), CADRE).xml.decode()
    assert xml.count("<c:ser>") == 1


def test_stacked_counts_have_a_legend_and_no_label_wider_than_their_part(deck):
    graphique = find_objet(find_slide(deck, PARTENAIRES.constat)).chart
    assert graphique.has_legend
    deuxieme = list(graphique.series)[1]._element
    assert deuxieme.xpath("c:dLbls/c:dLbl[c:delete]/c:idx/@val") == ["1"]


@pytest.mark.parametrize("nombre", [1, 2, 24])
def test_a_long_story_names_few_quarters(nombre):
    valeurs = tuple(float(n) for n in range(nombre))
    serie = Serie("avancement", Role.AVANCEMENT, valeurs, "fin")
    xml = build_courbe(Courbe(tuple(f"T{n}" for n in range(nombre)), (serie,)), CADRE).xml.decode()
    assert f'<c:tickLblSkip val="{-(-nombre // 8)}"/>' in xml
    assert C.strip("{}") in xml
