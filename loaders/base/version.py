"""The version of the database against the program's: newer is refused, older is copied and then migrated (fault 45)."""

from __future__ import annotations

from datetime import datetime
from functools import cache
from pathlib import Path
from typing import Any

from sqlalchemy import Engine, inspect, text

from loaders.base.droits import make_fichier
from models import base
from models.refus import BaseIllisible, BaseIncompatible
from models.remede import INITIALISER
from models.session import database_url, get_engine, sqlite_path, watch_base
from models.temps import to_paris

MIGRATIONS = Path(__file__).resolve().parents[2] / "migrations"
PLUS_RECENTE = "La base vient d’une version plus récente du programme : mettez le programme à jour."
PLUS_ANCIENNE = "La base vient d’une version plus ancienne du programme :"
ETRANGERE = "La base contient déjà d’autres tables : choisissez une base vide. Rien n’a été écrit."
TROP_VIEILLE_ET_FIGEE = (
    "La base doit être mise à jour par le programme, mais elle est en consultation seule. Rien n’a été enregistré. "
    "Prévenez l’administrateur."
)


def find_tete(*, relire: bool = False) -> int | None:
    """Return the head of the journal when the database is up to date and holds a tree, else None.

    Raises BaseIncompatible when it is newer than the program, or older on a server that only `init` migrates.
    """
    with get_engine(database_url(), lecture_seule=True).connect() as connexion:
        version = read_version(connexion)
        check_version(version)
        if version != base.REVISION_BASE:
            if version is not None and connexion.dialect.name != "sqlite" and not relire:
                raise BaseIncompatible(PLUS_ANCIENNE, INITIALISER)
            return None
        tete = connexion.execute(text("SELECT max(id) FROM remontee")).scalar()
        return None if tete is None else int(tete)


def is_vide() -> bool:
    """Return whether nothing was ever written in the database: no file, an empty one, or no table at all on a server.

    Raises BaseIllisible when it holds the tables of something else.
    """
    fichier = sqlite_path(database_url())
    if fichier is not None:
        return not fichier.exists() or fichier.stat().st_size == 0
    with watch_base(), get_engine(database_url(), lecture_seule=True).connect() as connexion:
        if read_version(connexion) is not None:
            return False
        if inspect(connexion).get_table_names():
            raise BaseIllisible(ETRANGERE)
        return True


def check_a_jour() -> None:
    """Raise BaseIncompatible when the database is of another version than the program, whatever its engine."""
    with watch_base(), get_engine(database_url(), lecture_seule=True).connect() as connexion:
        version = read_version(connexion)
        check_version(version)
        if version not in (None, base.REVISION_BASE):
            raise BaseIncompatible(PLUS_ANCIENNE, INITIALISER)


def read_version(connexion: Any) -> str | None:
    """Return the version that a database says it has, None when it says nothing."""
    if not inspect(connexion).has_table("alembic_version"):
        return None
    version = connexion.execute(text("SELECT version_num FROM alembic_version")).scalar()
    return None if version is None else str(version)


def check_version(version: str | None) -> None:
    """Raise BaseIncompatible when the program does not know a version: it is newer."""
    if version not in (None, base.REVISION_BASE) and version not in _list_connues(MIGRATIONS):
        raise BaseIncompatible(PLUS_RECENTE)


@cache
def _list_connues(migrations: Path) -> frozenset[str]:
    from alembic.script import ScriptDirectory

    return frozenset(r.revision for r in ScriptDirectory(str(migrations)).walk_revisions())


def copy_avant_migration(moteur: Engine, maintenant: datetime) -> Path | None:
    """Copy an older SQLite database beside itself, under a dated name, and return the copy; None when it is not older.

    The copy is whole and checked before anything is migrated; what cannot be copied is not migrated.
    """
    fichier = sqlite_path(database_url())
    if fichier is None:
        return None
    with moteur.connect().execution_options(ecriture=None) as connexion:
        version = read_version(connexion)
        if version in (None, base.REVISION_BASE):
            return None
        quand = to_paris(maintenant)
        copie = fichier.with_name(f"{fichier.stem}_avant-mise-a-jour_{quand:%Y-%m-%d_%Hh%Mm%S}.db")
        if not copie.exists():
            try:
                make_fichier(copie)
                connexion.execute(text("VACUUM INTO :copie"), {"copie": str(copie)})
            except BaseException:
                copie.unlink(missing_ok=True)
                raise
        connexion.execute(text("ATTACH :copie AS copie"), {"copie": str(copie)})
        if connexion.execute(text("PRAGMA copie.quick_check(1)")).scalar() != "ok":
            raise BaseIllisible(f"La copie « {copie.name} » ne se relit pas : la base n’a pas été mise à jour.")
        connexion.execute(text("DETACH copie"))
    return copie


def migrate_base(connexion: Any) -> bool:
    """Bring the tables to the program's version in the caller's transaction; return whether they were not there yet.

    Raises BaseIncompatible when the database is newer than the program, BaseIllisible when it holds other tables.
    """
    version = read_version(connexion)
    check_version(version)
    if version == base.REVISION_BASE:
        return False
    if version is None and inspect(connexion).get_table_names():
        raise BaseIllisible(ETRANGERE)
    move_version(connexion, base.REVISION_BASE)
    return True


def move_version(connexion: Any, vers: str) -> None:
    """Bring the tables up, or back down, to a version that the program knows, in the caller's transaction.

    Going down loses what that version had no place for.
    """
    from alembic import command
    from alembic.config import Config

    version = read_version(connexion)
    config = Config()
    config.set_main_option("script_location", str(MIGRATIONS))
    config.attributes["connection"] = connexion
    monte = vers != "base" and (version is None or version < vers)
    move = command.upgrade if monte else command.downgrade
    move(config, vers)
