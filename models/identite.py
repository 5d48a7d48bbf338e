"""Whether the file that a connection holds is still the one that its path names: a backup may be put in its place.

A connection goes on reading, and writing, the file that it opened, even once that file has no name left: what it says
is saved would be nowhere. A pooled connection is therefore looked at each time it is taken, and let go of when another
file stands at its path: readers and writers then find the new one. Whether what a screen showed is of it, the seals of
its journal tell, to each who wants to write from there (`check_sceau_vu`).
"""

from __future__ import annotations

import contextlib
import sqlite3
from pathlib import Path
from typing import Any

from sqlalchemy import Connection, Engine, event
from sqlalchemy.exc import InvalidatePoolError

from models.refus import BaseRemplacee

Identite = tuple[int, int]
REMPLACEE = (
    "La base de données a été remplacée par une autre : rien n’a été enregistré. Rechargez la page, vérifiez ce "
    "qu’elle montre, puis recommencez."
)
RETIREE = "La base de données n’est plus à sa place : rien n’a été enregistré. Prévenez l’administrateur."
_TENUE = "identite"


def read_identite(fichier: Path | None) -> Identite | None:
    """Return what tells a file from another of the same path, None when there is none (no file, no SQLite)."""
    try:
        etat = fichier.stat() if fichier is not None else None
    except OSError:
        return None
    return None if etat is None else (etat.st_dev, etat.st_ino)


def watch_identite(moteur: Engine, fichier: Path) -> None:
    """Have the connections of an engine let go of a file that is no longer at its path."""

    @event.listens_for(moteur, "connect")
    def note(_: sqlite3.Connection, place: Any) -> None:
        place.info[_TENUE] = read_identite(fichier)

    @event.listens_for(moteur, "checkout")
    def check(connexion: sqlite3.Connection, place: Any, _: object) -> None:
        presente = read_identite(fichier)
        if presente == place.info[_TENUE]:
            return
        # The log is found by its name: left as it is, it would be taken for that of the new file, and destroy it.
        with contextlib.suppress(sqlite3.Error):
            connexion.execute("PRAGMA wal_checkpoint(TRUNCATE)")
        if presente is None:
            raise BaseRemplacee(RETIREE)
        raise InvalidatePoolError("another file stands at the path of the database")


def read_tenue(connexion: Connection) -> Identite | None:
    """Return the identity of the file that a connection holds."""
    tenue: Identite | None = connexion.info.get(_TENUE)
    return tenue


def check_en_place(tenue: Identite | None, fichier: Path | None) -> None:
    """Raise BaseRemplacee when a file held is no longer the one of its path: what is written there is nowhere."""
    if fichier is not None and tenue != (presente := read_identite(fichier)):
        raise BaseRemplacee(RETIREE if presente is None else REMPLACEE)
