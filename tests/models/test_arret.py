"""A server that stops: what was begun ends, whole, and nothing more begins."""

from __future__ import annotations

import threading
from concurrent.futures import ThreadPoolExecutor

import pytest

from models.arret import VEILLE, Veille
from models.refus import ServeurArrete
from models.session import open_ecriture
from tests.e2e.conftest import PATIENCE


def test_what_was_begun_is_waited_for_and_nothing_more_begins() -> None:
    veille, commence, finir = Veille(), threading.Event(), threading.Event()

    def write() -> None:
        with veille.hold():
            commence.set()
            assert finir.wait(PATIENCE)

    with ThreadPoolExecutor(2) as fils:
        ecriture = fils.submit(write)
        assert commence.wait(PATIENCE)
        veille.close()
        try:
            with pytest.raises(ServeurArrete, match="rien n’a été écrit"), veille.hold():
                pass
            assert not veille.wait(0)
            attente = fils.submit(veille.wait, PATIENCE)
        finally:
            finir.set()
        assert attente.result()
        ecriture.result()


def test_a_batch_that_was_begun_goes_on_to_its_end() -> None:
    veille = Veille()
    with veille.carry():
        veille.close()
        assert not veille.wait(0)
        with veille.hold():
            pass
    assert veille.wait(0)


def test_a_batch_that_comes_too_late_is_refused_act_by_act() -> None:
    veille = Veille()
    veille.close()
    with veille.carry():
        for _ in range(2):
            with pytest.raises(ServeurArrete), veille.hold():
                pass
    assert veille.wait(0)


def test_what_fails_is_not_waited_for() -> None:
    veille = Veille()
    with pytest.raises(ValueError, match="x"), veille.hold():
        raise ValueError("x")
    veille.close()
    assert veille.wait(0)


def test_every_writer_goes_through_the_door(base: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(VEILLE, "fermee", True)
    with pytest.raises(ServeurArrete), open_ecriture():
        pass
