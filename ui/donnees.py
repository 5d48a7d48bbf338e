"""Cached reads: what depends on the data is computed once per revision of the journal, for every viewer at once.

Nothing here reads the session: the key is the address of the database, the head of its journal and the arguments.
"""

from __future__ import annotations

from datetime import UTC, date, datetime
from typing import NamedTuple

from metrics.avancement import Bilan, compute_bilan
from metrics.projection import Absence, Projection, compute_projection
from metrics.tendance import Point, PointAttendu, Recul, compute_ligne_attendue, compute_tendance, find_recul
from models.chargement import load_plan, load_revision
from models.plan import Plan
from models.provenance import EntreeJournal, Trace, load_historique, load_journal
from models.session import database_url, open_base
from models.trimestre import Trimestre
from ui.memoire import keep


class Version(NamedTuple):
    """What cached reads are keyed by: which database, at which head of its journal (-1 before the tree)."""

    url: str
    revision: int


def maintenant() -> datetime:
    """Return the present instant (UTC): the one place where the screens read the clock."""
    return datetime.now(UTC)


def find_version() -> Version:
    """Return the present version of the data; raise BaseIndisponible when the database cannot be read."""
    with open_base(lecture_seule=True) as session:
        return Version(database_url(), load_revision(session))


@keep(4)
def get_plan(version: Version) -> Plan:  # noqa: ARG001 (keys the cache)
    """Return the plan; raise BaseIndisponible when no tree is loaded."""
    with open_base(lecture_seule=True) as session:
        return load_plan(session)


@keep(64)
def get_bilan(version: Version, trimestre: Trimestre) -> Bilan:
    """Return every figure of a quarter."""
    return compute_bilan(get_plan(version), trimestre)


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
    return compute_projection(get_plan(version), get_tendance(version, jusqu_a, codes), codes)


@keep(64)
def get_reculs(version: Version, trimestre: Trimestre) -> dict[str, Recul]:
    """Return the orientations that keep losing ground on the expected, by code."""
    reculs = {
        o.code: find_recul(get_tendance(version, trimestre, frozenset(a.code for a in o.actions)))
        for o in get_plan(version).orientations
    }
    return {code: recul for code, recul in reculs.items() if recul is not None}


@keep(256)
def get_historique(version: Version, code: str) -> list[Trace]:  # noqa: ARG001 (keys the cache)
    """Return every change made to an action, oldest first."""
    with open_base(lecture_seule=True) as session:
        return load_historique(session, code)


@keep(4)
def get_journal(version: Version) -> list[EntreeJournal]:  # noqa: ARG001 (keys the cache)
    """Return every entry of the journal, oldest first."""
    with open_base(lecture_seule=True) as session:
        return load_journal(session)


def list_choix_trimestres(plan: Plan, aujourd_hui: date) -> list[Trimestre]:
    """Return the quarters a screen may show, latest first: from the first of the plan to the current one."""
    premier = Trimestre.from_date(plan.debut)
    courant = min(max(Trimestre.from_date(aujourd_hui), premier), Trimestre.from_date(plan.fin))
    dernier = max([courant, *plan.trimestres_renseignes])
    return [dernier.decale(-i) for i in range(dernier.rang - premier.rang + 1)]
