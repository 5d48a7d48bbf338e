"""The file of a database at rest: looked at without a trace, whatever the version of the program that wrote it."""

from __future__ import annotations

import hashlib
import os
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from itertools import chain, count
from pathlib import Path

from sqlalchemy import Connection, select, text
from sqlmodel import Session

from loaders.base.version import check_version, read_version
from loaders.integrite.controle import Controle, check_base, find_faute_fichier, find_faute_lien
from loaders.sauvegarde.archive import ENTETE
from models.base import REVISION_BASE
from models.chargement import load_revision
from models.pannes import ENTETE_SQLITE
from models.refus import BaseIllisible, DemandeInvalide
from models.session import database_url, get_engine, open_base, sqlite_path, use_base, watch_base, write_url
from models.tables import Schema, columns
from models.temps import to_paris

MORCEAU = 2**20
AUTRE_MOTEUR = (
    "« {nom} » est la sauvegarde d’une base {moteur} : restaurez-la dans une base {moteur}, puis passez à l’autre par "
    "« python -m loaders transferer ». Rien n’a été écrit."
)


@dataclass(frozen=True, slots=True)
class Examen:
    """What a file holds: its version, whether it is of the demonstration, what a check found.

    An older version has no seals yet: `controle` is None, and `fautes` is of the ties between rows alone.
    """

    entrees: int
    demonstration: bool
    controle: Controle | None
    fautes: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Restauration:
    """What was put back, and where the database that it replaced is kept; None when there was none."""

    examen: Examen
    gardee: Path | None
    migree: bool


def write_fautes(source: Path, examen: Examen) -> str:
    """Return why what a backup holds is not put back."""
    return "\n".join([f"« {source.name} » ne peut pas être restauré, rien n’a été remplacé :", *examen.fautes])


def write_fictive(source: Path) -> str:
    """Return that the demonstration does not take the place of anything else."""
    return (
        f"« {source.name} » est une base de démonstration, et la base ne l’est pas : rien de fictif n’y entre. "
        "Rien n’a été remplacé."
    )


def name_gardee(cible: Path, maintenant: datetime) -> Path:
    """Return a dated name that nothing bears: of two restorations in the same second, both databases are kept."""
    nom = f"{cible.stem}_remplacee_{to_paris(maintenant):%Y-%m-%d_%Hh%Mm%S}"
    noms = (cible.with_name(f"{nom}{suite}{cible.suffix}") for suite in chain([""], (f"_{n}" for n in count(2))))
    return next(gardee for gardee in noms if not os.path.lexists(gardee))


def find_fichier() -> Path:
    """Return the file of the database in use; raise DemandeInvalide when there is none."""
    fichier = sqlite_path(database_url())
    if fichier is None:
        raise DemandeInvalide("La base en mémoire ne se sauvegarde pas. Rien n’a été écrit.")
    return fichier


def examine_fichier(fichier: Path) -> Examen:
    """Return what the file of a database holds; nothing is written.

    Raises DemandeInvalide when it is not one of this program's, BaseIncompatible when a newer one wrote it,
    BaseIllisible when it cannot be read to its end.
    """
    with fichier.open("rb") as flux:
        debut = flux.read(len(ENTETE_SQLITE))
    if debut.startswith(ENTETE):
        raise DemandeInvalide(AUTRE_MOTEUR.format(nom=fichier.name, moteur="PostgreSQL"))
    if debut != ENTETE_SQLITE:
        raise DemandeInvalide(f"« {fichier.name} » n’est pas une base de données. Rien n’a été écrit.")
    with _open_repos(fichier) as session:
        connexion = session.connection()
        if read_version(connexion) is None:
            raise DemandeInvalide(f"« {fichier.name} » n’est pas une base de ce programme. Rien n’a été écrit.")
        if find_faute_fichier(connexion) is not None:
            raise BaseIllisible(_write_endommage(fichier))
        return examine_session(session)


def examine_session(session: Session) -> Examen:
    """Return what an open database of this program holds; raise BaseIncompatible when a newer one wrote it."""
    connexion = session.connection()
    version = read_version(connexion)
    check_version(version)
    demonstration = is_demonstration(connexion)
    entrees = load_revision(session) + 1
    if version != REVISION_BASE:
        return Examen(entrees, demonstration, None, tuple(filter(None, [find_faute_lien(connexion)])))
    controle = check_base(session)
    return Examen(entrees, demonstration, controle, controle.fautes)


def is_demonstration(connexion: Connection) -> bool:
    """Return whether a database, of whatever version, is of the demonstration."""
    return any(connexion.scalars(select(columns(Schema).demonstration)))


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
