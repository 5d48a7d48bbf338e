"""Everything that is kept, row by row, for who takes it all away: values as texts that any program reads."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, Final

from sqlalchemy import select
from sqlmodel import Session

from models.declarees import TABLES
from models.tables import columns
from models.tables_journal import FichierRecu, Remontee

TUES: Final = frozenset({"brouillon", "presence", "seance", "fichier_recu"})
"""Tables that are not rows to take away: previews that wait, who came and who is in, the bytes of received files."""
SECRETS: Final = frozenset({("jeton", "empreinte")})


@dataclass(frozen=True, slots=True)
class TableEntiere:
    """A table as it is kept: its columns, its rows in the order of their key, every value a text, "" for none."""

    nom: str
    colonnes: tuple[str, ...]
    lignes: tuple[tuple[str, ...], ...]


def iter_tables(session: Session) -> Iterator[TableEntiere]:
    """Yield each table that is taken away, without the columns that are secrets."""
    for table in TABLES.sorted_tables:
        if table.name in TUES:
            continue
        gardees = [c for c in table.columns if (table.name, c.name) not in SECRETS]
        cle = [c.name for c in table.primary_key]
        rangs = [[c.name for c in gardees].index(nom) for nom in cle]
        lues = [tuple(map(_write, ligne)) for ligne in session.execute(select(*gardees))]
        if table.name in ("remontee", "changement"):
            lues.sort(key=lambda ligne: [int(ligne[r]) for r in rangs])
        else:
            lues.sort(key=lambda ligne: [ligne[r] for r in rangs])
        yield TableEntiere(table.name, tuple(c.name for c in gardees), tuple(lues))


def iter_recus(session: Session) -> Iterator[tuple[str, str, bytes]]:
    """Yield each received file: its digest, its name when it first came, its bytes."""
    r = columns(Remontee)
    noms: dict[str, str] = {}
    for empreinte, nom in session.execute(select(r.empreinte, r.fichier).order_by(r.id)):
        if empreinte:
            noms.setdefault(empreinte, nom or "")
    for ligne in session.scalars(select(FichierRecu).order_by(columns(FichierRecu).empreinte)):
        yield ligne.empreinte, noms.get(ligne.empreinte, ""), ligne.octets


def _write(valeur: Any) -> str:
    """Return a value as a text: true or false, ISO dates, instants in UTC, numbers with a point."""
    if valeur is None:
        return ""
    if isinstance(valeur, bool):
        return "true" if valeur else "false"
    if isinstance(valeur, dt.datetime):
        utc = valeur.astimezone(dt.UTC) if valeur.tzinfo else valeur.replace(tzinfo=dt.UTC)
        return utc.isoformat()
    if isinstance(valeur, dt.date):
        return valeur.isoformat()
    return str(valeur)
