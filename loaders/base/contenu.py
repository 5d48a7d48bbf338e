"""Everything that the tables hold, whatever the engine: emptied, copied, told by a count and a digest of each table."""

from __future__ import annotations

import datetime as dt
import hashlib
import json
from collections.abc import Mapping
from typing import Any, NamedTuple

from sqlalchemy import Connection, LargeBinary, Table, delete, insert, select, update

from models.declarees import TABLES
from models.refus import BaseIllisible
from models.tables import columns
from models.tables_journal import Remontee

LOT = 500
"""Rows that are copied together; received files and drafts go one by one, each may be large."""
_ENTREES = columns(Remontee)


class Empreinte(NamedTuple):
    """What a table holds: how many rows, the SHA-256 of them all, whatever their order."""

    lignes: int
    sha256: str


def list_tables() -> list[Table]:
    """Return every table of the program, those that others refer to first."""
    return TABLES.sorted_tables


def empty_tables(connexion: Connection) -> None:
    """Delete every row; readers that began before go on seeing them, which emptying tables whole would not allow."""
    for table in reversed(list_tables()):
        connexion.execute(delete(table))


def copy_rows(source: Connection, cible: Connection) -> None:
    """Copy every row of a database to the empty tables of another."""
    marques: list[dict[str, Any]] = []
    for table in list_tables():
        for lot in _iter_lots(source, table):
            if table.name == "remontee":
                # An entry is undone by a later one, which is not there yet.
                marques += [{"id": x["id"], "annule_par": x["annule_par"]} for x in lot if x["annule_par"] is not None]
                lot = [{**x, "annule_par": None} for x in lot]  # noqa: PLW2901
            cible.execute(insert(table), lot)
    for marque in marques:
        cible.execute(update(Remontee).where(_ENTREES.id == marque["id"]).values(marque))


def copy_contenu(source: Connection, cible: Connection) -> dict[str, Empreinte]:
    """Put what a database holds in the place of what another holds, and return it, told from the rows written.

    Both are of the program's version. Raises BaseIllisible when what was written is not what was read.
    """
    empty_tables(cible)
    copy_rows(source, cible)
    ecrites = compute_empreintes(cible)
    lues = compute_empreintes(source)
    if autres := [nom for nom in lues if ecrites[nom] != lues[nom]]:
        raise BaseIllisible(f"La copie n’est pas entière (table « {autres[0]} ») : rien n’a été écrit.")
    return ecrites


def compute_empreintes(connexion: Connection) -> dict[str, Empreinte]:
    """Return what each table holds; the same on both engines of the same data."""
    return {table.name: _compute_empreinte(connexion, table) for table in list_tables()}


def _compute_empreinte(connexion: Connection, table: Table) -> Empreinte:
    lignes = sorted(_digest(ligne) for lot in _iter_lots(connexion, table) for ligne in lot)
    return Empreinte(len(lignes), hashlib.sha256(b"".join(lignes)).hexdigest())


def _iter_lots(connexion: Connection, table: Table) -> Any:
    lourde = any(isinstance(c.type, LargeBinary) for c in table.columns)
    requete = select(table).order_by(*table.primary_key)
    lues = connexion.execute(requete, execution_options={"yield_per": 1 if lourde else LOT})
    for lot in lues.mappings().partitions():
        yield [dict(ligne) for ligne in lot]


def _digest(ligne: Mapping[str, Any]) -> bytes:
    texte = json.dumps([(nom, _write(ligne[nom])) for nom in sorted(ligne)], separators=(",", ":"))
    return hashlib.sha256(texte.encode("ascii")).digest()


def _write(valeur: Any) -> Any:
    """Return a value in the form that both engines share: instants in UTC, bytes as their digest."""
    if isinstance(valeur, dt.datetime):
        return valeur.astimezone(dt.UTC).replace(tzinfo=None).isoformat() if valeur.tzinfo else valeur.isoformat()
    if isinstance(valeur, dt.date):
        return valeur.isoformat()
    if isinstance(valeur, bytes | memoryview):
        return hashlib.sha256(valeur).hexdigest()
    return valeur
