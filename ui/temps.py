"""Instants are stored in UTC and shown at the hour of Paris."""

from __future__ import annotations

from datetime import UTC, datetime
from zoneinfo import ZoneInfo

PARIS = ZoneInfo("Europe/Paris")


def to_paris(instant: datetime) -> datetime:
    """Return an instant at the hour of Paris; one without a zone is UTC."""
    return (instant if instant.tzinfo else instant.replace(tzinfo=UTC)).astimezone(PARIS)


def format_instant(instant: datetime) -> str:
    """Return « 21/10/2026 à 10:32 »."""
    return f"{to_paris(instant):%d/%m/%Y à %H:%M}"
