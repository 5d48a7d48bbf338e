"""The HTTP side: French document, security headers, compressed static files. The screens themselves go by websocket."""

from __future__ import annotations

import base64
import gzip
import hashlib
import re
from functools import lru_cache
from pathlib import Path
from posixpath import normpath
from typing import Any
from urllib.parse import urlsplit

from starlette.datastructures import Headers, MutableHeaders
from starlette.requests import HTTPConnection, Request
from starlette.responses import PlainTextResponse, RedirectResponse, Response
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from models.vocabulaire import Role
from ui.serveur.ouverture import CHEMIN, answer_ouverture, find_base
from ui.socle.identity import read_role
from ui.socle.statiques import POLICES, list_modules
from ui.socle.style import build_style

_FRANCAIS = (Path(__file__).parents[1] / "francais.js").read_text(encoding="utf-8")
_SCRIPT = re.compile(r"<script(?: type=\"module\")?>(.*?)</script>", re.DOTALL)
_CONNEXION = """
window.__streamlit = {
  BACKEND_BASE_URL: new URL("./", location.href).href,
  HOST_CONFIG: { allowedOrigins: [location.origin], useExternalAuthToken: false, enableCustomParentMessages: false },
};
"""
"""Where the server is, told to Streamlit, which otherwise asks for it at each address it could be at, in turn."""
_POLICE_STREAMLIT = re.compile(r'<link\s+rel="preload"[^>]*as="font"[^>]*/>', re.DOTALL)
_IMMUABLES = ("/app/static/plotly/", "/app/static/fonts/")
_UN_AN = "public, max-age=31536000, immutable"
_COMPRESSIBLES = (".js", ".css", ".svg", ".json", ".html")
_MINIMUM = 1_000
_SERVIS = frozenset({"_stcore", "static", "app", "media", "component", "vendor"})
"""First segments of the addresses that Streamlit serves itself."""
_RESERVES = ("/_stcore/upload_file/", "/_stcore/metrics")
_RETIREES = {b"accept-encoding", b"if-none-match", b"if-modified-since"}
"""Headers kept from Streamlit when a document is asked for: it must come whole and plain, to be rewritten."""


@lru_cache(maxsize=4)
def translate_document(page: str) -> str:
    """Return Streamlit's document in French: language, favicon and fonts of ours, the script that names its controls.

    What every screen needs is asked for at once, rather than when the first message of the session comes. The style
    sheet comes last, so that it wins over the framework's own rules of the same weight.
    """
    page = page.replace('<html lang="en">', '<html lang="fr">', 1)
    page = page.replace('href="./favicon.png"', 'href="./app/static/favicon.svg"', 1)
    page = page.replace("<title>Streamlit</title>", "<title>Tableau de bord du Schéma</title>", 1)
    page = re.sub(
        r"<noscript>.*?</noscript>",
        "<noscript><p>Cette application a besoin de JavaScript.</p></noscript>",
        page,
        count=1,
        flags=re.DOTALL,
    )
    page = _POLICE_STREAMLIT.sub("", page, count=1)
    liens = [f'<link rel="modulepreload" crossorigin href="./{adresse}">' for adresse in list_modules()]
    liens += [f'<link rel="preload" as="font" type="font/woff2" crossorigin href="./{a}">' for a in POLICES]
    page = page.replace("</head>", f"<script>{_CONNEXION}{_FRANCAIS}</script>{''.join(liens)}</head>", 1)
    return page.replace("</body>", f"{build_style()}</body>", 1)


@lru_cache(maxsize=4)
def build_csp(page: str) -> str:
    """Return the content policy of a document: this host only, and the very inline scripts it carries.

    `blob:` is for the few lines of our own component, which Streamlit loads from memory; no text is ever evaluated.
    """
    empreintes = (hashlib.sha256(s.encode()).digest() for s in _SCRIPT.findall(page))
    scripts = " ".join(f"'sha256-{base64.b64encode(e).decode()}'" for e in empreintes)
    return (
        "default-src 'self'; "
        f"script-src 'self' blob: {scripts}; "
        "style-src 'self' 'unsafe-inline'; img-src 'self' data: blob:; font-src 'self' data:; "
        "connect-src 'self'; worker-src 'self' blob:; object-src 'none'; base-uri 'self'; "
        "form-action 'self'; frame-ancestors 'none'"
    )


