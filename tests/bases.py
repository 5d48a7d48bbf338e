"""Databases that many tests start from, made once for all the processes of a run, then copied."""

from __future__ import annotations

import fcntl
import os
import shutil
import sqlite3
import zlib
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest
from psycopg import sql
from sqlalchemy.engine import make_url

from loaders.base.contenu import copy_contenu
from loaders.base.version import migrate_base
from models.session import database_url, dispose_engines, is_postgresql, open_base, open_tour, use_base, write_url
from tests.serveur_postgres import Serveur, find_serveur


def build_partagee(dossiers: pytest.TempPathFactory, nom: str, build: Callable[[Path], None]) -> Path:
    """Return the file of a database; the first process that wants it makes it, the others wait for it."""
    commun = dossiers.getbasetemp()
    if "PYTEST_XDIST_WORKER" in os.environ:
        commun = commun.parent  # each process of pytest-xdist has a folder of its own in that of the run
    fichier, neuf = commun / f"{nom}.db", commun / f"{nom}.neuf.db"
    with (commun / f"{nom}.verrou").open("w") as verrou:
        fcntl.flock(verrou, fcntl.LOCK_EX)
        if not fichier.exists():
            build(neuf)
            neuf.rename(fichier)
    return fichier


def copy_base(source: Path, adresse: str) -> str:
    """Put a copy of a database file at an address, of either engine, and return the address."""
    if is_postgresql(adresse):
        serveur, nom = find_serveur(), str(make_url(adresse).database)
        modele = build_modele(serveur, source)
        serveur.drop_base(nom)
        serveur.make_base(modele, nom=nom)
        return adresse
    cible = Path(adresse.removeprefix("sqlite:///"))
    cible.parent.mkdir(parents=True, exist_ok=True)
    shutil.copyfile(source, cible)
    return adresse


def build_modele(serveur: Serveur, source: Path) -> str:
    """Return the database that others are cloned from, holding what a file does; whoever wants it first makes it."""
    nom = f"modele_{source.stem}_{zlib.crc32(str(source).encode())}"
    with (serveur.dossier / f"{nom}.verrou").open("w") as verrou:
        fcntl.flock(verrou, fcntl.LOCK_EX)
        if not serveur.execute(sql.SQL("SELECT 1 FROM pg_database WHERE datname = {}").format(sql.Literal(nom))):
            neuf = serveur.make_base(nom=f"{nom}_neuf")
            with (
                use_base(write_url(source)),
                open_base() as session,
                use_base(serveur.write_url(neuf)),
                open_tour() as cible,
            ):
                migrate_base(cible.connection())
                copy_contenu(session.connection(), cible.connection())
            serveur.execute(sql.SQL("ALTER DATABASE {} RENAME TO {}").format(sql.Identifier(neuf), sql.Identifier(nom)))
    return nom


def alter_base(*ordres: str) -> None:
    """Write in the database in use by another hand than the program's."""
    dispose_engines()
    url = database_url()
    if is_postgresql(url):
        with find_serveur().connect(str(make_url(url).database)) as connexion:
            for ordre in ordres:
                connexion.execute(ordre)  # type: ignore[arg-type]
        return
    with closing(sqlite3.connect(url.removeprefix("sqlite:///"), isolation_level=None)) as connexion:
        for ordre in ordres:
            assert connexion.execute(ordre).rowcount, ordre
