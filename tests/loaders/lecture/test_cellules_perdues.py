"""Cells whose place is written oddly are read where they stand, or the file is refused (faults 79, 81)."""

from __future__ import annotations

import re
from collections.abc import Callable

import pytest

from loaders.lecture.lecteur.lot import read_ou_refuse
from tests.constats import Verifier, check_refus, list_places, list_valeurs
from tests.fabrique import add_lignes, feuille_xml, make_maison, patch, put_cellule

ENTETES = [None, None, "Code", "Avancement (%)", "Statut", "Fait marquant du trimestre", "Point de blocage"]
LIGNES = [[None, None, "A01", 45, "Bloquée", "le fait", "le blocage"], [None, None, "A02", 60, "En cours", None, None]]
VALEURS = {"D2": 45, "E2": "Bloquée", "F2": "le fait", "G2": "le blocage", "D3": 60, "E3": "En cours"}
PAGE = "xl/worksheets/sheet1.xml"


def reverse_cellules(xml: bytes) -> bytes:
    """Write the cells of each row from the last to the first."""
    cellule = re.compile(rb"<c [^>]*?(?:/>|>.*?</c>)")
    return re.sub(
        rb"(<row [^>]*>)(.*?)(</row>)", lambda m: m[1] + b"".join(reversed(cellule.findall(m[2]))) + m[3], xml
    )


def fill_blancs(xml: bytes) -> bytes:
    """Write the two empty cells that each row begins with, so that no cell needs to say where it stands."""
    return re.sub(rb"(<row [^>]*>)", rb"\1<c/><c/>", xml)


LISIBLES: dict[str, Callable[[bytes], bytes]] = {
    "minuscules": lambda x: re.sub(rb'<c r="([A-Z]+)', lambda m: b'<c r="' + m[1].lower(), x),
    "mélangées": lambda x: x.replace(b'r="E2"', b'r="e2"').replace(b'r="D', b'r="d'),
    "cellules sans r": lambda x: re.sub(rb'<c r="[A-Z]+\d+"', b"<c", fill_blancs(x)),
    "lignes sans r": lambda x: re.sub(rb'<row r="\d+"', b"<row", x),
    "ni lignes ni cellules": lambda x: re.sub(rb'<(row|c) r="\w+"', rb"<\1", fill_blancs(x)),
    "une sans r": lambda x: x.replace(b'<c r="E2"', b"<c"),
    "de droite à gauche": reverse_cellules,
    "lignes décimales": lambda x: re.sub(rb'<row r="(\d+)"', rb'<row r="\1.0"', x),
}


@pytest.mark.parametrize("comment", LISIBLES)
def test_cells_are_read_where_they_stand(verifier: Verifier, base: str, comment: str) -> None:
    octets = patch(make_maison([ENTETES, *LIGNES]), PAGE, LISIBLES[comment])
    fichier = verifier(octets, "--trimestre", "2024-T1")
    assert (fichier["statut"], list_places(fichier)) == ("ok", [])
    assert list_valeurs(fichier) == {f"Avancement!{place}": valeur for place, valeur in VALEURS.items()}


ILLISIBLES = ["$E$2", " E2", "E2 ", "E 2", "2E", "E", "2", "", "É2", "E٢", "ABCD2", "L2C5", "E12345678"]


@pytest.mark.parametrize("reference", ILLISIBLES)
def test_a_cell_that_stands_nowhere_refuses_the_file(reference: str) -> None:
    check_illisible(reference, b'"E2"', f'"{reference}"'.encode())


@pytest.mark.parametrize("reference", ["", "x", "-2", " 2", "2.5", "1_0", "12345678"])
def test_a_row_that_stands_nowhere_refuses_the_file(reference: str) -> None:
    check_illisible(reference, b'<row r="2"', f'<row r="{reference}"'.encode())