class Serveur:
    """ASGI middleware around Streamlit: rewrites the document, keeps static files compressed in memory."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app
        self._compresses: dict[str, bytes] = {}

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Serve one request; a session is opened only to pages of this very address."""
        if scope["type"] == "websocket" and _is_etrangere(scope):
            await send({"type": "websocket.close", "code": 1008})
            return
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return
        chemin = _find_chemin(scope)
        statique = "/static/" in chemin
        reponse = _Reponse(send, self._compresses, scope, chemin, statique)
        if chemin == CHEMIN:
            await answer_ouverture(Request(scope))(scope, receive, reponse.send)
            return
        if refus := _find_refus(scope, chemin):
            await refus(scope, receive, send)
            return
        if statique or "text/html" in (Headers(scope=scope).get("accept") or ""):
            retirees = {b"accept-encoding"} if statique else _RETIREES
            scope = {**scope, "headers": [h for h in scope["headers"] if h[0] not in retirees]}
        await self.app(scope, receive, reponse.send)


def _is_etrangere(scope: Scope) -> bool:
    """Return whether a browser opens a session from a page of another host or port.

    Streamlit lets in any port of this machine, and so does the cookie of a session, strict as it is: a page served by
    another program of the machine must not act for the person who administers.
    """
    entetes = Headers(scope=scope)
    origine = entetes.get("origin")
    return origine is not None and urlsplit(origine).netloc.lower() != (entetes.get("host") or "").lower()


def _find_chemin(scope: Scope) -> str:
    """Return the path asked for, as if the application were served alone: a guard holds under any base path."""
    return scope["path"].removeprefix(find_base())


def _find_refus(scope: Scope, chemin: str) -> Response | None:
    """Return what is answered instead of Streamlit, None when the request is its own.

    Only who may import may send files, whatever the screen: Streamlit itself takes them from any session.
    """
    if _is_inconnue(scope, chemin):
        return RedirectResponse(f"{find_base()}/")
    if "/static/" in chemin and normpath(chemin) != chemin:
        return PlainTextResponse("Adresse inconnue.", 404)
    if chemin.startswith(_RESERVES) and not read_role(HTTPConnection(scope).cookies).allows(Role.MISE_A_JOUR):
        return PlainTextResponse("Accès refusé.", 403)
    return None


def _is_inconnue(scope: Scope, chemin: str) -> bool:
    """Return whether a browser asks for a page below another one: no screen is there, and it would open blank."""
    morceaux = chemin.strip("/").split("/")
    demande_page = "text/html" in (Headers(scope=scope).get("accept") or "")
    return demande_page and len(morceaux) > 1 and morceaux[0] not in _SERVIS


class _Reponse:
    """One response on its way out: held back only when its body is to be rewritten."""

    def __init__(self, send: Send, compresses: dict[str, bytes], scope: Scope, chemin: str, statique: bool) -> None:
        self._send, self._compresses, self._chemin = send, compresses, chemin
        entetes = Headers(scope=scope)
        self._accepte = "gzip" in (entetes.get("accept-encoding") or "") and "range" not in entetes
        compressible = self._accepte and self._chemin.endswith(_COMPRESSIBLES) and scope["method"] == "GET"
        self._compressible = statique and compressible
        datee = scope.get("query_string", b"").startswith(b"v=")
        self._immuable = self._chemin.startswith(_IMMUABLES) or (datee and self._chemin.startswith("/app/static/"))
        self._depart: Message | None = None
        self._corps = b""

    async def send(self, message: Message) -> None:
        """Pass a message on, with our headers; hold back what has to be rewritten."""
        if message["type"] == "http.response.start":
            entetes = MutableHeaders(scope=message)
            _add_entetes(entetes)
            if message["status"] == 200 and self._immuable:
                entetes["cache-control"] = _UN_AN
            html = (entetes.get("content-type") or "").startswith("text/html")
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
            corps = page.encode("utf-8")
            del entetes["etag"], entetes["last-modified"]
            if self._accepte:
                corps = self._compress(corps, entetes, entetes["content-security-policy"])
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


def _add_entetes(entetes: Any) -> None:
    entetes.setdefault("x-content-type-options", "nosniff")
    entetes.setdefault("x-frame-options", "DENY")
    entetes.setdefault("referrer-policy", "same-origin")
    entetes.setdefault("permissions-policy", "camera=(), microphone=(), geolocation=()")
