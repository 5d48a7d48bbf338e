"""Two screens at a time, long work outside, and nothing that ever stands still."""

from __future__ import annotations

import threading
from collections.abc import Callable

import pytest
from streamlit.runtime.scriptrunner import StopException

from ui.socle import tour
from ui.socle.tour import NOMBRE, leave_tour, take_tour

PATIENCE = 120
"""Seconds after which a thread is believed to stand still: no machine is that slow."""


def start_ensemble(tache: Callable[[], None], nombre: int) -> list[threading.Thread]:
    fils = [threading.Thread(target=tache, daemon=True) for _ in range(nombre)]
    for fil in fils:
        fil.start()
    return fils


def join_ensemble(fils: list[threading.Thread]) -> None:
    for fil in fils:
        fil.join(PATIENCE)
    assert not any(fil.is_alive() for fil in fils)


def test_two_at_a_time() -> None:
    """When as many as may be are inside, one more finds no turn; once they left, there is one for it."""
    dedans, sortez = threading.Barrier(NOMBRE + 1), threading.Event()

    def visit() -> None:
        with take_tour(patience=PATIENCE):
            dedans.wait(PATIENCE)
            assert sortez.wait(PATIENCE)

    fils = start_ensemble(visit, NOMBRE)
    dedans.wait(PATIENCE)
    with take_tour(patience=0):
        assert not tour._fil.tenu
    sortez.set()
    join_ensemble(fils)
    with take_tour(patience=0):
        assert tour._fil.tenu
    assert NOMBRE == 2


def test_long_work_lets_the_others_through() -> None:
    """As many readers of workbooks as there are turns, and a screen still opens meanwhile."""
    ouverts, fini = threading.Event(), threading.Event()

    def import_lot() -> None:
        with take_tour(patience=PATIENCE), leave_tour():
            assert fini.wait(PATIENCE)

    def visit() -> None:
        with take_tour(patience=PATIENCE):
            ouverts.set()

    longs = start_ensemble(import_lot, NOMBRE + 1)
    join_ensemble(start_ensemble(visit, 1))
    assert ouverts.is_set()
    fini.set()
    join_ensemble(longs)


@pytest.mark.parametrize("arret", [StopException, ValueError, KeyboardInterrupt])
def test_turn_is_given_back_however_the_script_stops(arret: type[BaseException]) -> None:
    for _ in range(NOMBRE * 3):
        with pytest.raises(arret), take_tour(), leave_tour():
            raise arret
    prises = [tour._tours.acquire(blocking=False) for _ in range(NOMBRE)]
    for prise in prises:
        if prise:
            tour._tours.release()
    assert prises == [True] * NOMBRE


def test_nobody_waits_for_ever() -> None:
    """All turns held by scripts that never end: one that comes goes ahead without, and gives back nothing."""
    for _ in range(NOMBRE):
        tour._tours.acquire()
    try:
        passages: list[bool] = []

        def visit() -> None:
            with take_tour(patience=0.05), leave_tour(patience=0.05):
                passages.append(True)

        join_ensemble(start_ensemble(visit, 3))
        assert len(passages) == 3
    finally:
        for _ in range(NOMBRE):
            tour._tours.release()
