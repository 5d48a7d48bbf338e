"""SQLite as the program uses it: how a connection is prepared, how a transaction begins, how a file is opened."""

from __future__ import annotations

import sqlite3
import time
from pathlib import Path
from typing import Any
from urllib.parse import quote

from sqlalchemy import Engine, event
from sqlalchemy.exc import OperationalError
from sqlalchemy.pool import NullPool

from models.identite import watch_identite

MOTEUR = "sqlite"
ATTENTE_MS = 4_000
REPRISES = 3
"""How many times a writer asks again for its turn, each time for `ATTENTE_MS` (fault 42)."""
JOURNAL_MAX = 8 * 2**20
"""Bytes that the log of changes keeps once it was folded back: a large import would leave it at its size."""


def list_options(fichier: Path, *, figee: bool) -> dict[str, Any]:
    """Return what an engine that only reads a file is made with."""
    adresse = f"file:{quote(str(fichier.absolute()))}?"

    def connect() -> sqlite3.Connection:
        uri = adresse + _write_mode(fichier, figee=figee)
        return sqlite3.connect(uri, uri=True, check_same_thread=False)

    return {"creator": connect} | ({"poolclass": NullPool} if figee else {})


def prepare_engine(moteur: Engine, fichier: Path | None, *, lecture_seule: bool) -> None:
    """Have each connection of an engine prepared, its transactions begun in their turn, and its file watched."""
    if fichier is not None:
        watch_identite(moteur, fichier.absolute())
    event.listen(moteur, "connect", _on_connect(lecture_seule))
    event.listen(moteur, "begin", _on_begin)


def _write_mode(fichier: Path, *, figee: bool) -> str:
    """Return how SQLite is to open a file for reading.

    Where nothing may be written, it cannot make the index of its log: the file is said immutable, unless a log of
    changes was left beside it, which would then be overlooked.
    """
    journal = fichier.with_name(f"{fichier.name}-wal")
    if not figee:
        return "mode=rw"
    return "mode=ro" if journal.exists() and journal.stat().st_size else "mode=ro&immutable=1"


def _on_connect(lecture_seule: bool) -> Any:
    def connect(connexion: sqlite3.Connection, _: object) -> None:
        # The driver would begin by itself, late and deferred: two writers would then fail at once instead of waiting.
        connexion.isolation_level = None
        for pragma in (f"busy_timeout={ATTENTE_MS}", "foreign_keys=ON", "synchronous=FULL"):
            connexion.execute(f"PRAGMA {pragma}")
        if lecture_seule:
            connexion.execute("PRAGMA query_only=ON")
        else:
            if not connexion.execute("PRAGMA page_count").fetchone()[0]:
                # Of a new file alone, before its log is: what is deleted can then be given back to the disk. Asked
                # again of a file that is so already, it would write in it, though nothing was to be written.
                connexion.execute("PRAGMA auto_vacuum=INCREMENTAL")
            connexion.execute(f"PRAGMA journal_size_limit={JOURNAL_MAX}")
            _set_wal(connexion)

    return connect


def _set_wal(connexion: sqlite3.Connection) -> None:
    """Switch to write-ahead logging; SQLite does not wait for this lock, so we do."""
    limite = time.monotonic() + (REPRISES + 1) * ATTENTE_MS / 1000
    while True:
        try:
            connexion.execute("PRAGMA journal_mode=WAL")
            return
        except sqlite3.OperationalError as erreur:
            if "locked" not in str(erreur) or time.monotonic() > limite:
                raise
            time.sleep(0.05)


def _on_begin(connexion: Any) -> None:
    """Begin as the connection asks: `ecriture` True takes the writer's turn at once, None wants no transaction."""
    ecriture = connexion.get_execution_options().get("ecriture", False)
    if not ecriture:
        if ecriture is False:
            # A reader takes its snapshot once: without it each query would see what was committed in between.
            connexion.exec_driver_sql("BEGIN")
        return
    for reprise in range(REPRISES, -1, -1):
        try:
            connexion.exec_driver_sql("BEGIN IMMEDIATE")
            return
        except OperationalError as erreur:
            if "locked" not in str(erreur.orig) or not reprise:
                raise


def give_back_place(pilote: Any) -> None:
    """Give back to the disk what deleted rows took of the file of a connection; raise when others hold it."""
    pilote.execute("PRAGMA busy_timeout=0")
    try:
        # A page is given back at each step, and the driver takes all the steps of a script alone.
        pilote.executescript("PRAGMA incremental_vacuum; PRAGMA wal_checkpoint(TRUNCATE)")
    finally:
        pilote.execute(f"PRAGMA busy_timeout={ATTENTE_MS}")
