"""The public address of the application, as `APP_URL` says it: what links in documents and messages begin with."""

from __future__ import annotations

import os
from urllib.parse import urlsplit

from models.refus import ReglageInvalide

APP_URL = "APP_URL"


def find_app_url() -> str:
    """Return the public address without its last stroke, empty when none is set; raise ReglageInvalide."""
    return check_app_url(os.environ.get(APP_URL, "").strip())


def check_app_url(texte: str) -> str:
    """Return an address without its last stroke; raise ReglageInvalide for what is not one."""
    if not texte:
        return ""
    try:
        morceaux = urlsplit(texte)
        valable = morceaux.scheme in ("http", "https") and bool(morceaux.hostname)
    except ValueError:
        valable = False
    if not valable or morceaux.query or morceaux.fragment or morceaux.username or not texte.isprintable():
        raise ReglageInvalide(f"{APP_URL} est une adresse entière, comme https://tableau.exemple.fr/schema.")
    return texte.rstrip("/")
