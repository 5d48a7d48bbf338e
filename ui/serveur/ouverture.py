"""The link of administration: written where the server was started, exchanged once for the cookie of a session."""

from __future__ import annotations

import logging
import os
import sys
import threading
import webbrowser
from contextlib import suppress

import streamlit as st
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from models.vocabulaire import Role
from phrases.format import set_espaces
from ui.serveur.lignes import is_json
from ui.serveur.page import write_page
from ui.socle import identity
from ui.socle.trousseau import DUREE
from ui.socle.voies import find_voies

CHEMIN = "/ouvrir"
_JOURNAL = logging.getLogger(__name__)
_TOUTES = frozenset({"0.0.0.0", "::"})  # noqa: S104 (compared, not listened on)
_AVANCE = ("purpose", "sec-purpose", "x-purpose", "x-moz")
"""Headers by which a browser says that it only fetches ahead."""


def find_adresse() -> str:
    """Return the address of the application on this machine, by what the server was started with."""
    schema = "https" if st.get_option("server.sslCertFile") else "http"
    hote = st.get_option("server.address") or "localhost"
    hote = "localhost" if hote in _TOUTES else f"[{hote}]" if ":" in hote else hote
    return f"{schema}://{hote}:{st.get_option('server.port')}{find_base()}"


def find_publique() -> str:
    """Return the public address of the application where one is set, else its address on this machine."""
    return find_voies().app_url or find_adresse()


def find_base() -> str:
    """Return the path that the application is served under, as « /schema », empty when it is served alone."""
    base = str(st.get_option("server.baseUrlPath") or "").strip("/")
    return f"/{base}" if base else ""


def announce_ouverture() -> None:
    """Say, where the server was started, that it is ready and how one administers; open the browser of a desk.

    Where people have accounts there is no link: a server's log is read by many.
    """
    if identity.has_comptes():
        ouvert, entrer = f"Le tableau de bord est ouvert : {find_publique()}/", "Chacun·e y entre avec son compte."
        if is_json():
            _JOURNAL.info(ouvert)
        else:
            _write(ouvert, entrer)
        return
    lien = build_lien()
    _write(
        f"Le tableau de bord est ouvert : {find_adresse()}/",
        "Pour administrer (importer, annuler), ouvrez ce lien dans votre navigateur ; il sert une seule fois :",
        lien,
    )
    if _has_navigateur():
        threading.Thread(target=webbrowser.open, args=(lien,), daemon=True).start()


def build_lien() -> str:
    """Return the link that the next exchange spends."""
    return f"{find_adresse()}{CHEMIN}?cle={identity.TROUSSEAU.cle}"


def answer_ouverture(requete: Request) -> Response:
    """Exchange the key of a link for a session and go to the first screen; refuse, and spend nothing, otherwise."""
    if not _is_navigation(requete):
        return write_page(400, "Ce lien s’ouvre dans un navigateur", "Copiez-le dans la barre d’adresse.")
    if identity.read_role(requete.cookies) is Role.ADMINISTRATION:  # the link opened again: nothing more to spend
        return _go_accueil()
    jeton = identity.TROUSSEAU.exchange(requete.query_params.get("cle", ""))
    if jeton is None:
        return _refuse()
    _write("Le lien a servi. Pour un autre navigateur, en voici un nouveau, pour une seule fois :", build_lien())
    reponse = _go_accueil()
    reponse.set_cookie(
        identity.name_cookie(),
        jeton,
        max_age=DUREE,
        path="/",
        secure=requete.url.scheme == "https",
        httponly=True,
        samesite="strict",
    )
    return reponse


def _go_accueil() -> Response:
    """Go to the first screen; the key is neither kept in the address nor told to anybody."""
    return RedirectResponse("./", 303, {"cache-control": "no-store", "referrer-policy": "no-referrer"})


def _is_navigation(requete: Request) -> bool:
    """Return whether somebody opens the link: not a preview, a page fetched ahead, a frame, or the check of a relay."""
    entetes = requete.headers
    avance = " ".join(entetes.get(nom, "") for nom in _AVANCE).lower()
    return (
        requete.method == "GET"
        and "text/html" in entetes.get("accept", "")
        and entetes.get("sec-fetch-mode", "navigate") == "navigate"
        and entetes.get("sec-fetch-dest", "document") == "document"
        and not any(mot in avance for mot in ("prefetch", "preview", "prerender"))
    )


def _refuse() -> Response:
    """Answer a key that is not that of the moment: the right one is still let in, whatever the number of attempts."""
    if identity.TROUSSEAU.note_echec():  # not logged any more, lest the log be filled from outside
        return write_page(429, "Trop d’essais", "Attendez une minute avant d’ouvrir à nouveau un lien.")
    _JOURNAL.warning("A link of administration with a wrong or spent key was opened.")
    return write_page(
        403,
        "Ce lien n’ouvre plus l’administration",
        "Il a déjà servi, ou il n’est pas entier. Chaque lien sert une seule fois ; "
        f"le suivant est {identity.OU_EST_LE_LIEN}.",
    )


def _has_navigateur() -> bool:
    """Return whether somebody sits before a terminal and a screen: never so in a service or a test."""
    ecran = sys.platform in ("darwin", "win32") or any(os.environ.get(n) for n in ("DISPLAY", "WAYLAND_DISPLAY"))
    return ecran and sys.stdout is not None and sys.stdout.isatty() and "CI" not in os.environ


def _write(*lignes: str) -> None:
    """Write lines where the server was started, in the characters that this terminal has, if it is still there."""
    if sys.stdout is None:
        return
    texte = "\n".join(["", *(f"  {set_espaces(ligne)}" for ligne in lignes), "", ""])
    codage = sys.stdout.encoding or "utf-8"
    with suppress(OSError, ValueError):
        sys.stdout.write(texte.encode(codage, "replace").decode(codage))
        sys.stdout.flush()
