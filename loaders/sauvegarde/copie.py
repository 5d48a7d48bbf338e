"""Writing a backup: one file, whole even while the program writes, opened again and checked before it is named."""

from __future__ import annotations

import os
from dataclasses import dataclass
from pathlib import Path

from loaders.base.chantier import open_chantier, publish
from loaders.base.droits import make_fichier
from loaders.sauvegarde.archive import compute_archive, compute_base, list_noms, write_archive
from loaders.sauvegarde.fichier import (
    Examen,
    compute_empreinte,
    copy_base,
    examine_fichier,
    examine_session,
    find_fichier,
    sync,
)
from models.chargement import load_revision
from models.refus import BaseIllisible, DemandeInvalide
from models.session import database_url, is_postgresql, open_base
from phrases.causes import write_cause


@dataclass(frozen=True, slots=True)
class Sauvegarde:
    """A backup that was written: its size in bytes, its SHA-256, what it holds."""

    octets: int
    empreinte: str
    examen: Examen


def write_sauvegarde(cible: Path) -> Sauvegarde:
    """Copy the database in use to a new file, which nobody else may read, and return what was written.

    The copy is of one instant; it is checked before it bears its name, and takes the place of no file. What does not
    fit in the database does not fit in its copy: that is told, not refused, since a copy is then more needed than ever.
    Raises DemandeInvalide when the file is there or cannot be written, BaseIllisible when the copy does not read.
    """
    serveur = is_postgresql(database_url())
    if not serveur:
        find_fichier()
    if not cible.parent.is_dir():
        raise DemandeInvalide(f"Le dossier « {cible.parent} » n’existe pas. Rien n’a été écrit.")
    if os.path.lexists(cible):
        raise DemandeInvalide(write_deja_la(cible))
    try:
        with open_chantier(cible) as copie:
            make_fichier(copie)
            examen = _write_archive(copie) if serveur else _copy_fichier(copie)
            sync(copie)
            ecrite = Sauvegarde(copie.stat().st_size, compute_empreinte(copie), examen)
            publish(copie, cible)
            sync(cible.parent)
    except FileExistsError as erreur:
        raise DemandeInvalide(write_deja_la(cible)) from erreur
    except OSError as erreur:
        raise DemandeInvalide(f"« {cible} » ne peut pas être écrit : {write_cause(erreur)}.") from erreur
    return ecrite


PAS_ENTIERE = "La copie de la base n’est pas entière : rien n’a été écrit."


def _copy_fichier(copie: Path) -> Examen:
    """Copy an SQLite database, and return what is found in its copy, opened again."""
    with open_base() as session:
        entrees = load_revision(session) + 1
    copy_base(copie)
    examen = examine_fichier(copie)
    if examen.entrees < entrees:
        raise BaseIllisible(PAS_ENTIERE)
    return examen


def _write_archive(copie: Path) -> Examen:
    """Archive a PostgreSQL database, and return what is found in it; the archive, read again, holds the same rows.

    Both are of one instant: `pg_dump` is given the snapshot of the transaction in which the database is examined.
    """
    with open_base() as session:
        connexion = session.connection()
        examen = examine_session(session)
        write_archive(connexion, copie)
        noms = list_noms(connexion)
        lues = compute_archive(copie, noms)
        if any(nom not in lues or compute_base(connexion, nom, lues[nom][1]) != lues[nom][0] for nom in noms):
            raise BaseIllisible(PAS_ENTIERE)
    return examen


def write_deja_la(cible: Path) -> str:
    """Return that a backup does not take the place of a file."""
    return f"« {cible} » existe déjà : une sauvegarde ne remplace aucun fichier. Choisissez un autre nom."
