"""Headers, names and codes in every shape (fault 21), rows with « x », contradictions."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import pytest

from tests.constats import Verifier, list_places, list_valeurs, read_constat
from tests.fabrique import edit, fill, make_gabarit, nfd

ERREUR = "erreur"
Formes = Sequence[tuple[object, object, str | None]]


ENTETES = {
    "A": "CODE ",
    "H": "avancement\u00a0 (%)",
    "I": "\ufeffSTATUT",
    "J": nfd("Météo"),
    "K": "Fait marquant\ndu trimestre",
    "L": "Prochaine etape",
    "M": "Point\u202fde  blocage",
    "N": "DECISION ATTENDUE",
    "O": "Desti\u00adnataire",
    "P": "Pour\tle",
    "Q": "Sans changement （X）",
}
SAISIES = {"H5": 45, "I5": "En cours", "J5": "Soleil", "K5": "a", "L5": "b", "M5": "c", "N5": "d", "O5": "e", "Q6": "x"}


def test_faute_21_en_tetes_et_noms_de_feuilles(verifier: Verifier, demo: str) -> None:
    def rename(classeur: Any) -> None:
        for colonne, libelle in ENTETES.items():
            classeur["Avancement"][f"{colonne}4"].value = libelle
        classeur["Avancement"].title = " AVANCEMENT\u00a0"

    fichier = verifier(edit(fill(make_gabarit(trimestre="2026-T4"), SAISIES), rename))
    lus = {place.partition("!")[2]: v for place, v in list_valeurs(fichier).items()}
    assert lus == SAISIES | {"Q6": True}
    assert {a["code"] for a in fichier["anomalies"]} == {"baisse"}


def test_faute_21_feuille_reconnue_a_ses_en_tetes(verifier: Verifier, base: str) -> None:
    octets = edit(fill(make_gabarit(), {"H5": 45}), lambda c: setattr(c["Avancement"], "title", "Ma feuille"))
    assert list_valeurs(verifier(octets)) == {"Ma feuille!H5": 45}


@pytest.mark.parametrize("code", ["a16", " A16 ", "A\u200b16", "\u00a0A16", "Ａ16", "A16\n", "A\u00ad16"])
def test_faute_21_codes(verifier: Verifier, base: str, code: str) -> None:
    fichier = verifier(fill(make_gabarit(), {"A5": code, "H5": 45}))
    assert (fichier["statut"], fichier["anomalies"]) == ("ok", [])
    assert fichier["changements"][0]["reference"] == "A16"


@pytest.mark.parametrize(
    "nom", ["Ecoles de formation en travail social", "écoles  DE formation en travail\u00a0social"]
)
def test_faute_21_noms_de_partenaires(verifier: Verifier, base: str, nom: str) -> None:
    fichier = verifier(
        fill(make_gabarit(), {"Partenaires!A21": "A16", "Partenaires!B21": nom, "Partenaires!D21": "Informé"})
    )
    assert [c["reference"] for c in fichier["changements"]] == ["A16/Écoles de formation en travail social"]


@pytest.mark.parametrize("croix", ["x", "X", " x ", "oui", "✓", "×", True])
def test_sans_changement(verifier: Verifier, demo: str, croix: object) -> None:
    fichier = verifier(fill(make_gabarit(trimestre="2026-T4"), {"Q5": croix}))
    assert (fichier["anomalies"], list_valeurs(fichier)) == ([], {"Avancement!Q5": True})


def test_sans_changement_incoherent(verifier: Verifier, base: str) -> None:
    fichier = verifier(fill(make_gabarit(), {"Q5": "x", "H6": 45, "Q6": "x", "Q7": "non"}))
    assert list_places(fichier) == [
        ("sans_changement_incoherent", ERREUR, "Avancement", 5, "Q"),
        ("sans_changement_incoherent", ERREUR, "Avancement", 6, "Q"),
        ("valeur_nulle", "avertissement", "Avancement", 7, "Q"),
    ]
    assert "A16 n’est pas renseignée : indiquez son avancement" in read_constat(fichier["anomalies"][0])
    assert "gardez le « x » ou les valeurs, pas les deux" in read_constat(fichier["anomalies"][1])
    assert fichier["changements"] == []


def test_lignes_masquees_contradictions_jalons_ouverts(verifier: Verifier, demo: str) -> None:
    def hide(classeur: Any) -> None:
        classeur["Avancement"].row_dimensions[6].hidden = True

    places = {"H5": 100, "I5": "En cours", "H6": 55, "H7": 50, "I7": "Réalisée"}
    fichier = verifier(edit(fill(make_gabarit(trimestre="2026-T4"), places), hide))
    assert fichier["statut"] == "ok"
    assert sorted((code, ligne, colonne) for code, _, _, ligne, colonne in list_places(fichier)) == sorted(
        [
            ("lignes_masquees", None, None),
            ("contradiction", 5, "I"),
            ("jalon_ouvert", 5, "H"),
            ("contradiction", 7, "I"),
        ],
        key=str,
    )
