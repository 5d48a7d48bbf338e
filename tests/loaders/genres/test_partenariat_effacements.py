"""EFFACER where it erases nothing, a meeting that will not take place, a year typed wrong: said, never lost."""

from __future__ import annotations

import pytest

from loaders.genres.charte.genre import CHARTE
from loaders.genres.partenaires.genre import PARTENAIRES
from loaders.genres.reunions.genre import REUNIONS_CHARTE
from models.colonnes_partenariat import APPRECIATIONS, LISTE, PARTICIPATIONS, REUNIONS
from tests.classeurs_partenariat import find_ligne, make, read_plan, type_ligne
from tests.constats import Verifier, find_message
from tests.fabrique import fill, make_gabarit

pytestmark = pytest.mark.deux_moteurs

POLITIQUE = "reunion-politique"


@pytest.mark.parametrize(
    ("genre", "feuille", "lettre", "saisie"),
    [
        (PARTENAIRES, LISTE, "A", "C"),
        (PARTENAIRES, PARTICIPATIONS, "A", "E"),
        (PARTENAIRES, PARTICIPATIONS, "C", "E"),
        (CHARTE, APPRECIATIONS, "A", "I"),
    ],
)
def test_erasing_the_key_of_a_row_is_an_error(
    base: str, verifier: Verifier, genre, feuille, lettre: str, saisie: str
) -> None:
    octets = type_ligne(make(genre), feuille, 5, **{lettre: "EFFACER", saisie: "x"})
    vu = verifier(octets)
    assert vu["statut"] == "invalide"
    assert "EFFACER ne retire pas une ligne entière" in find_message(vu, "cle_effacee")


def test_so_is_the_code_of_an_action_in_the_workbook_of_an_owner(base: str, verifier: Verifier) -> None:
    vu = verifier(fill(make_gabarit(), {"A5": "EFFACER", "H5": 40}))
    assert "EFFACER ne retire pas une ligne entière" in find_message(vu, "cle_effacee")


def find_reunions() -> list[str]:
    return [r.reference for i in read_plan().charte.instances if i.code == POLITIQUE for r in i.reunions]


def test_a_meeting_planned_by_mistake_is_taken_back(base: str, appliquer: Verifier) -> None:
    octets = make(REUNIONS_CHARTE)
    appliquer(type_ligne(octets, REUNIONS, find_ligne(octets, REUNIONS), A=POLITIQUE, B="12/03/2027"))
    assert find_reunions() == [f"{POLITIQUE}/2027-03-12"]
    appliquer(type_ligne(make(REUNIONS_CHARTE), REUNIONS, 5, C="EFFACER"))
    assert find_reunions() == []


def test_a_year_far_after_the_plan_is_pointed_out(base: str, verifier: Verifier) -> None:
    octets = make(REUNIONS_CHARTE)
    vu = verifier(type_ligne(octets, REUNIONS, find_ligne(octets, REUNIONS), A=POLITIQUE, B="12/03/2062"))
    assert vu["statut"] == "ok"
    assert "vérifiez l’année" in find_message(vu, "date_hors_plan")
