"""How fast a session may speak, on a clock that the test moves."""

from __future__ import annotations

import asyncio
import struct
from collections.abc import Callable
from typing import Any

import pytest
from starlette.types import Receive, Scope, Send
from uvicorn.config import Config
from uvicorn.server import ServerState

from tests.ui.serveur.test_connexions import MONTEE, Fil, Horloge
from tests.ui.serveur.test_serveur import run
from ui.serveur.cadence import PAS, RAFALE, Liaison

VIDE, APPEL, SUITE = (bytes([genre, 0x80]) + bytes(4) for genre in (0x82, 0x89, 0x00))
"""A frame without a word, one that asks for an answer, one that goes on with a message: six bytes each."""
DEBUT = bytes([0x02, 0x80]) + bytes(4)


class Seance:
    """A session just opened behind which a program hears every message."""

    def __init__(self) -> None:
        reglages = Config(self._hear, log_config=None, interface="asgi3", lifespan="off", ws_max_size=1_000_000)
        reglages.load()
        self.horloge, self.fil, self.entendus = Horloge(), Fil("10.0.0.1"), list[bytes]()
        self.liaison = Liaison(reglages, ServerState(), {}, _loop=self.horloge)
        self.fil.protocole = self.liaison
        self.liaison.connection_made(self.fil)
        self.liaison.data_received(MONTEE + b"\r\n")
        self.horloge.advance(PAS)

    async def _hear(self, scope: Scope, receive: Receive, send: Send) -> None:
        await send({"type": "websocket.accept"})
        while (message := await receive())["type"] != "websocket.disconnect":
            if message["type"] == "websocket.receive":
                self.entendus.append(message["bytes"])

    async def wait(self) -> None:
        for _ in range(4):
            await asyncio.sleep(0)


def play(scene: Callable[[Seance], Any]) -> None:
    async def jouer() -> None:
        seance = Seance()
        await seance.wait()
        assert b" 101 " in seance.fil.ecrit
        await scene(seance)
        seance.fil.abort()
        await seance.wait()

    run(jouer())


@pytest.mark.parametrize("trame", [VIDE, APPEL, SUITE], ids=["vides", "appels", "suites"])
def test_a_session_that_speaks_without_end_is_cut(trame: bytes) -> None:
    """Whatever it says; and what comes at once is not all read first."""

    async def scene(seance: Seance) -> None:
        debut = DEBUT if trame is SUITE else trame
        seance.liaison.data_received(debut + trame * (RAFALE - 1))
        assert not seance.fil.coupe
        await seance.wait()
        entendus = len(seance.entendus)
        seance.liaison.data_received(trame * 40_000)
        assert seance.fil.coupe
        assert len(seance.liaison.conn.events) < 1_000
        await seance.wait()
        assert len(seance.entendus) == entendus

    play(scene)


def test_a_page_that_speaks_at_the_pace_of_people_is_heard() -> None:
    """For hours, after a burst, and a message of 1 MB, which comes in many pieces, is one frame."""

    async def scene(seance: Seance) -> None:
        seance.liaison.data_received(VIDE * RAFALE)
        for _ in range(1_000):
            seance.horloge.advance(PAS)
            seance.liaison.data_received(VIDE)
        grand = bytes([0x82, 0xFF]) + struct.pack(">Q", 900_000) + bytes(4) + b"a" * 900_000
        seance.horloge.advance(PAS)
        seance.liaison.data_received(grand[:300_000])
        seance.liaison.data_received(grand[300_000:])
        assert not seance.fil.coupe
        await seance.wait()
        assert len(seance.entendus) == RAFALE + 1_000 + 1
        assert len(seance.entendus[-1]) == 900_000

    play(scene)
