"""Dates of actions and targets of indicateurs, typed in a workbook of their own or on a screen."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

import pytest

from loaders.cellules.valeurs import Contexte, ValeurIllisible, read_cellule
from loaders.genres.cadre.genre import list_lignes
from loaders.lecture.brut import CelluleBrute
from models.colonnes import Genre
from models.colonnes_cadre import CIBLES, DATES, PREUVES
from models.plan import Plan
from tests.loaders.ecriture.test_correction import correct, plan, read_plan  # noqa: F401
from tests.ui.conftest import base, bases  # noqa: F401


def test_dates_and_targets_are_written_and_last(plan: Plan, base: Callable[[str], None]) -> None:  # noqa: F811
    fait = correct(plan, {"debut": "01/03/2026", "echeance": "30/06/2027", "cible": "62,5", "valeur_initiale": "110"})
    assert fait.entree is not None
    action = read_plan().actions_par_code["A16"]
    assert (action.debut, action.echeance) == (date(2026, 3, 1), date(2027, 6, 30))
    assert (action.indicateurs[0].cible, action.indicateurs[0].valeur_initiale) == (62.5, 110)
    assert {f.nom for f in (DATES, CIBLES, PREUVES)} == set(list_lignes(plan))


def test_an_action_does_not_end_before_it_begins(plan: Plan) -> None:  # noqa: F811
    faute = correct(plan, {"debut": "01/03/2027", "echeance": "30/06/2026"})
    assert faute.entree is None
    assert "précède le début" in faute.fautes[0].constat


@pytest.mark.parametrize("texte", ["soixante", "12 jours"])
def test_a_target_is_a_number(plan: Plan, texte: str) -> None:  # noqa: F811
    assert "un nombre seul" in correct(plan, {"cible": texte}).fautes[0].constat


FAUSSES = (
    "javascript:alert(1)",
    "file:///etc/passwd",
    "data:text/html,x",
    "//exemple.fr/a",
    "https://moi@exemple.fr/a",
)


@pytest.mark.parametrize("adresse", FAUSSES)
def test_the_address_of_a_proof_is_a_link(adresse: str) -> None:
    with pytest.raises(ValeurIllisible, match="une adresse qui commence par https"):
        read_cellule(CelluleBrute("s", adresse), Genre.LIEN, Contexte())
