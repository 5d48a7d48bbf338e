"""The period asked for: since a meeting, a quarter, a year « au 31/12 »; what makes no sense is refused in French."""

from __future__ import annotations

from datetime import date

import pytest

from exports.formats import Demande
from exports.presentation.periode import choose_periode
from exports.presentation.pieces import Periode
from exports.presentation.recit import find_periode
from models.plan import Plan
from models.refus import DemandeInvalide
from models.trimestre import Trimestre
from tests.plans import T1, T2, T3, make_plan

JOUR = date(2026, 11, 21)
T4_2025, T4_2024 = Trimestre(2025, 4), Trimestre(2024, 4)


@pytest.mark.parametrize(
    ("trimestre", "options", "depuis"),
    [
        (T3, {"periode": "trimestre"}, T2),
        (T4_2025, {"periode": "annee"}, T4_2024),
        (T4_2024, {"periode": "annee"}, None),
        (Trimestre(2024, 1), {"periode": "trimestre"}, None),
    ],
)
def test_a_quarter_or_a_year(trimestre: Trimestre, options: dict[str, str], depuis: Trimestre | None) -> None:
    assert choose_periode(Demande(make_plan(), trimestre, JOUR, options=options)) == Periode(depuis, trimestre)


def test_from_a_meeting_by_default(plan_demo: Plan) -> None:
    attendue = find_periode(plan_demo, T3, JOUR)
    assert attendue.depuis is not None
    assert choose_periode(Demande(plan_demo, T3, JOUR)) == attendue
    assert choose_periode(Demande(plan_demo, T3, JOUR, options={"periode": "reunion"})) == attendue


def test_since_the_quarter_told() -> None:
    assert choose_periode(Demande(make_plan(), T3, JOUR, T1)) == Periode(T1, T3)


@pytest.mark.parametrize(
    ("depuis", "periode", "mot"),
    [(T1, "annee", "gardez-en un"), (None, "mois", "attendu reunion"), (None, "annee", "par exemple 2026-T4")],
)
def test_what_makes_no_sense_is_refused(depuis: Trimestre | None, periode: str, mot: str) -> None:
    with pytest.raises(DemandeInvalide, match=mot):
        choose_periode(Demande(make_plan(), T3, JOUR, depuis, {"periode": periode}))
