"""When a database was last backed up, and last checked: noted in the database itself, read by who looks after it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime

from sqlalchemy import select
from sqlmodel import Session

from models.session import open_ecriture
from models.tables import columns
from models.tables_entretien import Entretien as LigneEntretien
from models.vocabulaire import GenreEntretien


@dataclass(frozen=True, slots=True)
class Entretien:
    """The last time (UTC) that something was done, and the first thing that did not fit then, None for nothing."""

    fait_le: datetime
    faute: str | None


def note_entretien(genre: GenreEntretien, maintenant: datetime, fautes: Sequence[str]) -> None:
    """Note what was just done and what did not fit; raises Refus when nothing can be written."""
    quand, faute = maintenant.astimezone(UTC), fautes[0] if fautes else None
    with open_ecriture() as session:
        session.merge(LigneEntretien(reference=genre, fait_le=quand, faute=faute))


def load_entretiens(session: Session) -> dict[GenreEntretien, Entretien]:
    """Return what was last done of each kind; what was never done is not there."""
    e = columns(LigneEntretien)
    lignes = session.execute(select(e.reference, e.fait_le, e.faute))
    return {GenreEntretien(ligne.reference): Entretien(ligne.fait_le, ligne.faute) for ligne in lignes}
