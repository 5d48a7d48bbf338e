"""Instants are stored in UTC; the days that people read, and that are counted, are those of Paris."""

from __future__ import annotations

from datetime import UTC, date, datetime
from zoneinfo import ZoneInfo

PARIS = ZoneInfo("Europe/Paris")


def to_paris(instant: datetime) -> datetime:
    """Return an instant at the hour of Paris; one without a zone is UTC."""
    return (instant if instant.tzinfo else instant.replace(tzinfo=UTC)).astimezone(PARIS)


def find_jour(instant: datetime) -> date:
    """Return the day of an instant in Paris, which is not always the UTC one."""
    return to_paris(instant).date()


def read_instant(texte: str) -> datetime:
    """Return the UTC instant that a seal is made of, from its text."""
    return datetime.fromisoformat(texte).replace(tzinfo=UTC)
