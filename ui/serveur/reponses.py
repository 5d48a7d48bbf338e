"""What goes out by HTTP: documents rewritten, headers added, static files compressed. Screens go by websocket."""

from __future__ import annotations

import asyncio
import gzip
import logging
from typing import Any

from starlette.datastructures import Headers, MutableHeaders
from starlette.requests import Request
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from ui.serveur.acces import find_portail, is_chiffree, is_du_public, stamp
from ui.serveur.connexions import watch_connexions
from ui.serveur.document import build_csp, translate_document
from ui.serveur.machines import answer_machine, is_porte
from ui.serveur.ouverture import CHEMIN, answer_ouverture
from ui.serveur.places import SESSIONS_MAX, Places, compute_limites, raise_descripteurs
from ui.serveur.portes import asks_ecran, find_chemin, find_refus, is_etrangere
from ui.serveur.premier import WritePremier, build_document, find_premier
from ui.serveur.public import find_public
from ui.serveur.sante import Sante
from ui.serveur.sessions import Guichet
from ui.socle.identity import has_comptes
from ui.socle.texte import RIEN

_JOURNAL = logging.getLogger(__name__)
_IMMUABLES = ("/app/static/plotly/", "/app/static/fonts/")
_UN_AN = "public, max-age=31536000, immutable"
_RECUS = "/media/"
"""Where Streamlit serves what a screen gives: workbooks as received, tables, all of it at an address nobody guesses."""
_COMPRESSIBLES = (".js", ".css", ".svg", ".json", ".html")
_MINIMUM = 1_000
_POLITIQUE = "content-security-policy"
_RETIREES = {b"accept-encoding", b"if-none-match", b"if-modified-since"}
"""Headers kept from Streamlit when a document is asked for: it must come whole and plain, to be rewritten."""


