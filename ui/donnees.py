"""Cached reads: what depends on the data is computed once per revision of the journal, for every viewer at once.

Nothing here reads the session: the key is the address of the database, the head of its journal and the arguments.
"""

from __future__ import annotations

from datetime import UTC, date, datetime
from typing import NamedTuple

import streamlit as st

from metrics.avancement import Bilan, compute_bilan
from metrics.tendance import Point, compute_tendance
from models.chargement import load_plan, load_revision
from models.plan import Plan
from models.provenance import EntreeJournal, Trace, load_historique, load_journal
from models.session import database_url, open_base
from models.trimestre import Trimestre


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


@st.cache_resource(max_entries=4, show_spinner=False)
def get_plan(version: Version) -> Plan:  # noqa: ARG001 (keys the cache)
    """Return the plan; raise BaseIndisponible when no tree is loaded."""
    with open_base(lecture_seule=True) as session:
        return load_plan(session)


@st.cache_resource(max_entries=64, show_spinner=False)
def get_bilan(version: Version, trimestre: Trimestre) -> Bilan:
    """Return every figure of a quarter."""
    return compute_bilan(get_plan(version), trimestre)


@st.cache_resource(max_entries=64, show_spinner=False)
def get_tendance(version: Version, jusqu_a: Trimestre, codes: frozenset[str] | None = None) -> list[Point]:
    """Return the figures of each quarter up to one, over the whole plan or some actions of it."""
    return compute_tendance(get_plan(version), jusqu_a, codes)


@st.cache_resource(max_entries=256, show_spinner=False)
def get_historique(version: Version, code: str) -> list[Trace]:  # noqa: ARG001 (keys the cache)
    """Return every change made to an action, oldest first."""
    with open_base(lecture_seule=True) as session:
        return load_historique(session, code)


@st.cache_resource(max_entries=4, show_spinner=False)
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
