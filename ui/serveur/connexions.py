"""What stands below HTTP: a request that never ends is cut, and no client holds all the connections.

The server that Streamlit starts offers neither, and bounds only the wait between two requests. Its own class of
connections is therefore replaced by one that watches; the bounds are those of Apache's module `reqtimeout`.
"""

from __future__ import annotations

import asyncio
from typing import Any

import streamlit as st
from starlette.types import Receive, Scope, Send
from uvicorn.config import Config
from uvicorn.protocols.http.h11_impl import H11Protocol, RequestResponseCycle

from ui.serveur.cadence import TRANCHE, Liaison
from ui.serveur.page import REESSAYER, write_page
from ui.serveur.places import Places

ENTETES, CORPS = 20.0, 20.0
"""Seconds given to the headers of a request, then to its body."""
DEBIT = 500
"""Bytes of a body that give it one second more."""
LECTURE = 60.0
"""Seconds between two looks at what a client has yet to read; it takes `DEBIT` bytes of it a second, or is left."""
MARGE = 64
"""Connections beyond the number that are still told why they are refused."""
_ILLISIBLE = b"HTTP/1.1 400 Bad Request\r\nconnection: close\r\ncontent-length: 0\r\n\r\n"
_SANS_LONGUEUR = b"HTTP/1.1 411 Length Required\r\nconnection: close\r\ncontent-length: 0\r\n\r\n"
"""To a body cut in pieces, which no browser sends: reading forty thousand of a letter each holds everybody."""
_DELAI = b"HTTP/1.1 408 Request Timeout\r\nconnection: close\r\ncontent-length: 0\r\n\r\n"


class Connexion(H11Protocol):
    """A connection whose requests come in time."""

    places, de_trop = Places(512), Places(MARGE)
    _prises: Places | None = None
    _adresse = ""
    _alarme: asyncio.TimerHandle | None = None
    _attendu: RequestResponseCycle | None = None
    _fin = 0.0
    _regard: asyncio.TimerHandle | None = None
    _a_lire = 0

    def connection_made(self, transport: Any) -> None:
        """Take a place; beyond the number, say why at the first request, then say nothing at all."""
        super().connection_made(transport)
        self._adresse, prises = self.client[0] if self.client else "", self.places
        if prises.is_complet(self._adresse):
            self.app, prises = _refuse, self.de_trop
            if prises.is_complet(self._adresse):
                transport.abort()
                return
        prises.take(self._adresse)
        self._prises = prises
        self._regard = self.loop.call_later(LECTURE, self._look)
        self._watch(ENTETES)

    def data_received(self, data: bytes) -> None:
        """Read what came, a little at a time, then wait for what is missing of it."""
        for debut in range(0, len(data), TRANCHE):
            tranche = data[debut : debut + TRANCHE]
            super().data_received(tranche)
            self._wait_suite(len(tranche))
            if self.transport.is_closing() or self.transport.get_protocol() is not self:
                return

    def on_response_complete(self) -> None:
        """Go on to the next request, which may have come, whole or not, before the answer to this one left."""
        super().on_response_complete()
        self._wait_suite(0)

    def _wait_suite(self, octets: int) -> None:
        """Wait for what is missing, that many bytes having just come: a body, the headers of a request, nothing."""
        if self.transport.get_protocol() is not self:  # now a session, which has a door of its own and tells us no end
            self._rest()
            self._leave()
        elif self.transport.is_closing():
            self._rest()
        elif self.cycle is not None and self.cycle.more_body:
            if any(nom == b"transfer-encoding" for nom, _ in self.cycle.scope["headers"]):
                self._rest()
                self.transport.write(_SANS_LONGUEUR)
                self.transport.close()
                return
            if self.cycle is not self._attendu:
                self._watch(CORPS)
                self._attendu = self.cycle
            if not self.cycle.response_complete:  # what is answered already has nothing more to wait for
                self._fin += octets / DEBIT
        elif self.cycle is None or self.cycle.response_complete:
            if self._alarme is None:
                self._watch(ENTETES)
        else:
            self._rest()

    def handle_websocket_upgrade(self, event: Any) -> None:
        """Hand the connection over to a session; hang up when what asks for one is left without an answer.

        A request with a body, or with too many headers, is none for the code of sessions, which then waits for ever.
        """
        super().handle_websocket_upgrade(event)
        if not self.transport.is_closing() and not getattr(self.transport.get_protocol(), "handshake_initiated", True):
            self.transport.write(_ILLISIBLE)
            self.transport.close()

    def connection_lost(self, exc: Exception | None) -> None:
        """Give the place back."""
        self._rest()
        self._leave()
        super().connection_lost(exc)

    def resume_writing(self) -> None:
        """Write on: the client has read most of what it was sent."""
        super().resume_writing()
        self._a_lire = 0

    def _leave(self) -> None:
        if self._prises is not None:
            self._prises.give(self._adresse)
            self._prises = None
        if self._regard is not None:
            self._regard.cancel()
            self._regard = None

    def _look(self) -> None:
        """Leave a client that does not read: closed politely, its connection would wait for it without an end."""
        reste = self.transport.get_write_buffer_size()
        if reste and self._a_lire and reste > self._a_lire - DEBIT * LECTURE:
            self.transport.abort()
            return
        self._a_lire = reste
        self._regard = self.loop.call_later(LECTURE, self._look)

    def _watch(self, secondes: float) -> None:
        self._rest()
        self._fin = self.loop.time() + secondes
        self._alarme = self.loop.call_at(self._fin, self._ring)

    def _rest(self) -> None:
        if self._alarme is not None:
            self._alarme.cancel()
            self._alarme = None

    def _ring(self) -> None:
        """Cut the request that did not come in time, unless what came of it meanwhile gave it more."""
        self._alarme = None
        if self.transport.is_closing():
            return
        if self.loop.time() < self._fin:
            self._alarme = self.loop.call_at(self._fin, self._ring)
            return
        if self.cycle is None or not self.cycle.response_started or not self.cycle.more_body:
            self.transport.write(_DELAI)
        self.transport.close()


async def _refuse(scope: Scope, receive: Receive, send: Send) -> None:
    """Answer a request of a client that has too many connections open."""
    texte = "Le serveur répond déjà à autant de demandes qu’il le peut. Réessayez dans un instant."
    entetes = {"retry-after": "5", "connection": "close"}
    await write_page(503, "Trop de demandes à la fois", texte, REESSAYER, entetes)(scope, receive, send)


def watch_connexions(receive: Any, nombre: int) -> bool:
    """Have the server that calls our `lifespan` use such connections; return whether it could be found.

    Streamlit makes the server and lets nothing of it be chosen; it is the one that owns the `receive` of our start.
    """
    reglages = getattr(getattr(receive, "__self__", None), "config", None)
    if not isinstance(reglages, Config):
        return False
    Connexion.places = Places(nombre)
    reglages.http_protocol_class = Connexion
    reglages.ws_protocol_class = Liaison
    # Streamlit looks at the size of a message once all of it is in memory; the server, at its first bytes.
    reglages.ws_max_size = int(st.get_option("server.maxWidgetStateSize")) * 10**6
    reglages.encoded_headers = [(n, v) for n, v in reglages.encoded_headers if n != b"server"]
    return True
