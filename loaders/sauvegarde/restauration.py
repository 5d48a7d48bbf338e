"""Putting a backup in the place of the database: everything is made and checked beside it, the exchange is last."""

from __future__ import annotations

import contextlib
import os
import sqlite3
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path

from sqlmodel import Session

from loaders.base.chantier import open_chantier, publish
from loaders.base.droits import make_fichier
from loaders.base.preparation import load_arbre
from loaders.base.version import migrate_base
from loaders.sauvegarde.fichier import (
    Restauration,
    copy_base,
    examine_fichier,
    find_fichier,
    name_gardee,
    sync,
    write_fautes,
    write_fictive,
)
from loaders.sauvegarde.remplacement import restore_archive
from models.refus import BaseIndisponible, BaseOccupee, DemandeInvalide, SauvegardeRefusee
from models.session import database_url, dispose_engines, get_engine, is_postgresql, use_base, watch_base, write_url
from phrases.causes import write_cause

if sys.platform != "win32":
    import fcntl

OCCUPEE = "La base est ouverte par un autre programme : arrêtez le serveur, puis recommencez. Rien n’a été remplacé."
SUITES = ("-wal", "-shm", "-journal")
"""What SQLite keeps beside a file; left there, it would be taken for that of the file that comes."""
VERROUS = 0x40000000, 512
"""Where SQLite takes its locks in a file, and over how many bytes: whoever has it open holds one of them."""


def restore_sauvegarde(source: Path, maintenant: datetime) -> Restauration:
    """Put a backup in the place of the database in use, which is kept beside it under a dated name.

    The backup itself is not touched; an older one is brought to the program's version. Raises DemandeInvalide when it
    is not a database of this program, BaseIncompatible when it is of a newer one, SauvegardeRefusee when what it holds
    does not fit, BaseOccupee when a program has the database open; nothing is replaced then.
    """
    if is_postgresql(database_url()):
        return restore_archive(source, maintenant)
    cible = find_fichier()
    _check_source(source, cible)
    dispose_engines()
    try:
        with open_chantier(cible) as neuve:
            migree = _build(source, neuve, maintenant)
            examen = examine_fichier(neuve)
            if examen.fautes:
                raise SauvegardeRefusee(write_fautes(source, examen))
            sync(neuve)
            gardee = _exchange(neuve, cible, maintenant)
            sync(cible.parent)
    except OSError as erreur:
        raise DemandeInvalide(
            f"« {cible} » ne peut pas être remplacé : {write_cause(erreur)}. La base est restée à sa place."
        ) from erreur
    return Restauration(examine_fichier(cible), gardee, migree)


def _check_source(source: Path, cible: Path) -> None:
    """Refuse a file that is no backup of this program, or what does not fit in it, before anything is made."""
    if not source.is_file():
        raise DemandeInvalide(f"« {source} » n’est pas un fichier. Rien n’a été remplacé.")
    if cible.exists() and cible.samefile(source):
        raise DemandeInvalide(f"« {source} » est la base elle-même : elle ne se restaure pas par elle-même.")
    examen = examine_fichier(source)
    if examen.fautes:
        raise SauvegardeRefusee(write_fautes(source, examen))
    if examen.demonstration and cible.exists() and not _is_demonstration(cible):
        raise DemandeInvalide(write_fictive(source))


def _is_demonstration(cible: Path) -> bool:
    """Return whether the present database is known to be of the demonstration; one that does not read is not."""
    try:
        return examine_fichier(cible).demonstration
    except (BaseIndisponible, DemandeInvalide):
        return False


def _build(source: Path, neuve: Path, maintenant: datetime) -> bool:
    """Copy a backup, its log included, and bring it to the program's version; return whether it was older."""
    make_fichier(neuve)
    with use_base(write_url(source)):
        copy_base(neuve)
    with use_base(write_url(neuve)), watch_base():
        moteur = get_engine(database_url()).execution_options(ecriture=True)
        with Session(moteur) as session, session.begin():
            if migree := migrate_base(session.connection()):
                load_arbre(session, maintenant)
    return migree


def _exchange(neuve: Path, cible: Path, maintenant: datetime) -> Path | None:
    """Put a file in the place of the database, which moves aside with what SQLite keeps of it; return where."""
    if not cible.exists():
        _move_suites(cible, None)
        publish(neuve, cible)
        return None
    _fold(cible)
    with _hold(cible):
        gardee = name_gardee(cible, maintenant)
        publish(cible, gardee)  # where there are links, the database has both names until the other takes the first
        _move_suites(cible, gardee)
        neuve.replace(cible)
    return gardee


def _move_suites(cible: Path, gardee: Path | None) -> None:
    for suite in SUITES:
        laissee = cible.with_name(f"{cible.name}{suite}")
        if not laissee.exists():
            continue
        if gardee is None:
            laissee.unlink()
        else:
            laissee.rename(gardee.with_name(f"{gardee.name}{suite}"))


def _fold(cible: Path) -> None:
    """Have the log folded into the database and removed, which SQLite does for who is alone to have it open."""
    try:
        with contextlib.closing(sqlite3.connect(cible, timeout=1, isolation_level=None)) as connexion:
            connexion.execute("PRAGMA journal_mode=DELETE")
    except sqlite3.OperationalError as erreur:
        if "locked" in str(erreur) or "busy" in str(erreur):
            raise BaseOccupee(OCCUPEE) from erreur
    except sqlite3.DatabaseError:
        pass  # damaged: that is why it is replaced; its log goes with it


@contextmanager
def _hold(cible: Path) -> Iterator[None]:
    """Keep every other program from opening a database; raise BaseOccupee when one has it open already.

    The lock is the one that SQLite takes itself, and the system takes it back from who dies: it holds for a damaged
    file too, and says of a server that it is there, not that it once was.
    """
    if sys.platform == "win32":  # there, a file that is open is not replaced
        yield
        return
    ouvert = os.open(cible, os.O_RDWR)
    try:
        try:
            fcntl.lockf(ouvert, fcntl.LOCK_EX | fcntl.LOCK_NB, VERROUS[1], VERROUS[0])
        except OSError as erreur:
            raise BaseOccupee(OCCUPEE) from erreur
        yield
    finally:
        os.close(ouvert)
