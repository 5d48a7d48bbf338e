"""Instants are stored in UTC and shown at the hour of Paris."""

from __future__ import annotations

from datetime import datetime

from models.temps import to_paris
from phrases.format import INSECABLE


def format_instant(instant: datetime) -> str:
    """Return « 21/10/2026 à 10 h 32 »."""
    return f"{to_paris(instant):%d/%m/%Y} à {format_heure(instant)}"


def format_heure(instant: datetime) -> str:
    """Return « 10 h 32 », which does not break over two lines."""
    heure = to_paris(instant)
    return f"{heure.hour}{INSECABLE}h{INSECABLE}{heure:%M}"
