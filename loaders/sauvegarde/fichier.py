"""The file of a database at rest: looked at without a trace, whatever the version of the program that wrote it."""

from __future__ import annotations

import hashlib
import os
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from sqlalchemy import text
from sqlmodel import Session

from loaders.base.version import check_version, read_version
from loaders.integrite.controle import Controle, check_base, find_faute_fichier, find_faute_lien
from models.base import REVISION_BASE
from models.chargement import load_revision
from models.pannes import ENTETE_SQLITE
from models.refus import BaseIllisible, DemandeInvalide
from models.session import database_url, get_engine, open_base, sqlite_path, use_base, watch_base, write_url

AUTRE_MOTEUR = (
    "La base n’est pas un fichier SQLite : sauvegardez-la avec pg_dump, et restaurez-la avec pg_restore. "
    "Rien n’a été écrit."
)
MORCEAU = 2**20


@dataclass(frozen=True, slots=True)
class Examen:
    """What a file holds: its version, whether it is of the demonstration, what a check found.

    An older version has no seals yet: `controle` is None, and `fautes` is of the ties between rows alone.
    """

    entrees: int
    demonstration: bool
    controle: Controle | None
    fautes: tuple[str, ...]


def find_fichier() -> Path:
    """Return the file of the database in use; raise DemandeInvalide when it is of another engine."""
    fichier = sqlite_path(database_url())
    if fichier is None:
        raise DemandeInvalide(AUTRE_MOTEUR)
    return fichier


def examine_fichier(fichier: Path) -> Examen:
    """Return what the file of a database holds; nothing is written.

    Raises DemandeInvalide when it is not one of this program's, BaseIncompatible when a newer one wrote it,
    BaseIllisible when it cannot be read to its end.
    """
    with fichier.open("rb") as flux:
        if flux.read(len(ENTETE_SQLITE)) != ENTETE_SQLITE:
            raise DemandeInvalide(f"« {fichier.name} » n’est pas une base de données. Rien n’a été écrit.")
    with _open_repos(fichier) as session:
        connexion = session.connection()
        version = read_version(connexion)
        if version is None:
            raise DemandeInvalide(f"« {fichier.name} » n’est pas une base de ce programme. Rien n’a été écrit.")
        check_version(version)
        if find_faute_fichier(connexion) is not None:
            raise BaseIllisible(_write_endommage(fichier))
        demonstration = bool(connexion.scalar(text("SELECT max(demonstration) FROM schema")))
        entrees = load_revision(session) + 1
        if version != REVISION_BASE:
            return Examen(entrees, demonstration, None, tuple(filter(None, [find_faute_lien(connexion)])))
        controle = check_base(session)
        return Examen(entrees, demonstration, controle, controle.fautes)


@contextmanager
def _open_repos(fichier: Path) -> Iterator[Session]:
    """Open a file of another place for reading, and say of it, not of the database in use, what is wrong."""
    with use_base(write_url(fichier)):
        try:
            with open_base() as session:
                yield session
        except BaseIllisible as refus:
            raise BaseIllisible(_write_endommage(fichier)) from refus


def _write_endommage(fichier: Path) -> str:
    return f"« {fichier.name} » est endommagé. Rien n’a été écrit."


def copy_base(copie: Path) -> None:
    """Copy the database in use into an empty file, as it is at one instant; readers and writers go on meanwhile."""
    moteur = get_engine(database_url(), lecture_seule=True)
    with watch_base(), moteur.connect().execution_options(ecriture=None) as connexion:
        connexion.execute(text("PRAGMA query_only=OFF"))  # it forbids to write the copy too
        try:
            connexion.execute(text("VACUUM INTO :copie"), {"copie": str(copie)})
        finally:
            connexion.execute(text("PRAGMA query_only=ON"))


def compute_empreinte(fichier: Path) -> str:
    """Return the SHA-256 of a file, read piece by piece."""
    somme = hashlib.sha256()
    with fichier.open("rb") as flux:
        while morceau := flux.read(MORCEAU):
            somme.update(morceau)
    return somme.hexdigest()


def sync(chemin: Path) -> None:
    """Have the disk hold a file, or the names of a folder, before anything is said of it."""
    try:
        ouvert = os.open(chemin, os.O_RDONLY)
    except OSError:  # a folder cannot be opened everywhere
        return
    try:
        os.fsync(ouvert)
    finally:
        os.close(ouvert)
