"""When people were last seen: kept apart from the journal, where it would bury everything else."""

from __future__ import annotations

from datetime import UTC, datetime

from sqlalchemy import select
from sqlmodel import Session

from models.session import open_ecriture
from models.tables import columns
from models.tables_comptes import Presence


def note_presence(identifiant: str, maintenant: datetime) -> None:
    """Note that a person is there, at an instant that bears its time zone; raises Refus when nothing can be written."""
    quand = maintenant.astimezone(UTC)
    with open_ecriture() as session:
        ligne = session.get(Presence, identifiant)
        if ligne is None:
            session.add(Presence(identifiant=identifiant, vu_le=quand))
        else:
            ligne.vu_le = quand


def load_presences(session: Session) -> dict[str, datetime]:
    """Return when each person was last seen (UTC), by identifier; those never seen are not there."""
    p = columns(Presence)
    requete = select(p.identifiant, p.vu_le)
    return {ligne.identifiant: ligne.vu_le for ligne in session.execute(requete)}
