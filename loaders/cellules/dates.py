"""Dates as people type them, and as spreadsheets store them (faults 24-26)."""

from __future__ import annotations

import re
from datetime import date, datetime, timedelta

from loaders.lecture.brut import CelluleBrute
from models.texte import fold

MOIS = (
    *("janvier", "fevrier", "mars", "avril", "mai", "juin"),
    *("juillet", "aout", "septembre", "octobre", "novembre", "decembre"),
)
"""Folded, from January."""
_JOURS = "lundi|mardi|mercredi|jeudi|vendredi|samedi|dimanche"
_AUTOUR = re.compile(rf"^(?:(?:{_JOURS}),? )?(?:le )?|,? (?:a )?\d{{1,2}} ?(?:h|:) ?(?:\d{{2}})?(?::\d{{2}})?$")
"""A day of the week and an hour, which say nothing of the date."""
_DATE_CHIFFRES = re.compile(r"(\d{1,2})[/.\- ](\d{1,2})[/.\- ](\d{4}|\d{2})")
_DATE_ISO = re.compile(r"(\d{4})-(\d{1,2})-(\d{1,2})(?:[t ]00:00(?::00)?)?")
_DATE_MOIS = re.compile(r"(?:(\d{1,2})(?:er)? )?([a-z]{3,9})\.? (\d{4})")
ANNEES = range(2000, 2101)


def parse_date(cellule: CelluleBrute, epoque: int) -> tuple[date | None, str | None]:
    """Return the day a cell holds and a warning when it was guessed; None when it holds no day from 2000 to 2100.

    A number is a serial of the workbook's epoch; two-digit years are of this century; a month alone is its last day.
    """
    try:
        jour, avis = _parse(cellule, epoque)
    except (ValueError, OverflowError):
        return None, None
    return (jour, avis) if jour is not None and jour.year in ANNEES else (None, None)


def is_mois_seul(texte: str) -> bool:
    """Return whether a text names a month and no day: « mars 2026 »."""
    trouve = _DATE_MOIS.fullmatch(_AUTOUR.sub("", fold(texte)))
    return trouve is not None and trouve[1] is None


def _parse(cellule: CelluleBrute, epoque: int) -> tuple[date | None, str | None]:
    if cellule.genre == "d":
        return datetime.fromisoformat(cellule.valeur).date(), None
    if cellule.genre == "n":
        origine = date(1904, 1, 1) if epoque == 1904 else date(1899, 12, 30)
        return (origine + timedelta(days=int(cellule.valeur)) if cellule.valeur > 60 else None), None
    if cellule.genre != "s":
        return None, None
    texte = _AUTOUR.sub("", fold(cellule.valeur))
    if m := _DATE_ISO.fullmatch(texte):
        return date(int(m[1]), int(m[2]), int(m[3])), None
    if m := _DATE_CHIFFRES.fullmatch(texte):
        annee = int(m[3]) + (2000 if len(m[3]) == 2 else 0)
        jour = date(annee, int(m[2]), int(m[1]))
        return jour, f"« {cellule.valeur} » est lu {jour:%d/%m/%Y}." if len(m[3]) == 2 else None
    if m := _DATE_MOIS.fullmatch(texte):
        return _parse_mois(m, cellule.valeur)
    return None, None


def _parse_mois(m: re.Match[str], texte: str) -> tuple[date | None, str | None]:
    possibles = [i for i, nom in enumerate(MOIS, start=1) if nom.startswith(m[2])]
    if len(possibles) != 1:
        return None, None  # « jui 2026 » may be two months
    mois = possibles[0]
    if m[1]:
        return date(int(m[3]), mois, int(m[1])), None
    dernier = date(int(m[3]) + mois // 12, mois % 12 + 1, 1) - timedelta(days=1)
    return dernier, f"« {texte} » est lu {dernier:%d/%m/%Y}, dernier jour du mois."
