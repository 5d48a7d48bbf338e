"""Sessions on the database that `DATABASE_URL` names. Writers take their turn; readers never write."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from functools import lru_cache
from pathlib import Path
from threading import Lock
from typing import Any

from sqlalchemy import URL, Engine, create_engine
from sqlalchemy.engine import make_url
from sqlalchemy.exc import ArgumentError
from sqlalchemy.pool import StaticPool
from sqlmodel import Session

from models import postgresql, sqlite
from models.arret import VEILLE
from models.identite import RETIREE, check_en_place, read_tenue
from models.pannes import FIGEE, is_protegee, translate_erreurs
from models.pannes_postgresql import translate_postgresql
from models.refus import BaseFigee, BaseIllisible, BaseIndisponible, BaseRemplacee
from models.remede import INITIALISER

URL_PAR_DEFAUT = "sqlite:///data/schema.db"
ATTENDU = "attendu, par exemple, sqlite:///data/schema.db ou postgresql+psycopg://compte@serveur/base."

_CHOISIE: ContextVar[str | None] = ContextVar("base_choisie", default=None)
_MOTEURS: dict[tuple[str, bool, bool], Engine] = {}
"""The engines of the process, by address, read only or not, protected or not; none leaves without being disposed of."""
_VERROU_MOTEURS = Lock()


def database_url() -> str:
    """Return the address of the database: the one chosen by `use_base`, else `DATABASE_URL`, else the local file."""
    return _CHOISIE.get() or os.environ.get("DATABASE_URL") or URL_PAR_DEFAUT


@contextmanager
def use_base(url: str) -> Iterator[None]:
    """Work on another database for the time of a block, then close what was opened on it."""
    jeton = _CHOISIE.set(url)
    try:
        yield
    finally:
        dispose_engines()
        _CHOISIE.reset(jeton)


@lru_cache(maxsize=64)
def sqlite_path(url: str) -> Path | None:
    """Return the file of an SQLite address; None for another engine or a database in memory."""
    try:
        adresse = make_url(url)
    except (ArgumentError, ValueError):  # a port that is no number; the address, left out, may hold a password
        raise BaseIndisponible(f"DATABASE_URL est illisible : {ATTENDU}") from None
    if adresse.get_backend_name() != sqlite.MOTEUR or adresse.database in (None, "", ":memory:"):
        return None
    return Path(str(adresse.database))


def is_postgresql(url: str) -> bool:
    """Return whether an address is of a PostgreSQL server; raise BaseIndisponible when it is none at all."""
    sqlite_path(url)
    return make_url(url).get_backend_name() == postgresql.MOTEUR


def write_url(fichier: Path) -> str:
    """Return the address of an SQLite file, whatever its name: as they are, `?` and `%` would say something else."""
    return URL.create("sqlite", database=str(fichier)).render_as_string()


def is_figee() -> bool:
    """Return whether the database can be read but not written: a protected file or folder, an account that may not."""
    url = database_url()
    if not is_postgresql(url):
        return is_protegee(sqlite_path(url))
    with watch_base():
        return postgresql.read_figee(get_engine(url, lecture_seule=True))


def get_engine(url: str, *, lecture_seule: bool = False) -> Engine:
    """Return the engine of an address, one per process; read-only ones cannot write to an SQLite file."""
    cle = url, lecture_seule, lecture_seule and is_protegee(sqlite_path(url))
    with _VERROU_MOTEURS:  # two threads that both made one would leave the other's connections to the collector
        if cle not in _MOTEURS:
            _MOTEURS[cle] = _make_engine(*cle)
        return _MOTEURS[cle]


def _make_engine(url: str, lecture_seule: bool, figee: bool) -> Engine:
    fichier = sqlite_path(url)
    options: dict[str, Any] = {}
    if is_postgresql(url):
        with _refuse_adresse():
            return postgresql.make_engine(url, lecture_seule=lecture_seule)
    if fichier is not None and lecture_seule:
        options = sqlite.list_options(fichier, figee=figee)
    with _refuse_adresse():
        moteur = create_engine(url, hide_parameters=True, **options)  # an error bears what people typed, the log not
    if moteur.dialect.name == sqlite.MOTEUR:
        sqlite.prepare_engine(moteur, fichier, lecture_seule=lecture_seule)
    return moteur


@contextmanager
def _refuse_adresse() -> Iterator[None]:
    """Say in French that an address names an engine, or its driver, that is not there."""
    try:
        yield
    except (ImportError, ArgumentError) as erreur:
        raise BaseIndisponible(f"La base de données demandée ne peut pas être ouverte : {ATTENDU}") from erreur


def create_engine_en_memoire() -> Engine:
    """Return an engine on a private database in memory, for a preview without a file."""
    options: dict[str, Any] = {"poolclass": StaticPool, "connect_args": {"check_same_thread": False}}
    moteur = create_engine("sqlite://", hide_parameters=True, **options)
    sqlite.prepare_engine(moteur, None, lecture_seule=False)
    return moteur


def dispose_engines() -> None:
    """Close every connection of the process to the database in use, so that SQLite folds its log back into the file."""
    url = database_url()
    with _VERROU_MOTEURS:
        # The one that writes comes last: a reader may not be able to fold the log.
        moteurs = [_MOTEURS.pop(cle) for cle in sorted(_MOTEURS, reverse=True) if cle[0] == url]
    for moteur in moteurs:
        moteur.dispose()


@contextmanager
def watch_base() -> Iterator[None]:
    """Turn what the database driver raises into refusals; a damaged file is let go of, to be replaced."""
    url = database_url()
    try:
        with translate_postgresql() if is_postgresql(url) else translate_erreurs(sqlite_path(url)):
            yield
    except BaseIllisible:
        dispose_engines()
        raise


@contextmanager
def open_base(*, lecture_seule: bool = True) -> Iterator[Session]:
    """Open a reading session; raise BaseIndisponible when the database is missing or cannot be read."""
    url = database_url()
    fichier = sqlite_path(url)
    if fichier is not None and not fichier.exists():
        raise BaseIndisponible("La base de données n’existe pas encore :", INITIALISER)
    with watch_base(), Session(get_engine(url, lecture_seule=lecture_seule)) as session:
        yield session


@contextmanager
def open_tour() -> Iterator[Session]:
    """Open a transaction that has the turn to write, on a database that may hold no table yet, or others."""
    moteur = get_engine(database_url()).execution_options(ecriture=True)
    with watch_base(), Session(moteur) as session, session.begin():
        session.connection()
        yield session


@contextmanager
def open_ecriture() -> Iterator[Session]:
    """Open a write transaction: it waits for its turn, commits at the end, and leaves nothing behind on any error.

    Raises BaseRemplacee when the file was taken away, or replaced while the transaction lasts: what is acknowledged is
    in the file that the next reader opens; ServeurArrete when the server is stopping.
    """
    if is_figee():
        raise BaseFigee(FIGEE)
    url = database_url()
    fichier = sqlite_path(url)
    if fichier is not None and not fichier.exists():  # SQLite would make an empty one
        raise BaseRemplacee(RETIREE)
    with VEILLE.hold(), watch_base():
        with Session(get_engine(url).execution_options(ecriture=True)) as session, session.begin():
            tenue = read_tenue(session.connection())  # the connection, and with it the turn to write
            yield session
            check_en_place(tenue, fichier)
        check_en_place(tenue, fichier)  # it went in between: nobody will find what was just committed


def give_back_place() -> None:
    """Give back to the disk what deleted rows took of an SQLite file; raise BaseIndisponible when it cannot be done.

    It waits for nobody: while somebody reads or writes, it is for another time. A file made before this was asked of it
    keeps its size, and what was deleted is written over. Other engines do it.
    """
    moteur = get_engine(database_url()).execution_options(ecriture=None)
    if moteur.dialect.name != sqlite.MOTEUR:
        return
    with watch_base(), moteur.connect() as connexion:
        sqlite.give_back_place(connexion.connection.driver_connection)
