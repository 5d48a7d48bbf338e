"""One cell of a file of the tree to a value: read as it is written, or refused with what was expected.

Numbers and dates are matched before they are converted: Python would read « 1_000 », « inf » or « nan » as numbers, and
« 20260930 » or « 2026-W40 » as days, which nobody meant. Codes are never converted: « 1E1 », « 1.2 » and « 007 » stay
what was typed.
"""

from __future__ import annotations

import re
from datetime import date

from models.changement import Valeur
from models.texte import SEPARATEUR

_NOMBRE = re.compile(r"-?[0-9]{1,12}(?:[.,][0-9]{1,9})?")
_DATE = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
_ENTIER = re.compile(r"[1-9][0-9]?")
_NUMERO = re.compile(r"[1-9][0-9]{0,3}")
_JALON = re.compile(r"[^/]+/[^/]+")
_SIGLE = re.compile(r"[^\W_]+(?: [^\W_]+)*")
CAPITALES = 2
"""Capitals that a sigle has at least: the words of texts are compared with it as they are written."""
ANNEES = range(1900, 2101)


def read_texte(brut: str) -> Valeur:
    """Return a text, None when empty."""
    return brut or None


def read_date(brut: str) -> Valeur:
    """Return an ISO date, None when empty; raise ValueError, with what is expected, otherwise."""
    if not brut:
        return None
    attendu = "une date AAAA-MM-JJ"
    if not _DATE.fullmatch(brut):
        raise ValueError(attendu)
    try:
        jour = date.fromisoformat(brut)
    except ValueError as erreur:
        raise ValueError(f"{attendu}, d’un jour qui existe") from erreur
    if jour.year not in ANNEES:
        raise ValueError(f"{attendu}, de {ANNEES[0]} à {ANNEES[-1]}")
    return brut


def read_nombre(brut: str) -> Valeur:
    """Return a number, None when empty; raise ValueError, with what is expected, otherwise."""
    if not brut:
        return None
    if not _NOMBRE.fullmatch(brut):
        raise ValueError("un nombre")
    return float(brut.replace(",", "."))


def read_poids(brut: str) -> Valeur:
    """Return a number above 0, None when empty; raise ValueError, with what is expected, otherwise."""
    poids = read_nombre(brut)
    if isinstance(poids, float) and poids <= 0:
        raise ValueError("un nombre plus grand que 0, ou rien : vide vaut 1")
    return poids


def read_duree(brut: str) -> Valeur:
    """Return a number of years, None when empty; raise ValueError, with what is expected, otherwise."""
    if brut and not _ENTIER.fullmatch(brut):
        raise ValueError("un nombre entier, de 1 à 99")
    return int(brut) if brut else None


def read_oui_non(brut: str) -> Valeur:
    """Return a yes or a no, None when empty; the vocabulary was checked before."""
    return {"oui": True, "non": False}.get(brut)


def check_code(brut: str) -> None:
    """Raise ValueError, with what is expected, for a code that a reference or a list would cut in two."""
    if "/" in brut or SEPARATEUR.strip() in brut:
        raise ValueError(f"un code sans « / » ni « {SEPARATEUR.strip()} »")


def check_numero(brut: str) -> None:
    """Raise ValueError, with what is expected, for what is not a number as one counts: « E1 », « 1.2 », « 007 »."""
    if not _NUMERO.fullmatch(brut):
        raise ValueError("un nombre entier de 1 à 9999, sans zéro devant")


def check_sigle(brut: str) -> None:
    """Raise ValueError, with what is expected, for what a text could hold as a word of its own."""
    if not _SIGLE.fullmatch(brut) or sum(c.isupper() for c in brut) < CAPITALES:
        raise ValueError("un sigle, de lettres et de chiffres, dont deux capitales au moins")


def check_code_jalon(brut: str) -> None:
    """Raise ValueError, with what is expected, for a code that is not that of an action, then its own."""
    if SEPARATEUR.strip() in brut or not _JALON.fullmatch(brut):
        raise ValueError("le code de l’action, « / », puis celui du jalon, comme J1")
