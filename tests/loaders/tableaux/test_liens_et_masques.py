"""Faults 15 and 17: workbooks tied to something else, and what a sheet hides."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from openpyxl import load_workbook

from tests.constats import Ecrire, Lancer, Verifier, find_message, list_places, list_valeurs, read_constat
from tests.fabrique import add_lien_externe, edit, feuille_xml, fill, patch, rezip, unzip

AVIS = "avertissement"
DDE = b'<ddeLink ddeService="cmd" ddeTopic="/C calc"><ddeItems><ddeItem name="A1"/></ddeItems></ddeLink>'


def check_lie(verifier: Verifier, octets: bytes, a_quoi: str) -> None:
    fichier = verifier(octets)
    assert (fichier["statut"], list_valeurs(fichier)) == ("ok", {"Avancement!H5": 45})
    assert list_places(fichier) == [("liens_externes", AVIS, None, None, None)]
    assert find_message(fichier, "liens_externes").startswith(f"ce classeur est lié à {a_quoi} : rien n’y est allé")


def test_faute_15_liens_externes(verifier: Verifier, classeur: bytes) -> None:
    """A cell computed from another workbook: its stored value is read, the other one is never opened."""
    check_lie(verifier, add_lien_externe(classeur, "Avancement", "H5", 45), "un autre classeur")


def test_faute_15_dde(verifier: Verifier, classeur: bytes) -> None:
    lie = add_lien_externe(classeur, "Avancement", "H5", 45)
    debut, fin = b"<externalBook", b"</externalBook>"

    def to_dde(xml: bytes) -> bytes:
        return xml[: xml.index(debut)] + DDE + xml[xml.index(fin) + len(fin) :]

    check_lie(verifier, patch(lie, "xl/externalLinks/externalLink1.xml", to_dde), "un autre programme (DDE)")


def test_faute_15_connexion_de_donnees(verifier: Verifier, classeur: bytes) -> None:
    xml = b'<?xml version="1.0"?><connections xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"/>'
    check_lie(verifier, rezip({**unzip(classeur), "xl/connections.xml": xml}), "une source de données")


def test_faute_15_annote_il_ne_garde_que_ses_valeurs(
    verifier: Verifier, lancer: Lancer, ecrire: Ecrire, classeur: bytes, tmp_path: Any
) -> None:
    """A link whose formula has become its value would be damage in the eyes of Excel (fault 91)."""
    lie = add_lien_externe(fill(classeur, {"H6": 140}), "Avancement", "H5", 45)
    lancer("annotate", ecrire("lie.xlsx", lie), "--out", tmp_path / "annote.xlsx")
    assert not [nom for nom in unzip((tmp_path / "annote.xlsx").read_bytes()) if "externalLink" in nom]
    page = load_workbook(tmp_path / "annote.xlsx")["Avancement"]
    assert (page["H5"].value, page["H5"].data_type) == (45, "n")


def hide_lignes(classeur: Any) -> None:
    for ligne in (5, 7, 40):  # nothing is read on row 40
        classeur["Avancement"].row_dimensions[ligne].hidden = True


def hide_colonnes(classeur: Any) -> None:
    for colonne in "BHK":  # B is context, K is blank
        classeur["Avancement"].column_dimensions[colonne].hidden = True


def hide_feuille(classeur: Any) -> None:
    classeur["Avancement"].sheet_state = "hidden"


def set_filtre(classeur: Any) -> None:
    hide_lignes(classeur)
    classeur["Avancement"].auto_filter.add_filter_column(0, ["A17"])


MASQUES: dict[str, tuple[Callable[[Any], None], list[tuple[str, str]]]] = {
    "lignes": (hide_lignes, [("lignes_masquees", "2 lignes masquées seront importées : 5, 7.")]),
    "colonnes": (
        hide_colonnes,
        [("colonnes_masquees", "1 colonne masquée sera importée : H (« Avancement (%) »).")],
    ),
    "feuille": (hide_feuille, [("feuille_masquee", "cette feuille est masquée : elle est lue quand même.")]),
    "filtre": (
        set_filtre,
        [
            ("filtre_actif", "un filtre est actif : les lignes qu’il cache sont lues quand même."),
            ("lignes_masquees", "2 lignes masquées seront importées : 5, 7."),
        ],
    ),
}


@pytest.mark.parametrize("quoi", MASQUES)
def test_faute_17_ce_qui_est_masque(verifier: Verifier, gabarit: bytes, quoi: str) -> None:
    hide, attendus = MASQUES[quoi]
    fichier = verifier(edit(fill(gabarit, {"H5": 45, "H7": 50}), hide))
    assert [(a["code"], a["gravite"], a["feuille"], read_constat(a)) for a in fichier["anomalies"]] == [
        (code, AVIS, "Avancement", message) for code, message in attendus
    ]
    assert (fichier["statut"], list_valeurs(fichier)) == ("ok", {"Avancement!H5": 45, "Avancement!H7": 50})


def test_faute_17_sauf_notre_timbre(verifier: Verifier, gabarit: bytes) -> None:
    """Our stamp sheet is hidden; LibreOffice shows it again, or hides it further: nobody is told."""
    for etat in ("hidden", "veryHidden", "visible"):
        octets = edit(gabarit, lambda classeur, etat=etat: setattr(classeur["_timbre"], "sheet_state", etat))
        assert (verifier(octets)["anomalies"], verifier(octets)["trimestre"]) == ([], "2026-T3")


def test_faute_17_colonnes_vides_a_droite(verifier: Verifier, classeur: bytes) -> None:
    """People hide everything on the right of a table: nothing of it is read."""

    def hide(xml: bytes) -> bytes:
        return xml.replace(b"</cols>", b'<col min="30" max="16384" hidden="1"/></cols>')

    assert verifier(patch(classeur, feuille_xml("Avancement"), hide))["anomalies"] == []
