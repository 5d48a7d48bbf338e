"""Fault 80: the owner's other sheets may be anything; of ours, a stray cell is named and the rest is read."""

from __future__ import annotations

import io
from pathlib import Path
from typing import Any

import pytest
from openpyxl import load_workbook

from tests.constats import Ecrire, Lancer, Verifier, check_refus, find_message, list_places, list_valeurs
from tests.fabrique import add_lignes, edit, feuille_xml, fill, patch

REMPLI = {"Avancement!H5": 45}


def add_feuille(octets: bytes, lignes: int, colonnes: int, nom: str = "Mes comptes") -> bytes:
    """Add a sheet of the owner's own, first in the workbook, filled in every cell."""

    def change(classeur: Any) -> None:
        feuille = classeur.create_sheet(nom, 0)
        for _ in range(lignes):
            feuille.append(["dossier"] * colonnes)

    return edit(octets, change)


@pytest.mark.parametrize(("lignes", "colonnes"), [(5_100, 2), (30, 300), (510, 199)])
def test_faute_80_une_grande_feuille_a_soi(verifier: Verifier, classeur: bytes, lignes: int, colonnes: int) -> None:
    """Too many rows, too many columns, too many cells: it is named and left alone."""
    fichier = verifier(add_feuille(classeur, lignes, colonnes))
    assert list_places(fichier) == [("feuille_ignoree", "avertissement", "Mes comptes", None, None)]
    assert list_valeurs(fichier) == REMPLI


def test_faute_80_une_feuille_a_soi_toute_fusionnee(verifier: Verifier, classeur: bytes) -> None:
    fusion = b'</sheetData><mergeCells><mergeCell ref="A1:XFD1048576"/></mergeCells>'
    premiere = "xl/worksheets/sheet1.xml"
    octets = patch(add_feuille(classeur, 1, 1), premiere, lambda x: x.replace(b"</sheetData>", fusion))
    fichier = verifier(octets)
    assert list_places(fichier) == [("feuille_ignoree", "avertissement", "Mes comptes", None, None)]
    assert list_valeurs(fichier) == REMPLI


@pytest.mark.parametrize("place", ["XFD1048576", "C5001", "GS5", "IV65536"])
def test_faute_80_une_cellule_perdue_est_nommee(verifier: Verifier, classeur: bytes, place: str) -> None:
    """« C » is a column of context: nothing typed there is read."""
    fichier = verifier(put_loin(classeur, place))
    lettre = place.rstrip("0123456789")
    attendu = ("cellule_lointaine", "avertissement", "Avancement", int(place.removeprefix(lettre)), lettre)
    assert list_places(fichier) == [attendu]
    assert "Videz-la" in find_message(fichier, "cellule_lointaine")
    assert list_valeurs(fichier) == REMPLI


def put_loin(octets: bytes, place: str) -> bytes:
    numero = int(place.lstrip("ABCDEFGHIJKLMNOPQRSTUVWXYZ"))
    cellule = f'<c r="{place}" t="inlineStr"><is><t>x</t></is></c>'
    if numero > 7:
        return add_lignes(octets, "Avancement", f'<row r="{numero}">{cellule}</row>')
    fin, debut = b"</row>", f'<row r="{numero}"'.encode()

    def change(xml: bytes) -> bytes:
        i = xml.index(fin, xml.index(debut))
        return xml[:i] + cellule.encode() + xml[i:]

    return patch(octets, feuille_xml("Avancement"), change)


def test_faute_80_une_cellule_mise_en_forme_ne_dit_rien(verifier: Verifier, classeur: bytes) -> None:
    loin = add_lignes(classeur, "Avancement", '<row r="1048576"><c r="XFD1048576" s="5"/></row>')
    fichier = verifier(loin)
    assert (fichier["anomalies"], list_valeurs(fichier)) == ([], REMPLI)


def test_faute_80_une_reponse_trop_bas_est_une_erreur(verifier: Verifier, classeur: bytes) -> None:
    """It may be an answer: it is never left out with a mere warning."""
    fichier = verifier(put_loin(classeur, "H5001"))
    assert list_places(fichier) == [("cellule_lointaine", "erreur", "Avancement", 5001, "H")]
    assert "remontez sa ligne" in find_message(fichier, "cellule_lointaine")


def test_faute_80_notre_tableau_trop_long_est_refuse(verifier: Verifier, classeur: bytes) -> None:
    lignes = "".join(f'<row r="{n}"><c r="B{n}"><v>1</v></c></row>' for n in range(4_990, 5_030))
    octets = add_lignes(classeur, "Avancement", lignes)
    check_refus(verifier, octets, "cellule_lointaine", "« Avancement »", "29 cellules", "la première en B5001")


def test_faute_80_le_classeur_annote_nomme_la_cellule(
    lancer: Lancer, ecrire: Ecrire, classeur: bytes, tmp_path: Path
) -> None:
    """Marking it takes no longer than any other, however far the cell."""
    sortie = tmp_path / "annote.xlsx"
    loin = put_loin(fill(classeur, {"H6": "=1+1"}), "XFD1048576")
    assert lancer("annotate", ecrire("loin.xlsx", loin), "--out", sortie).code == 1
    page: Any = load_workbook(io.BytesIO(sortie.read_bytes()))["Avancement"]
    assert "très loin du tableau" in page["XFD1048576"].comment.text
    assert page["H6"].data_type == "s"
