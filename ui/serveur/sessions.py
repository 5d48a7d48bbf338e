"""The door of sessions: how many are open at once, and none that stays without a word."""

from __future__ import annotations

import asyncio

from starlette.responses import Response
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from models.acces import Agissant
from models.vocabulaire import Role
from ui.serveur.acces import find_agissant, find_fournisseur, note_visite
from ui.serveur.connectes import FERMER, leave_ecran
from ui.serveur.messages import Suite, judge_message
from ui.serveur.page import REESSAYER, write_page
from ui.serveur.places import Places
from ui.socle.frequentation import FREQUENTATION
from ui.socle.identity import has_comptes

MUETTE = 60.0
"""Seconds after which a session that asked for nothing is closed: a page asks for its screen at once."""
PAR_COMPTE = 3600.0
"""Seconds after which a session of an account is opened anew: its way in, which may have signed the person out, is
asked again. The page does it by itself, and keeps what was typed."""
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
    """Return whether who asks may import, by what came with the request."""
    return find_agissant(scope).allows(Role.MISE_A_JOUR)


class Guichet:
    """Who comes in: everybody while there are places, and always who administers."""

    def __init__(self, places: Places) -> None:
        self.places = places
        FREQUENTATION.places = places.nombre

    def has_place(self, scope: Scope) -> bool:
        """Return whether a session may be opened now."""
        return may_import(scope) or not self.places.is_complet(find_adresse(scope))

    def answer_complet(self) -> Response:
        """Answer who asks for a screen when no place is left."""
        entetes = {"retry-after": str(ATTENTE), "refresh": str(ATTENTE)}
        return write_page(503, _TITRE, _TEXTE, REESSAYER, entetes)

    async def serve(self, app: ASGIApp, scope: Scope, receive: Receive, send: Send) -> None:
        """Serve a session for as long as it lasts, or refuse it for want of an access, or of a place."""
        if (agissant := find_agissant(scope)).role is None:
            await _leave(scope, send, agissant, ouverte=False)
            return
        if not self.has_place(scope):
            await _refuse(scope, send)
            return
        adresse = find_adresse(scope)
        self.places.take(adresse)
        FREQUENTATION.enter()
        visite = asyncio.create_task(note_visite(scope))  # held, or the loop would let go of it before its end
        try:
            await app(scope, _Parole(scope, receive, send).receive, send)
        finally:
            self.places.give(adresse)
            FREQUENTATION.leave()
            await visite


async def _leave(scope: Scope, send: Send, agissant: Agissant, *, ouverte: bool) -> None:
    """Close a session, with a word to who was signed in and is no more."""
    fournisseur = find_fournisseur() if agissant.role is None and agissant.personne is None else None
    if fournisseur is None:
        await send(FERMER)
    else:
        await leave_ecran(scope, send, fournisseur, ouverte=ouverte)


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
        self._fin = asyncio.get_running_loop().time() + PAR_COMPTE if has_comptes() else None

    async def receive(self) -> Message:
        """Return the next message that is heard; the end of the session when it is closed."""
        while True:
            try:
                message = await asyncio.wait_for(self._receive(), self._find_patience())
            except TimeoutError:
                return await self._close()
            self._parle = message["type"] != "websocket.connect"
            agissant = find_agissant(self._scope)
            if agissant.role is None:  # withdrawn since the session was opened
                return await self._close()
            suite = judge_message(message.get("bytes"), importe=agissant.allows(Role.MISE_A_JOUR))
            if suite is Suite.ENTENDRE:
                return message
            if suite is Suite.FERMER:
                return await self._close()

    def _find_patience(self) -> float | None:
        """Return how long the next word is waited for: a session of an account comes back through its way in."""
        reste = None if self._fin is None else max(self._fin - asyncio.get_running_loop().time(), 0)
        if self._parle:
            return reste
        return MUETTE if reste is None else min(MUETTE, reste)

    async def _close(self) -> Message:
        await _leave(self._scope, self._send, find_agissant(self._scope), ouverte=True)
        return {"type": "websocket.disconnect", "code": 1008}
