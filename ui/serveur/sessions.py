"""The door of sessions: how many are open at once, and none that stays without a word."""

from __future__ import annotations

import asyncio

from starlette.requests import HTTPConnection
from starlette.responses import Response
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from models.vocabulaire import Role
from ui.serveur.messages import Suite, judge_message
from ui.serveur.page import REESSAYER, write_page
from ui.serveur.places import Places
from ui.socle.identity import read_role

MUETTE = 60.0
"""Seconds after which a session that asked for nothing is closed: a page asks for its screen at once."""
ATTENTE = 30
"""Seconds after which the page of somebody who found no place asks again by itself."""
_TITRE = "Trop de personnes à la fois"
_TEXTE = (
    "Le tableau de bord est déjà ouvert autant de fois qu’il peut l’être. Rien n’est perdu : cette page réessaie "
    f"d’elle-même dans {ATTENTE} secondes."
)


def find_adresse(scope: Scope) -> str:
    """Return the address of who asks, as the relay in front of us tells it when there is one that we believe."""
    return str(scope["client"][0]) if scope.get("client") else ""


def may_import(scope: Scope) -> bool:
    """Return whether who asks may import, by the cookie that came with the request."""
    return read_role(HTTPConnection(scope).cookies).allows(Role.MISE_A_JOUR)


class Guichet:
    """Who comes in: everybody while there are places, and always who administers."""

    def __init__(self, places: Places) -> None:
        self.places = places

    def has_place(self, scope: Scope) -> bool:
        """Return whether a session may be opened now."""
        return may_import(scope) or not self.places.is_complet(find_adresse(scope))

    def answer_complet(self) -> Response:
        """Answer who asks for a screen when no place is left."""
        entetes = {"retry-after": str(ATTENTE), "refresh": str(ATTENTE)}
        return write_page(503, _TITRE, _TEXTE, REESSAYER, entetes)

    async def serve(self, app: ASGIApp, scope: Scope, receive: Receive, send: Send) -> None:
        """Serve a session for as long as it lasts, or refuse it for want of a place."""
        if not self.has_place(scope):
            await _refuse(scope, send)
            return
        adresse = find_adresse(scope)
        self.places.take(adresse)
        try:
            await app(scope, _Parole(scope, receive, send).receive, send)
        finally:
            self.places.give(adresse)


async def _refuse(scope: Scope, send: Send) -> None:
    if "websocket.http.response" not in scope.get("extensions", {}):
        await send({"type": "websocket.close", "code": 1013})
        return
    entetes = [(b"content-type", b"text/plain; charset=utf-8"), (b"retry-after", str(ATTENTE).encode())]
    await send({"type": "websocket.http.response.start", "status": 503, "headers": entetes})
    await send({"type": "websocket.http.response.body", "body": _TEXTE.encode()})


class _Parole:
    """What a session says; it is closed when its first word does not come, or when it says what no page would."""

    def __init__(self, scope: Scope, receive: Receive, send: Send) -> None:
        self._scope, self._receive, self._send, self._parle = scope, receive, send, False

    async def receive(self) -> Message:
        """Return the next message that is heard; the end of the session when it is closed."""
        while True:
            try:
                message = await asyncio.wait_for(self._receive(), None if self._parle else MUETTE)
            except TimeoutError:
                return await self._close()
            self._parle = message["type"] != "websocket.connect"
            suite = judge_message(message.get("bytes"), importe=may_import(self._scope))
            if suite is Suite.ENTENDRE:
                return message
            if suite is Suite.FERMER:
                return await self._close()

    async def _close(self) -> Message:
        await self._send({"type": "websocket.close", "code": 1008})
        return {"type": "websocket.disconnect", "code": 1008}
