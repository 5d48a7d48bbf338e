"""What is said of the token of a program: what it reads, until when, when it last did."""

from __future__ import annotations

from datetime import date, datetime

from models.jetons import Portee
from models.vocabulaire import JeuDonnees
from phrases.format import format_date, join_mots
from phrases.instants import format_instant

JAMAIS = "jamais"


def format_portee(portee: Portee) -> str:
    """Return « suivi des actions et indicateurs, données internes comprises », « rien » when it is empty."""
    if not portee.jeux:
        return "rien"
    lus = join_mots([j.libelle[0].lower() + j.libelle[1:] for j in JeuDonnees if j in portee.jeux])
    return f"{lus}, données internes comprises" if portee.interne else lus


def format_expiration(expire_le: date, aujourd_hui: date) -> str:
    """Return the last day of a token, and that it is past when it is."""
    dite = format_date(expire_le)
    return f"{dite} (expiré)" if expire_le < aujourd_hui else dite


def format_usage(vu_le: datetime | None) -> str:
    """Return when a token was last used."""
    return format_instant(vu_le) if vu_le else JAMAIS
