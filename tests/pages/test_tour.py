"""Two screens at a time, long work outside, and nothing that ever stands still."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable

import pytest
from streamlit.runtime.scriptrunner import StopException

from ui.socle import tour
from ui.socle.tour import NOMBRE, leave_tour, take_tour


def run_ensemble(tache: Callable[[], None], nombre: int, secondes: float = 20) -> None:
    fils = [threading.Thread(target=tache, daemon=True) for _ in range(nombre)]
    for fil in fils:
        fil.start()
    for fil in fils:
        fil.join(secondes)
    assert not any(fil.is_alive() for fil in fils)


class Compteur:
    """How many are inside at once, and the most there ever were."""

    def __init__(self) -> None:
        self.verrou, self.dedans, self.maximum = threading.Lock(), 0, 0

    def visit(self) -> None:
        with self.verrou:
            self.dedans += 1
            self.maximum = max(self.maximum, self.dedans)
        time.sleep(0.02)
        with self.verrou:
            self.dedans -= 1


def test_two_at_a_time() -> None:
    compteur = Compteur()

    def visit() -> None:
        with take_tour():
            compteur.visit()

    run_ensemble(visit, 12)
    assert compteur.maximum == NOMBRE


def test_long_work_lets_the_others_through() -> None:
    """As many readers of workbooks as there are turns, and a screen still opens meanwhile."""
    ouverts, fini = threading.Event(), threading.Event()

    def import_lot() -> None:
        with take_tour(), leave_tour():
            assert fini.wait(10)

    def visit() -> None:
        with take_tour(patience=10):
            ouverts.set()

    longs = [threading.Thread(target=import_lot, daemon=True) for _ in range(NOMBRE + 1)]
    for fil in longs:
        fil.start()
    run_ensemble(visit, 1)
    assert ouverts.is_set()
    fini.set()
    for fil in longs:
        fil.join(10)
    assert not any(fil.is_alive() for fil in longs)


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

        run_ensemble(visit, 3)
        assert len(passages) == 3
    finally:
        for _ in range(NOMBRE):
            tour._tours.release()
