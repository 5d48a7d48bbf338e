"""A cell that would take back what is stored without saying EFFACER (fault 62) is asked about, in any workbook."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from loaders.genres.charte.genre import CHARTE
from loaders.genres.partenaires.genre import PARTENAIRES
from loaders.genres.reunions.genre import REUNIONS_CHARTE
from models.colonnes import AVANCEMENT
from models.colonnes_partenariat import APPRECIATIONS, LISTE, PARTICIPATIONS, REUNIONS
from tests.classeurs_partenariat import find_ligne, make, type_ligne
from tests.constats import Verifier, list_valeurs
from tests.fabrique import fill, make_gabarit

VALEURS: dict[str, Any] = {
    "avancement": 45,
    "statut": "Bloquée",
    "meteo": "Nuage",
    "fait_marquant": "Ouverture du site",
    "prochaine_etape": "Recrutement",
    "destinataire": "Vice-présidence",
    "pour_le": date(2026, 12, 15),
}
BLOQUEE = {"point_blocage": "Foncier introuvable", "decision_attendue": "Trancher"}
COLONNES = {c.champ: c for c in AVANCEMENT.saisies}
EFFACABLES = [champ for champ, c in COLONNES.items() if not c.reconduite and champ != "sans_changement"]


def fill_a16(**valeurs: Any) -> bytes:
    """The workbook of CRIP 93, row 5 (A16) typed by field."""
    lettres = {champ: chr(ord("A") + AVANCEMENT.colonnes.index(c)) for champ, c in COLONNES.items()}
    return fill(make_gabarit(trimestre="2026-T4"), {f"{lettres[champ]}5": v for champ, v in valeurs.items()})


def test_every_column_has_its_case() -> None:
    assert set(EFFACABLES) == set(VALEURS)


@pytest.mark.parametrize("champ", EFFACABLES)
def test_every_column_of_an_action_is_asked_about(
    base: str, appliquer: Verifier, verifier: Verifier, champ: str
) -> None:
    assert appliquer(fill_a16(**VALEURS, **BLOQUEE))["statut"] == "ok"
    octets = fill_a16(**{champ: "à effacer"})
    (question,) = verifier(octets)["questions"]
    assert (question["code"], question["bloquante"], question["reponse"]) == ("effacer", False, None)
    assert f"La cellule dit « à effacer » en « {COLONNES[champ].libelle} »" in question["question"]
    assert "ce que le T4 2026 en dit (« " in question["question"]
    efface = verifier(octets, "--reponse", "effacer=effacer")
    assert list(list_valeurs(efface).values()) == [None]
    assert verifier(octets, "--reponse", "effacer=laisser")["changements"] == []


def test_questions_stand_in_the_order_of_the_rows(base: str, appliquer: Verifier, verifier: Verifier) -> None:
    """Whatever asks: a cell as it is read, a word that would erase; an action that is asked about is not silent."""
    appliquer(fill(make_gabarit(trimestre="2026-T4"), {"J5": "Nuage", "K5": "Recrutement", "H7": 30}))
    lu = verifier(fill(make_gabarit(trimestre="2026-T4"), {"J5": "à effacer", "H6": 0.25, "H7": 40}))
    assert [q["cellules"] for q in lu["questions"]] == [["Avancement!J5"], ["Avancement!H6"]]
    assert (lu["en_erreur"], lu["muettes"]) == (["A17"], [])


def test_a_date_is_quoted_as_people_write_it(base: str, appliquer: Verifier, verifier: Verifier) -> None:
    appliquer(fill_a16(**VALEURS, **BLOQUEE))
    (question,) = verifier(fill_a16(pour_le="supprimer"))["questions"]
    assert "(« 15/12/2026 »)" in question["question"]


@pytest.mark.parametrize(
    ("genre", "feuille", "cles", "lettre", "valeur"),
    [
        (CHARTE, APPRECIATIONS, ("I03",), "J", "À suivre"),
        (CHARTE, APPRECIATIONS, ("I03",), "I", "Une lettre par mois"),
        (PARTENAIRES, LISTE, ("CDEF",), "C", "un établissement public"),
        (PARTENAIRES, PARTICIPATIONS, ("A01", "CDEF"), "D", "copilote"),
    ],
)
def test_so_is_a_cell_of_any_other_workbook(
    base: str, appliquer: Verifier, verifier: Verifier, genre: Any, feuille: Any, cles: Any, lettre: str, valeur: str
) -> None:
    octets = make(genre)
    rang = find_ligne(octets, feuille, *cles)
    assert appliquer(type_ligne(octets, feuille, rang, **{lettre: valeur}))["changements"]
    octets = type_ligne(make(genre), feuille, rang, **{lettre: "à effacer"})
    (question,) = verifier(octets)["questions"]
    assert "Faut-il retirer ce qui en est enregistré (« " in question["question"]
    efface = verifier(octets, "--reponse", "effacer=effacer")
    assert list_valeurs(efface) == {f"{feuille.nom}!{lettre}{rang}": None}


def test_so_is_a_meeting_of_the_charter(base: str, appliquer: Verifier, verifier: Verifier) -> None:
    octets = make(REUNIONS_CHARTE)
    rang = find_ligne(octets, REUNIONS)
    appliquer(type_ligne(octets, REUNIONS, rang, A="reunion-politique", B="12/03/2026", C="oui", F="Ouvrir la session"))
    octets = type_ligne(make(REUNIONS_CHARTE), REUNIONS, 5, F="supprimer")
    (question,) = verifier(octets)["questions"]
    assert "(« Ouvrir la session »)" in question["question"]
    assert list_valeurs(verifier(octets, "--reponse", "effacer=effacer")) == {"Réunions!F5": None}


def test_a_word_alone_adds_nobody_to_an_action(base: str, verifier: Verifier) -> None:
    """A partner that is not expected there has nothing to be taken back."""
    octets = make(PARTENAIRES)
    rang = find_ligne(octets, PARTICIPATIONS)
    lu = verifier(type_ligne(octets, PARTICIPATIONS, rang, A="A16", C="CDEF", D="à effacer"))
    assert (lu["questions"], lu["changements"]) == ([], [])
    assert {a["code"] for a in lu["anomalies"]} == {"ligne_sans_effet", "retrait_a_confirmer"}


def test_a_row_without_change_is_not_asked_what_would_contradict_it(
    base: str, appliquer: Verifier, verifier: Verifier
) -> None:
    appliquer(fill(make_gabarit(), {"I5": "Bloquée", "M5": "Foncier introuvable"}))
    lu = verifier(fill_a16(point_blocage="levé", sans_changement="x"))
    assert (lu["questions"], [a["code"] for a in lu["anomalies"]]) == ([], ["retrait_a_confirmer"])