class Serveur:
    """ASGI middleware around Streamlit: rewrites the document, keeps static files compressed in memory."""

    def __init__(self, app: ASGIApp, write_premier: WritePremier = lambda *_: RIEN) -> None:
        self.app = app
        self._write_premier = write_premier
        self._compresses: dict[str, bytes] = {}
        self._guichet = Guichet(Places(SESSIONS_MAX))
        self._sante = Sante()

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Serve one request; a session is opened only to pages of this very address."""
        if scope["type"] in ("http", "websocket"):
            scope = stamp(scope)
        if scope["type"] == "websocket" and is_etrangere(scope):
            await send({"type": "websocket.close", "code": 1008})
            return  # without it the session would open behind a socket that its page saw refused
        if scope["type"] == "websocket":
            await self._guichet.serve(self.app, scope, receive, send)
            return
        if scope["type"] != "http":
            self._start(receive)
            await self.app(scope, receive, send)
            return
        chemin = find_chemin(scope)
        statique = "/static/" in chemin
        reponse = _Reponse(send, self._compresses, self._write_premier, scope, chemin, statique)
        if (sante := await self._sante.answer(chemin)) is not None:
            await sante(scope, receive, reponse.send)
            return
        if is_porte(chemin):
            await (await answer_machine(scope, chemin))(scope, receive, reponse.send)
            return
        if chemin == CHEMIN and not has_comptes():
            await answer_ouverture(Request(scope))(scope, receive, reponse.send)
            return
        if (portail := find_portail(chemin)) is not None:
            await portail({**scope, "path": chemin, "root_path": ""}, receive, reponse.send)
            return
        if is_du_public(scope) and (publique := await asyncio.to_thread(find_public, scope, chemin)):
            await publique(scope, receive, reponse.send)
            return
        if refus := find_refus(scope, chemin):
            await refus(scope, receive, reponse.send)
            return
        if asks_ecran(scope, chemin) and not self._guichet.has_place(scope):
            await self._guichet.answer_complet()(scope, receive, reponse.send)
            return
        if statique or "text/html" in (Headers(scope=scope).get("accept") or ""):
            retirees = {b"accept-encoding"} if statique else _RETIREES
            scope = {**scope, "headers": [h for h in scope["headers"] if h[0] not in retirees]}
        await self.app(scope, receive, reponse.send)

    def _start(self, receive: Receive) -> None:
        """Learn how much this process can hold, before its first visitor."""
        limites = compute_limites(raise_descripteurs())
        self._guichet = Guichet(Places(limites.sessions))
        if not watch_connexions(receive, limites.connexions):
            _JOURNAL.warning("The connections of this server are not watched: a request may stay half sent.")


class _Reponse:
    """One response on its way out: held back only when its body is to be rewritten."""

    def __init__(  # noqa: PLR0917
        self,
        send: Send,
        compresses: dict[str, bytes],
        write_premier: WritePremier,
        scope: Scope,
        chemin: str,
        statique: bool,
    ) -> None:
        self._write_premier = write_premier
        self._send, self._compresses, self._scope, self._chemin = send, compresses, scope, chemin
        entetes = Headers(scope=scope)
        self._accepte = "gzip" in (entetes.get("accept-encoding") or "") and "range" not in entetes
        compressible = self._accepte and self._chemin.endswith(_COMPRESSIBLES) and scope["method"] == "GET"
        self._compressible = statique and compressible
        datee = scope.get("query_string", b"").startswith(b"v=")
        self._immuable = self._chemin.startswith(_IMMUABLES) or (datee and self._chemin.startswith("/app/static/"))
        self._prive = chemin.startswith(_RECUS)
        self._chiffre = scope.get("scheme") == "https" or is_chiffree()
        self._depart: Message | None = None
        self._corps = b""

    async def send(self, message: Message) -> None:
        """Pass a message on, with our headers; hold back what has to be rewritten."""
        if message["type"] == "http.response.start":
            entetes = MutableHeaders(scope=message)
            _add_entetes(entetes)
            if message["status"] == 200 and self._immuable:
                entetes["cache-control"] = _UN_AN
            if self._prive:
                entetes["cache-control"] = "private, no-store"
            if self._chiffre:  # by our own certificate, by the word of the relay, or since our address is such
                entetes.setdefault("strict-transport-security", "max-age=31536000")
                _secure_temoins(entetes)
            # A page that bears a policy is ours, whole as it is; Streamlit's document bears none.
            html = (entetes.get("content-type") or "").startswith("text/html") and _POLITIQUE not in entetes
            if message["status"] == 200 and (html or self._compressible):
                self._depart = message
                return
        elif self._depart is not None and message["type"] == "http.response.body":
            self._corps += message.get("body", b"")
            if message.get("more_body"):
                return
            message = await self._finish()
        await self._send(message)

    async def _finish(self) -> Message:
        assert self._depart is not None  # noqa: S101
        entetes = MutableHeaders(scope=self._depart)
        corps = self._corps
        if (entetes.get("content-type") or "").startswith("text/html") and "content-encoding" not in entetes:
            page = translate_document(corps.decode("utf-8"))
            entetes["content-security-policy"] = build_csp(page)
            document = build_document(page, await find_premier(self._write_premier, self._scope, self._chemin))
            corps = document.compresse if self._accepte else document.brut
            entetes["cache-control"] = "private, no-cache"  # it holds figures: no relay keeps it
            del entetes["etag"], entetes["last-modified"]
            if self._accepte:
                entetes["content-encoding"] = "gzip"
                entetes.add_vary_header("Accept-Encoding")
        elif self._compressible and len(corps) >= _MINIMUM and "content-encoding" not in entetes:
            corps = self._compress(corps, entetes, f"{self._chemin}?{entetes.get('etag', '')}")
        if corps is not self._corps:
            entetes["content-length"] = str(len(corps))
        await self._send(self._depart)
        self._depart = None
        return {"type": "http.response.body", "body": corps, "more_body": False}

    def _compress(self, corps: bytes, entetes: MutableHeaders, cle: str) -> bytes:
        """Return the compressed body, done once per key, which changes with the content."""
        if cle not in self._compresses:
            self._compresses[cle] = gzip.compress(corps, 6)
        entetes["content-encoding"] = "gzip"
        entetes.add_vary_header("Accept-Encoding")
        return self._compresses[cle]


def _secure_temoins(entetes: MutableHeaders) -> None:
    """Keep to TLS every cookie that leaves by it: the framework does not say it of its own."""
    poses = entetes.getlist("set-cookie")
    if poses:
        del entetes["set-cookie"]
    for pose in poses:
        dit = "secure" in (morceau.strip().lower() for morceau in pose.split(";"))
        entetes.append("set-cookie", pose if dit else f"{pose}; Secure")


def _add_entetes(entetes: Any) -> None:
    entetes.setdefault("x-content-type-options", "nosniff")
    entetes.setdefault("x-frame-options", "DENY")
    entetes.setdefault("referrer-policy", "same-origin")
    entetes.setdefault("cross-origin-opener-policy", "same-origin")
    entetes.setdefault("cross-origin-resource-policy", "same-origin")
    entetes.setdefault("permissions-policy", "camera=(), microphone=(), geolocation=()")