def check_illisible(reference: str, avant: bytes, apres: bytes) -> None:
    """Check what the reader says, here and not in its process: the files are many and small."""
    octets = patch(make_maison([ENTETES, *LIGNES]), PAGE, lambda x: x.replace(avant, apres))
    code, message = read_ou_refuse(octets)["refus"]
    assert code == "contenu_anormal"
    assert f"(référence de cellule « {reference} » illisible, vers la ligne 2). Recopiez vos réponses" in message


@pytest.mark.parametrize("reste", ["<v>90</v>", ""])
@pytest.mark.parametrize("place", ['r="H5"', 'r="h5"'])
def test_the_same_cell_twice_is_refused(verifier: Verifier, classeur: bytes, place: str, reste: str) -> None:
    """Readers keep the first or the last: here 45, 90 or nothing."""
    double = put_cellule(classeur, "Avancement", "H5", f'<c r="H5"><v>45</v></c><c {place}>{reste}</c>')
    check_refus(verifier, double, "contenu_anormal", "cellule H5 en double")


def test_a_cell_without_a_place_falls_on_another(verifier: Verifier, classeur: bytes) -> None:
    double = add_lignes(classeur, "Avancement", '<row r="99"><c r="B99"/><c r="A99"/><c><v>1</v></c></row>')
    check_refus(verifier, double, "contenu_anormal", "cellule B99 en double")


def test_more_columns_than_any_spreadsheet_has(verifier: Verifier, classeur: bytes) -> None:
    large = add_lignes(classeur, "Avancement", f'<row r="99">{"<c/>" * 16_385}</row>')
    check_refus(verifier, large, "contenu_anormal", "trop de colonnes")
    ailleurs = add_lignes(classeur, "Avancement", '<row r="99"><c r="XFE99"/></row>')
    check_refus(verifier, ailleurs, "contenu_anormal", "trop de colonnes")


PERDUES = {
    "texte sans type": '<c r="H5"><is><t>45</t></is></c>',
    "texte et valeur": '<c r="H5" t="inlineStr"><v>45</v></c>',
    "d’un autre vocabulaire": '<c r="H5"><x:v xmlns:x="urn:x">45</x:v></c>',
    "plus profond": '<c r="H5"><b><v>45</v></b></c>',
}


@pytest.mark.parametrize("comment", PERDUES)
def test_a_filled_cell_that_cannot_be_read_is_named(verifier: Verifier, classeur: bytes, comment: str) -> None:
    octets = put_cellule(classeur, "Avancement", "H5", PERDUES[comment])
    check_refus(verifier, octets, "contenu_anormal", "feuille « Avancement », la cellule H5 est remplie mais illisible")


def test_a_filled_row_that_cannot_be_read_is_named(verifier: Verifier, classeur: bytes) -> None:
    ligne = '<x:row xmlns:x="urn:x" r="99"><c r="A99"><v>1</v></c></x:row>'
    check_refus(verifier, add_lignes(classeur, "Avancement", ligne), "contenu_anormal", "la cellule A99 est remplie")


@pytest.mark.parametrize("zone", ["H5:H6", "h5:h6", "$H$5:$H$6"])
def test_merged_cells_are_seen_however_they_are_written(verifier: Verifier, classeur: bytes, zone: str) -> None:
    fusion = f'</sheetData><mergeCells><mergeCell ref="{zone}"/></mergeCells>'.encode()
    octets = patch(classeur, feuille_xml("Avancement"), lambda x: x.replace(b"</sheetData>", fusion))
    fichier = verifier(octets)
    assert list_places(fichier) == [("cellules_fusionnees", "erreur", "Avancement", 5, "H")]
    assert list_valeurs(fichier) == {}


def test_too_many_filled_cells_refuse_the_file(verifier: Verifier, classeur: bytes) -> None:
    """Within the rows and the columns that are read, and short enough to be sent back: only their number is too big."""
    cellules = "".join(f'<row r="{n}">{"<c><v>1</v></c>" * 200}</row>' for n in range(4_000, 4_501))
    check_refus(verifier, add_lignes(classeur, "Avancement", cellules), "contenu_anormal", "trop de cellules remplies")
