"""How a quarter is offered wherever one is chosen."""

from __future__ import annotations

from datetime import date

import pytest

from models.trimestre import Trimestre
from phrases.trimestre import name_choix
from tests.plans import T3, T4

AUJOURD_HUI = date(2026, 11, 21)


@pytest.mark.parametrize(
    ("trimestre", "jour", "nom"),
    [
        (T4, AUJOURD_HUI, "T4 2026 (octobre-décembre), en cours"),
        (T4, date(2026, 12, 31), "T4 2026 (octobre-décembre), en cours"),
        (T4, date(2027, 1, 1), "T4 2026 (octobre-décembre)"),
        (T3, AUJOURD_HUI, "T3 2026 (juillet-septembre)"),
    ],
)
def test_a_running_quarter_is_offered_as_such(trimestre: Trimestre, jour: date, nom: str) -> None:
    assert name_choix(trimestre, jour) == nom
