"""Two screens at a time, long work outside, and nothing that ever stands still."""

from __future__ import annotations

import threading
from collections.abc import Callable

import pytest
from streamlit.runtime.scriptrunner import StopException
from streamlit.testing.v1 import AppTest

from ui.socle import tour
from ui.socle.tour import CONNUS, NOMBRE, Attente, Tours, leave_tour, take_tour

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
    assert tour._tours.libres == NOMBRE


def test_nobody_waits_for_ever() -> None:
    """All turns held by scripts that never end: one that comes goes ahead without, and gives back nothing."""
    for _ in range(NOMBRE):
        assert tour._tours.join("autre", "autre").donne.is_set()
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


def count_attente(fenetres: int, adresse: str) -> list[int]:
    """Return how many screens of somebody who asks without end are computed while a reader waits, at each visit."""
    tours, comptes = Tours(NOMBRE), []
    for numero in range(fenetres):
        tours.join("10.0.0.1", f"fenêtre {numero}")
    for _ in range(50):
        lecteur, passes = tours.join(adresse, "lecteur"), 0
        while not lecteur.donne.is_set():
            tours.release()  # one of them ends, and asks again at once
            tours.join("10.0.0.1", f"fenêtre {passes % fenetres}")
            passes += 1
        comptes.append(passes)
        tours.release()
    return comptes


def test_a_burst_of_one_reader_makes_the_others_wait_for_one_screen() -> None:
    assert max(count_attente(8, "10.0.0.2")) <= 1
    assert max(count_attente(200, "10.0.0.2")) <= 1


def test_names_made_up_one_after_the_other_do_not_pass_before_who_waits() -> None:
    tours = Tours(1)
    tours.join("lecteur", "lecteur")
    for essai in range(20):
        for numero in range(5):
            tours.join(f"forgée {essai} {numero}", f"session {essai} {numero}")
        avant, passes = len(tours._attentes), 0
        lecteur = tours.join("lecteur", "lecteur")
        while not lecteur.donne.is_set() and passes < 1_000:
            tours.release()
            tours.join(f"forgée {essai} {passes + 5}", f"session {essai} {passes + 5}")
            passes += 1
        assert passes <= avant + 1


def test_windows_of_one_address_have_their_turn_each() -> None:
    """A relay may give everybody the same address: whoever had no turn for the longest goes first."""
    tours = Tours(1)
    premiere = tours.join("a", "1")
    suivantes = [tours.join("a", session) for session in ("1", "2", "1", "3")]
    servies = []
    for _ in suivantes:
        tours.release()
        (donnee,) = [a for a in suivantes if a.donne.is_set() and a not in servies]
        servies.append(donnee)
    assert premiere.donne.is_set()
    assert [a.session for a in servies] == ["2", "3", "1", "1"]


def test_who_waits_no_more_is_given_nothing() -> None:
    tours = Tours(1)
    tours.join("a", "1")
    partie, restee = tours.join("b", "2"), tours.join("c", "3")
    assert not tours.leave(partie)
    tours.release()
    assert (partie.donne.is_set(), restee.donne.is_set()) == (False, True)
    assert tours.leave(restee)
    tours.release()
    assert tours.libres == 1


def test_what_is_remembered_is_bounded() -> None:
    tours = Tours(1)
    for numero in range(2 * CONNUS):
        tours.join(f"adresse {numero}", f"session {numero}")
        tours.release()
    assert len(tours._derniers) == CONNUS


def test_a_screen_waits_as_its_reader(monkeypatch: pytest.MonkeyPatch) -> None:
    """By the address and the session of the very visit."""
    lecteurs: list[tuple[str, str]] = []

    def join(*qui: str) -> Attente:
        lecteurs.append(qui)
        return Tours(1).join(*qui)

    monkeypatch.setattr(tour._tours, "join", join)
    monkeypatch.setattr(tour._tours, "release", lambda: None)
    page = AppTest.from_function(visit_ecran)
    page.run()
    page.run()
    (adresse, session), (_, encore) = lecteurs
    assert adresse.startswith("adresse ")
    assert session == encore != ""


def visit_ecran() -> None:
    from ui.socle.tour import take_tour

    with take_tour():
        pass
