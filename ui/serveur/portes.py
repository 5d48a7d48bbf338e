"""What is let in: pages of this very address, known addresses, and files and metrics for who may have them."""

from __future__ import annotations

from posixpath import normpath
from urllib.parse import urlsplit

from starlette.datastructures import Headers
from starlette.responses import PlainTextResponse, RedirectResponse, Response
from starlette.types import Scope

from models.vocabulaire import Role
from ui.serveur.acces import find_agissant, find_dehors
from ui.serveur.ouverture import find_base
from ui.socle.statiques import find_police

_SERVIS = frozenset({"_stcore", "static", "app", "media", "component", "vendor"})
"""First segments of the addresses that Streamlit serves itself."""
_RESERVES = ("/_stcore/upload_file/", "/_stcore/metrics")
_INUTILES = ("/auth/", "/oauth2callback", "/_stcore/agent/")
"""What Streamlit answers that nobody needs here: its own sign-in, its doors for agents."""
_POLICE_STREAMLIT = "/static/media/SourceSansVF-Upright"
"""The framework's own font, which it asks for before its first message says that the text is in ours."""
_NOM_MAX = 255
"""Bytes of a file's name that a system takes; it answers with an error of its own to a longer one."""


def is_etrangere(scope: Scope) -> bool:
    """Return whether a browser opens a session from a page of another host or port.

    Streamlit lets in any port of this machine, and so does the cookie of a session, strict as it is: a page served by
    another program of the machine must not act for the person who administers.
    """
    entetes = Headers(scope=scope)
    origine = entetes.get("origin")
    if origine is None:
        return False
    try:
        hote = urlsplit(origine).netloc.lower()
    except ValueError:  # « http://[ »
        return True
    return hote != (entetes.get("host") or "").lower()


def find_chemin(scope: Scope) -> str:
    """Return the path asked for, as if the application were served alone: a guard holds under any base path."""
    chemin: str = scope["path"]
    base = find_base()
    return chemin.removeprefix(base) if chemin.startswith(f"{base}/") or chemin == base else chemin


def find_refus(scope: Scope, chemin: str) -> Response | None:
    """Return what is answered instead of Streamlit, None when the request is its own.

    Only who may import may send files, whatever the screen: Streamlit itself takes them from any session. Where people
    have accounts, who has none is shown nothing of the plan.
    """
    if _is_inconnue(scope, chemin):
        return RedirectResponse(f"{find_base()}/")
    if chemin.startswith(_POLICE_STREAMLIT):
        return RedirectResponse(f"{find_base()}/{find_police(400)}", 308)
    if _is_introuvable(chemin) or chemin.startswith(_INUTILES):
        return PlainTextResponse("Adresse inconnue.", 404)
    if any(r in chemin for r in _RESERVES) and not find_agissant(scope).allows(Role.MISE_A_JOUR):
        return PlainTextResponse("Accès refusé.", 403)
    return find_dehors(scope, chemin, ecran=asks_ecran(scope, chemin))


def _is_introuvable(chemin: str) -> bool:
    """Return whether an address can be that of no file: written in a roundabout way, or with a name too long."""
    if "/static/" in chemin and normpath(chemin) != chemin:
        return True
    return any(len(morceau.encode("utf-8", "replace")) > _NOM_MAX for morceau in chemin.split("/"))


def asks_ecran(scope: Scope, chemin: str) -> bool:
    """Return whether a browser asks for the document that opens a session, under the address of whatever screen."""
    demande_page = "text/html" in (Headers(scope=scope).get("accept") or "")
    return demande_page and chemin.strip("/").split("/")[0] not in _SERVIS


def _is_inconnue(scope: Scope, chemin: str) -> bool:
    """Return whether a browser asks for a page below another one: no screen is there, and it would open blank."""
    return asks_ecran(scope, chemin) and "/" in chemin.strip("/")
