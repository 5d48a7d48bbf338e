"""The signal that stops a server is handed on once nothing is being written; the second one at once."""

from __future__ import annotations

import asyncio
import signal
import threading

from models.arret import Veille
from tests.ui.serveur.test_serveur import run
from ui.serveur.arret import Arret

TERME = signal.SIGTERM


def test_the_signal_waits_for_what_is_written() -> None:
    recus: list[int] = []

    async def stop() -> None:
        arrive = asyncio.Event()
        veille = Veille()

        def take(numero: int, _: object) -> None:
            recus.append(numero)
            arrive.set()

        arret = Arret(take, asyncio.get_running_loop(), veille)
        tenue = veille.hold()
        tenue.__enter__()
        arret(TERME, None)
        (fil,) = [f for f in threading.enumerate() if f.name == "arret"]
        assert not recus
        tenue.__exit__(None, None, None)
        await arrive.wait()
        fil.join()

    run(stop())
    assert recus == [TERME]


def test_a_second_signal_stops_at_once() -> None:
    recus: list[int] = []

    async def stop() -> None:
        veille = Veille()
        arret = Arret(lambda numero, _: recus.append(numero), asyncio.get_running_loop(), veille)
        with veille.hold():
            arret(TERME, None)
            arret(TERME, None)
            assert recus == [TERME]

    run(stop())
