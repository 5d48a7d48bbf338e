"""Cached reads: what depends on the data is computed once per revision of the journal, for every viewer at once.

Nothing here reads the session: the key is the address of the database, the head of its journal, the day and the
arguments.
"""

from __future__ import annotations

import time
from collections.abc import Callable
from datetime import UTC, date, datetime
from typing import NamedTuple, TypeVar

from metrics.bilan import Bilan, choose_trimestre, compute_bilan
from metrics.projection import Absence, Projection, compute_projection
from metrics.tendance import Point, PointAttendu, compute_ligne_attendue, compute_tendance
from models.chargement import load_plan, load_revision
from models.plan import Plan
from models.provenance import EntreeJournal, Trace, load_historique, load_journal, load_origines
from models.refus import Refus
from models.sceau import load_sceau
from models.session import database_url, open_base, sqlite_path
from models.trimestre import Trimestre
from models.vocabulaire import Cote
from ui.socle.base import ensure_base
from ui.socle.memoire import keep

T = TypeVar("T")
Etat = tuple[tuple[int, int, int], ...]
DELAI_NS = 2_000_000_000
"""Nanoseconds during which a file just written may be written again without its date telling."""


class Version(NamedTuple):
    """What cached reads are keyed by: which database, at which head of its journal (-1 before the tree), on which day.

    The day (of Paris) tells what is late in the quarter that runs; None for who looks at no date. The seal of the head
    tells apart two journals of the same length, as when a backup took the place of the database.
    """

    url: str
    revision: int
    jour: date | None = None
    sceau: str | None = None


def maintenant() -> datetime:
    """Return the present instant (UTC): the one place where the screens read the clock."""
    return datetime.now(UTC)


_LUES: dict[str, tuple[Etat, Version]] = {}


def find_version(jour: date | None = None) -> Version:
    """Return the present version of the data on a day; raise BaseIndisponible when the database cannot be read.

    An SQLite database whose files did not change is not asked again: every screen begins here.
    """
    url = database_url()
    etat = read_etat_fichier(url)
    lue = _LUES.get(url)
    if lue is not None and etat is not None and lue[0] == etat:
        return lue[1]._replace(jour=jour)
    with open_base(lecture_seule=True) as session:
        revision = load_revision(session)
        version = Version(url, revision, sceau=load_sceau(session.connection(), revision))
    if etat is not None:
        _LUES[url] = etat, version
    return version._replace(jour=jour)


def read_kept(load: Callable[..., T]) -> T:
    """Return what `load` reads in a session of the database, once a version of it; raise Refus when it cannot."""
    version = find_version()
    return _keep_lu(load, version.url, version.revision, version.sceau)


@keep(8)
def _keep_lu(load: Callable[..., T], url: str, revision: int, sceau: str | None) -> T:  # noqa: ARG001 (keys)
    with open_base(lecture_seule=True) as session:
        return load(session)


def read_etat_fichier(url: str, maintenant_ns: int | None = None) -> Etat | None:
    """Return what changes in the files of an SQLite database at each commit: identity, size, date, the log included.

    None where nothing can be concluded: another engine, no file, or a change so recent that another one could bear the
    same date.
    """
    fichier = sqlite_path(url)
    if fichier is None or not fichier.exists():
        return None
    fichiers = [f for f in (fichier, fichier.with_name(f"{fichier.name}-wal")) if f.exists()]
    etats = [f.stat() for f in fichiers]
    instant = time.time_ns() if maintenant_ns is None else maintenant_ns
    if instant - max(e.st_mtime_ns for e in etats) < DELAI_NS:
        return None
    return tuple((e.st_ino, e.st_size, e.st_mtime_ns) for e in etats)


def get_plan(version: Version) -> Plan:
    """Return the plan, which is the same every day; raise BaseIndisponible when no tree is loaded."""
    return _get_plan(version.url, version.revision, version.sceau)


@keep(4)
def _get_plan(url: str, revision: int, sceau: str | None) -> Plan:  # noqa: ARG001 (keys the cache)
    with open_base(lecture_seule=True) as session:
        return load_plan(session)


def name_signataire(plan: Plan) -> str:
    """Return the short name of the partner that signed the charter, empty without a charter."""
    return plan.charte.name_partie(Cote.PARTENAIRE) if plan.charte else ""


def find_signataire() -> str:
    """Return that name for the menu; empty while the data cannot be read, which the page itself says."""
    try:
        ensure_base()
        return name_signataire(get_plan(find_version()))
    except Refus:
        return ""


@keep(64)
def get_bilan(version: Version, trimestre: Trimestre) -> Bilan:
    """Return every figure of a quarter."""
    return compute_bilan(get_plan(version), trimestre, version.jour)


@keep(4)
def get_defaut(version: Version, aujourd_hui: date) -> Trimestre:
    """Return the quarter shown unless one is chosen."""
    return choose_trimestre(get_plan(version), aujourd_hui)


@keep(64)
def get_tendance(version: Version, jusqu_a: Trimestre, codes: frozenset[str] | None = None) -> list[Point]:
    """Return the figures of each quarter up to one, over the whole plan or some actions of it."""
    return compute_tendance(get_plan(version), jusqu_a, codes)


@keep(64)
def get_ligne_attendue(version: Version, jusqu_a: Trimestre, codes: frozenset[str] | None = None) -> list[PointAttendu]:
    """Return the expected line, to the end of the plan."""
    return compute_ligne_attendue(get_plan(version), get_tendance(version, jusqu_a, codes), codes)


@keep(64)
def get_projection(version: Version, jusqu_a: Trimestre, codes: frozenset[str] | None = None) -> Projection | Absence:
    """Return where the pace of the last four quarters leads, or why nothing can be said."""
    return compute_projection(get_plan(version), get_tendance(version, jusqu_a, codes), codes, version.jour)


@keep(256)
def get_historique(version: Version, code: str) -> list[Trace]:  # noqa: ARG001 (keys the cache)
    """Return every change made to an action, oldest first."""
    with open_base(lecture_seule=True) as session:
        return load_historique(session, code)


@keep(4)
def get_origines(version: Version, objet: str) -> dict[str, Trace]:  # noqa: ARG001 (keys the cache)
    """Return where each row of an object was last imported from, by reference."""
    with open_base(lecture_seule=True) as session:
        return load_origines(session, objet)


@keep(4)
def get_journal(version: Version) -> list[EntreeJournal]:  # noqa: ARG001 (keys the cache)
    """Return every entry of the journal, oldest first."""
    with open_base(lecture_seule=True) as session:
        return load_journal(session)
