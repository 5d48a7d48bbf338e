"""What SQLite says when it fails, as refusals in French; what is found beside a damaged file."""

from __future__ import annotations

import glob
import os
import shutil
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path

from sqlalchemy.exc import DatabaseError, InternalError, OperationalError

from models.refus import BaseFigee, BaseIllisible, BaseIndisponible, BaseOccupee, BasePleine
from models.remede import INITIALISER, Remede
from models.temps import PARIS

ENTETE_SQLITE = b"SQLite format 3\x00"
OCCUPEE = "Un autre import est en cours : réessayez dans un instant. Rien n’a été enregistré."
PLEINE = "Plus d’espace disque : rien n’a été enregistré. Prévenez l’administrateur."
FIGEE = "La base est en consultation seule : rien n’a été enregistré. Prévenez l’administrateur."
RESERVE = 256 * 2**10
"""Free bytes under which a failure to write is the disk’s: SQLite does not always say that it is full."""
VIDE = "La base de données est vide :"
_PANNES: tuple[tuple[tuple[str, ...], type[BaseIndisponible], str, Remede | None], ...] = (
    (("locked", "busy"), BaseOccupee, OCCUPEE, None),
    (("disk is full", "disk full"), BasePleine, PLEINE, None),
    (("readonly database",), BaseFigee, FIGEE, None),
    (("no such table",), BaseIndisponible, VIDE, INITIALISER),
)
"""Words of SQLite, the refusal, its message, its remedy (faults 41-43)."""


def is_protegee(fichier: Path | None) -> bool:
    """Return whether a database file is there but it, or the folder of its log, may not be written (fault 43)."""
    if fichier is None or not fichier.exists():
        return False
    return not (os.access(fichier, os.W_OK) and os.access(fichier.parent, os.W_OK))


def find_copie(fichier: Path) -> Path | None:
    """Return the newest other database beside a file whose name begins like its own, None when there is none."""
    voisins = (f for f in fichier.parent.glob(f"{glob.escape(fichier.stem)}*") if f != fichier and _is_base(f))
    return max(voisins, key=lambda f: f.stat().st_mtime, default=None)


def _is_base(fichier: Path) -> bool:
    try:
        with fichier.open("rb") as flux:
            return flux.read(len(ENTETE_SQLITE)) == ENTETE_SQLITE
    except OSError:
        return False


def write_illisible(fichier: Path | None) -> str:
    """Return what to do of a database that cannot be read, naming the newest copy beside it (fault 44)."""
    if fichier is None:
        return "Base illisible : restaurez la dernière sauvegarde. Rien n’a été écrit."
    if (copie := find_copie(fichier)) is None:
        return (
            f"Base illisible : « {fichier.name} » est endommagé ou n’est pas une base de données. Aucune sauvegarde "
            "n’est à côté de lui : remettez à sa place la dernière que vous avez. Rien n’a été écrit."
        )
    quand = datetime.fromtimestamp(copie.stat().st_mtime, PARIS)
    return (
        f"Base illisible : restaurez la sauvegarde du {quand:%d/%m/%Y à %H:%M}, « {copie.name} », à la place de "
        f"« {fichier.name} », qui est endommagé ou n’est pas une base de données. Rien n’a été écrit."
    )


@contextmanager
def translate_erreurs(fichier: Path | None = None) -> Iterator[None]:
    """Turn the errors of the database driver into refusals; `fichier` is that of an SQLite database.

    What is asked of SQLite without SQLAlchemy raises its own errors, which are turned too.
    """
    try:
        yield
    except (OperationalError, InternalError) as erreur:
        raise _to_refus(str(erreur.orig), fichier) from erreur
    except sqlite3.OperationalError as erreur:
        raise _to_refus(str(erreur), fichier) from erreur
    except DatabaseError as erreur:
        if type(erreur.orig) is sqlite3.DatabaseError:
            raise BaseIllisible(write_illisible(fichier)) from erreur
        raise


def _to_refus(dit: str, fichier: Path | None) -> BaseIndisponible:
    for mots, refus, message, remede in _PANNES:
        if any(mot in dit.lower() for mot in mots):
            return refus(message, remede)
    if fichier is not None and fichier.exists() and shutil.disk_usage(fichier.parent).free < RESERVE:
        return BasePleine(PLEINE)
    return BaseIndisponible(f"La base de données est inaccessible ({dit}). Rien n’a été enregistré.")
