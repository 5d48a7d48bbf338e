"""What stands alone in a column of text and answers another one: a row typed a column too far (fault 65)."""

from __future__ import annotations

import re

from loaders.cellules.dates import parse_date
from loaders.cellules.mots import MOTS, fold_mot
from loaders.cellules.nombres import read_points
from loaders.lecture.brut import CelluleBrute

_MOTS = {fold_mot(mot) for mots in MOTS.values() for mot in mots}
"""Words that are an answer in a column of their own, and none in a text."""
_DUREE = re.compile(r"\d{1,4}(?::\d{2}){1,2}")
"""A length of time: a cell of hours is read as it is shown, past the day too."""


def is_deplace(cellule: CelluleBrute, dit: str, epoque: int) -> bool:
    """Return whether a cell, and what it says as a text, is a number, a date, a duration or a word of a closed list."""
    return (
        cellule.genre in ("n", "b", "d")
        or read_points(cellule) is not None
        or parse_date(cellule, epoque)[0] is not None
        or _DUREE.fullmatch(dit) is not None
        or fold_mot(dit) in _MOTS
    )
