"""Who is signed in here: sessions kept by the digest of what the browser holds, for all the servers of a database."""

from __future__ import annotations

import json
from datetime import UTC, datetime
from typing import NamedTuple

from sqlalchemy import delete, select

from models.acces import Personne
from models.session import open_base, open_ecriture
from models.tables import columns
from models.tables_comptes import Seance

_S = columns(Seance)


class Ouverte(NamedTuple):
    """A session that is open: of whom, until which instant (UTC)."""

    personne: Personne
    fin: datetime


def write_seance(ouverte: Ouverte, maintenant: datetime) -> None:
    """Keep a session and forget those whose time is over; raises Refus when nothing can be written."""
    personne, fin = ouverte
    with open_ecriture() as session:
        session.execute(delete(Seance).where(_S.fin_le <= maintenant.astimezone(UTC)))
        session.add(
            Seance(
                empreinte=personne.seance,
                identifiant=personne.identifiants[0],
                groupes=json.dumps(sorted(personne.groupes)),
                fin_le=fin.astimezone(UTC),
            )
        )


def load_seance(empreinte: str) -> Ouverte | None:
    """Return a session by its digest, over or not; None when there is none. Raises Refus when it cannot be read."""
    with open_base(lecture_seule=True) as session:
        ligne = session.execute(select(*_S).where(_S.empreinte == empreinte)).first()
    if ligne is None:
        return None
    personne = Personne((ligne.identifiant,), frozenset(json.loads(ligne.groupes)), ligne.empreinte)
    return Ouverte(personne, ligne.fin_le)


def erase_seance(empreinte: str) -> None:
    """Forget a session: nobody comes in by it any more. Raises Refus when nothing can be written."""
    with open_ecriture() as session:
        session.execute(delete(Seance).where(_S.empreinte == empreinte))
