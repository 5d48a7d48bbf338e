"""Faults 12, 13, 14 and 16: formulas and merged cells, place by place."""

from __future__ import annotations

from typing import Any

import pytest

from tests.constats import Verifier, find_message, list_places, list_valeurs, read_constat
from tests.fabrique import (
    edit,
    fill,
    put_cellule,
)

ERREUR, AVIS = "erreur", "avertissement"


@pytest.mark.parametrize(
    "xml", ['<c r="H6"><f>H5*2</f></c>', '<c r="H6"><f>H5*2</f><v></v></c>', '<c r="H6"><f>H5*2</f><v/></c>']
)
def test_faute_12_formule_non_calculee(verifier: Verifier, gabarit: bytes, xml: str) -> None:
    fichier = verifier(put_cellule(fill(gabarit, {"H5": 45}), "Avancement", "H6", xml))
    assert fichier["statut"] == "invalide"
    assert list_places(fichier) == [("formule_non_calculee", ERREUR, "Avancement", 6, "H")]
    assert "ouvrez le fichier dans Excel" in find_message(fichier, "formule_non_calculee")
    assert list_valeurs(fichier) == {"Avancement!H5": 45}


def test_faute_12_formule_sous_le_tableau(verifier: Verifier, gabarit: bytes) -> None:
    """An uncomputed total is outside of any action's row: it speaks of nothing that is stored."""
    fichier = verifier(fill(gabarit, {"H5": 45, "G20": "=SUM(H5:H7)"}))
    assert (fichier["statut"], fichier["anomalies"]) == ("ok", [])


@pytest.mark.parametrize("erreur", ["#REF!", "#N/A", "#VALUE!", "#DIV/0!", "#NAME?"])
@pytest.mark.parametrize(("colonne", "objet"), [("H", "Avancement (%)"), ("K", "Fait marquant du trimestre")])
def test_faute_13_formule_en_erreur(verifier: Verifier, gabarit: bytes, erreur: str, colonne: str, objet: str) -> None:
    xml = f'<c r="{colonne}6" t="e"><f>1/0</f><v>{erreur}</v></c>'
    fichier = verifier(put_cellule(gabarit, "Avancement", f"{colonne}6", xml))
    assert list_places(fichier) == [("formule_en_erreur", ERREUR, "Avancement", 6, colonne)]
    message = find_message(fichier, "formule_en_erreur")
    assert message.startswith(f"{objet} : formule en erreur ({erreur})")
    assert "remplacez-la" in message
    assert fichier["changements"] == []


def test_faute_14_formule_calculee(verifier: Verifier, gabarit: bytes) -> None:
    octets = put_cellule(gabarit, "Avancement", "H5", '<c r="H5"><f>40+5</f><v>45</v></c>')
    octets = put_cellule(octets, "Avancement", "K5", '<c r="K5" t="str"><f>"a"&amp;"b"</f><v>ab</v></c>')
    octets = put_cellule(octets, "Avancement", "K6", '<c r="K6" t="str"><f>""</f><v></v></c>')
    fichier = verifier(octets)
    assert (fichier["statut"], fichier["anomalies"]) == ("ok", [])
    assert list_valeurs(fichier) == {"Avancement!H5": 45, "Avancement!K5": "ab"}


def test_faute_16_cellules_fusionnees(verifier: Verifier, gabarit: bytes) -> None:
    def merge(classeur: Any) -> None:
        classeur["Avancement"].merge_cells("A5:A6")
        classeur["Partenaires"].merge_cells("D6:E6")

    octets = edit(fill(gabarit, {"H5": 45, "H6": 50, "H7": 55, "Partenaires!D6": "Informé"}), merge)
    fichier = verifier(octets)
    assert list_places(fichier) == [
        ("cellules_fusionnees", ERREUR, "Avancement", 5, "A"),
        ("cellules_fusionnees", ERREUR, "Partenaires", 6, "D"),
    ]
    premier, second = (read_constat(a) for a in fichier["anomalies"])
    assert premier.startswith("lignes 5-6, colonne « Code » : cellules fusionnées (A5:A6). Défusionnez")
    assert second.startswith("ligne 6, colonne « Implication », « Contribution du trimestre » : cellules fusionnées")
    assert list_valeurs(fichier) == {"Avancement!H7": 55}


def test_faute_16_fusion_des_titres_ou_de_colonnes_lues_par_personne(verifier: Verifier, gabarit: bytes) -> None:
    def merge(classeur: Any) -> None:
        classeur["Avancement"].merge_cells("A1:Q1")
        classeur["Avancement"].merge_cells("B5:B7")
        classeur["Avancement"].merge_cells("A50:Q60")

    fichier = verifier(edit(fill(gabarit, {"H5": 45}), merge))
    assert (fichier["statut"], fichier["anomalies"], list_valeurs(fichier)) == ("ok", [], {"Avancement!H5": 45})
