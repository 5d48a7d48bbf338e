"""Noting that somebody, or a token, is there: once in a while, so that a visit is one write, not one a window."""

from __future__ import annotations

import logging
from datetime import datetime

from loaders.comptes.presence import note_presence

_JOURNAL = logging.getLogger(__name__)
ENTRE_DEUX = 15 * 60
"""Seconds between two notes of the same."""
VUS: dict[str, datetime] = {}


def note_vu(identifiant: str, instant: datetime) -> None:
    """Note a presence when the last note of it is old; that it cannot be written stops nobody."""
    vu = VUS.get(identifiant)
    if vu is not None and (instant - vu).total_seconds() < ENTRE_DEUX:
        return
    VUS[identifiant] = instant
    try:
        note_presence(identifiant, instant)
    except Exception:  # whatever it is, nobody is to be kept out for it
        _JOURNAL.info("A presence could not be noted.")
