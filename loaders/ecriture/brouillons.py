"""Drafts: the files of a preview, kept 24 hours in the database, so that leaving the screen loses nothing."""

from __future__ import annotations

import json
import secrets
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

from sqlalchemy import delete, select, update
from sqlmodel import Session

from loaders.lecture.brut import Recu
from loaders.options import Options
from models.session import open_ecriture
from models.tables import columns
from models.tables_journal import Brouillon

DUREE = timedelta(hours=24)


@dataclass(frozen=True, slots=True)
class BrouillonOuvert:
    """A draft that waits: its name, when its files were dropped (UTC), the names of its files in order."""

    lot: str
    cree_le: datetime
    noms: tuple[str, ...]


def make_lot() -> str:
    """Return a new draft's name, which nobody can guess."""
    return secrets.token_urlsafe(9)


def keep_brouillon(lot: str, recus: Sequence[Recu], options: Options, maintenant: datetime) -> None:
    """Keep files as one draft; a draft already of that name is replaced, expired drafts go."""
    b = columns(Brouillon)
    with open_ecriture() as session:
        session.execute(delete(Brouillon).where((b.cree_le < maintenant.astimezone(UTC) - DUREE) | (b.lot == lot)))
        session.add_all(
            Brouillon(
                lot=lot,
                rang=rang,
                cree_le=maintenant.astimezone(UTC),
                nom=recu.nom,
                octets=recu.octets,
                options=_dump(options),
            )
            for rang, recu in enumerate(recus)
        )


def has_brouillon(session: Session) -> bool:
    """Return whether the files of a preview are kept, expired ones included."""
    return session.scalar(select(columns(Brouillon).lot).limit(1)) is not None


def load_brouillon(session: Session, lot: str, maintenant: datetime) -> tuple[list[Recu], Options] | None:
    """Return the files and options of a draft, None when there is none or it has expired."""
    b = columns(Brouillon)
    lignes = session.scalars(
        select(Brouillon).where(b.lot == lot, b.cree_le >= maintenant.astimezone(UTC) - DUREE).order_by(b.rang)
    ).all()
    if not lignes:
        return None
    return [Recu(ligne.nom, ligne.octets) for ligne in lignes], _load(lignes[0].options)


def list_brouillons(session: Session, maintenant: datetime) -> list[BrouillonOuvert]:
    """Return the drafts that have not expired, latest first, without reading the bytes of their files."""
    b = columns(Brouillon)
    requete = (
        select(b.lot, b.cree_le, b.nom).where(b.cree_le >= maintenant.astimezone(UTC) - DUREE).order_by(b.lot, b.rang)
    )
    lots: dict[str, tuple[datetime, list[str]]] = {}
    for lot, cree_le, nom in session.execute(requete):
        lots.setdefault(lot, (cree_le, []))[1].append(nom)
    ouverts = [BrouillonOuvert(lot, cree_le, tuple(noms)) for lot, (cree_le, noms) in lots.items()]
    return sorted(ouverts, key=lambda o: o.cree_le, reverse=True)


def keep_options(lot: str, options: Options) -> None:
    """Keep what the editor said of a draft; its files and their hour stay, a draft that is gone stays gone."""
    with open_ecriture() as session:
        session.execute(update(Brouillon).where(columns(Brouillon).lot == lot).values(options=_dump(options)))


def drop_brouillon(lot: str) -> None:
    """Forget a draft."""
    with open_ecriture() as session:
        session.execute(delete(Brouillon).where(columns(Brouillon).lot == lot))


def _dump(options: Options) -> str:
    return json.dumps(
        {
            "trimestre": options.trimestre,
            "pourcentage": options.pourcentage,
            "creer_partenaires": options.creer_partenaires,
            "exclues": sorted(options.exclues),
        }
    )


def _load(texte: str) -> Options:
    brut = json.loads(texte)
    return Options(brut["trimestre"], brut["pourcentage"], brut["creer_partenaires"], frozenset(brut["exclues"]))
