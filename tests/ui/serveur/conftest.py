"""A clock for what waits, ages or is counted by the minute: it goes on when told to."""

from __future__ import annotations

import pytest


class Horloge:
    """Seconds that pass when told to."""

    def __init__(self) -> None:
        self.instant = 1_000_000.0

    def __call__(self) -> float:
        return self.instant


@pytest.fixture
def horloge() -> Horloge:
    return Horloge()
