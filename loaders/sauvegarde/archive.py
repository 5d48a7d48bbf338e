"""The archive of a PostgreSQL database, in `pg_dump`'s own format: its tables, and the rows of each, as `COPY` does.

Of an archive only rows are ever read, and only those of the program's tables: no order that it holds is carried out.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any, LiteralString

from sqlalchemy import Connection, text

from loaders.base.contenu import Empreinte, list_tables
from loaders.sauvegarde.outils import list_environnement, read_outil, run_outil
from models.pannes_postgresql import COUPEE
from models.refus import BaseIndisponible, DemandeInvalide, SauvegardeRefusee

ENTETE = b"PGDMP"
VERSION = "alembic_version"
_COPIE = re.compile(rb'^COPY (?:"?[\w$]+"?\.)?"?(\w+)"? \(([^()]*)\) FROM stdin;\n$')
_FIN = b"\\.\n"


@dataclass
class Rangees:
    """The rows of a table in an archive: its columns, then a line each; none at all when the archive lacks it."""

    colonnes: tuple[str, ...]
    lignes: Iterator[bytes]


def is_archive(fichier: Path) -> bool:
    """Return whether a file is an archive of `pg_dump`."""
    with fichier.open("rb") as flux:
        return flux.read(len(ENTETE)) == ENTETE


def write_archive(connexion: Connection, cible: Path) -> None:
    """Write in an empty file the tables of the program as a connection sees them; its transaction lasts meanwhile.

    Raises BaseIllisible when they cannot be read to their end.
    """
    connexion.execute(text("SET LOCAL idle_in_transaction_session_timeout = 0"))
    instantane = connexion.scalar(text("SELECT pg_export_snapshot()"))
    schema = connexion.scalar(text("SELECT current_schema()"))
    tables = [f'--table="{schema}"."{nom}"' for nom in list_noms(connexion)]
    commun = ["--format=custom", "--no-owner", "--no-privileges", "--no-password", f"--file={cible}"]
    run_outil("pg_dump", [*commun, f"--snapshot={instantane}", *tables], list_environnement(connexion))


def list_noms(connexion: Connection) -> list[str]:
    """Return the names of the program's tables that a database holds, those that others refer to first."""
    presentes = set(connexion.dialect.get_table_names(connexion))
    return [nom for nom in (VERSION, *(t.name for t in list_tables())) if nom in presentes]


@contextmanager
def read_rangees(archive: Path, table: str) -> Iterator[Rangees | None]:
    """Read the rows of one table, as they come; None when the archive does not hold it."""
    with read_outil("pg_restore", ["--data-only", f"--table={table}", "--file=-", str(archive)]) as flux:
        entete = next((lu for ligne in flux if (lu := _COPIE.match(ligne)) and lu[1].decode() == table), None)
        if entete is None:
            yield None
        else:
            colonnes = tuple(nom.strip().strip('"') for nom in entete[2].decode().split(","))
            yield Rangees(colonnes, _iter_lignes(flux))
        for _ in flux:
            pass  # to its end: what is wrong with an archive is said there


def _iter_lignes(flux: Iterator[bytes]) -> Iterator[bytes]:
    for ligne in flux:
        if ligne == _FIN:
            return
        yield ligne


def read_version_archive(archive: Path) -> str:
    """Return the version of the tables of an archive; raise DemandeInvalide when it is none of this program's."""
    with read_rangees(archive, VERSION) as rangees:
        lignes = [] if rangees is None else list(rangees.lignes)
    if len(lignes) != 1:
        raise DemandeInvalide(f"« {archive.name} » n’est pas une sauvegarde de ce programme. Rien n’a été écrit.")
    return lignes[0].decode().strip()


def compute_archive(archive: Path, tables: list[str]) -> dict[str, tuple[Empreinte, tuple[str, ...]]]:
    """Return what the archive holds of each table, read to its end, with the columns in their order."""
    faites = {}
    for nom in tables:
        with read_rangees(archive, nom) as rangees:
            if rangees is not None:
                faites[nom] = (_digest(rangees.lignes), rangees.colonnes)
    return faites


def compute_base(connexion: Connection, table: str, colonnes: tuple[str, ...]) -> Empreinte:
    """Return what a database holds of a table, from the same lines as those of an archive."""
    with _open_copie(connexion, table, colonnes, "TO STDOUT") as copie:
        return _digest(_cut(bytes(morceau) for morceau in copie))


def _cut(morceaux: Iterator[bytes]) -> Iterator[bytes]:
    """Yield whole lines from pieces that end anywhere."""
    reste = b""
    for morceau in morceaux:
        *entieres, reste = (reste + morceau).split(b"\n")
        yield from (ligne + b"\n" for ligne in entieres)
    if reste:
        yield reste


def _digest(lignes: Iterator[bytes]) -> Empreinte:
    triees = sorted(hashlib.sha256(ligne).digest() for ligne in lignes)
    return Empreinte(len(triees), hashlib.sha256(b"".join(triees)).hexdigest())


def fill_table(connexion: Connection, archive: Path, table: str) -> None:
    """Put in an empty table the rows that an archive holds of it; raise SauvegardeRefusee when it refuses them."""
    with read_rangees(archive, table) as rangees:
        if rangees is None:
            return
        try:
            with _open_copie(connexion, table, rangees.colonnes, "FROM STDIN") as copie:
                for ligne in rangees.lignes:
                    copie.write(ligne)
        except DonneesRefusees as erreur:
            raise SauvegardeRefusee(
                f"« {archive.name} » ne peut pas être restauré : ses lignes de la table « {table} » ne sont pas "
                "celles du programme. Rien n’a été remplacé."
            ) from erreur


class DonneesRefusees(Exception):  # noqa: N818
    """PostgreSQL does not take rows for what its tables say of them."""


@contextmanager
def _open_copie(connexion: Connection, table: str, colonnes: tuple[str, ...], sens: LiteralString) -> Iterator[Any]:
    """Open a `COPY`, which SQLAlchemy does not know, and whose errors it does not see."""
    import psycopg
    from psycopg import sql

    noms = sql.SQL(", ").join(map(sql.Identifier, colonnes))
    ordre = sql.SQL("COPY {} ({}) {}").format(sql.Identifier(table), noms, sql.SQL(sens))
    pilote: Any = connexion.connection.driver_connection
    try:
        with pilote.cursor() as curseur, curseur.copy(ordre) as copie:
            yield copie
    except psycopg.OperationalError as erreur:
        raise BaseIndisponible(COUPEE) from erreur
    except psycopg.Error as erreur:
        raise DonneesRefusees from erreur
