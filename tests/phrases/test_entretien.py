"""How the state of a service is told."""

from __future__ import annotations

from datetime import timedelta

import pytest

from phrases.entretien import format_volume, tell_age, tell_disque, tell_sessions


@pytest.mark.parametrize(
    ("minutes", "dit"),
    [
        (0.5, "à l’instant"),
        (1, "il y a 1 minute"),
        (119, "il y a 119 minutes"),
        (120, "il y a 2 heures"),
        (26 * 60, "il y a 26 heures"),
        (72 * 60, "il y a 3 jours"),
        (-3, "à l’instant"),
    ],
)
def test_an_age_is_told_in_the_unit_that_fits(minutes: float, dit: str) -> None:
    assert tell_age(timedelta(minutes=minutes)).replace("\u00a0", " ") == dit


def test_too_little_room_is_an_alert() -> None:
    assert not tell_disque(30 * 10**9, 100 * 10**9).alerte
    assert tell_disque(10**9, 10 * 10**9).alerte
    assert tell_disque(30 * 10**9, 1_000 * 10**9).alerte
    assert tell_disque(10**9, 10 * 10**9).texte.endswith("la place manque")


def test_volumes_are_read_at_a_glance() -> None:
    dits = [format_volume(n).replace("\u00a0", " ") for n in (0, 350_000, 4_200_000, 31_000_000, 3_400_000_000)]
    assert dits == ["0,1 Mo", "0,4 Mo", "4,2 Mo", "31 Mo", "3,4 Go"]


def test_sessions_are_told_against_their_places() -> None:
    assert tell_sessions(3, 0).texte == "3 sessions ouvertes dans ce processus"
    assert not tell_sessions(360, 400).alerte
    assert tell_sessions(361, 400).alerte
