"""The annual meeting with the elected officials: which body of the charter it is, when it met, what it was shown."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date

from metrics.tendance import Point, compute_tendance
from models.charte import Charte, Instance
from models.plan import Plan
from models.texte import fold
from models.trimestre import Trimestre
from models.vocabulaire import Periodicite

_ELUS = frozenset({"elu", "elue", "elus", "elues"})
AN = 4
"""Quarters in a year."""


def find_annuelle(charte: Charte) -> Instance | None:
    """Return the body that meets once a year and whose name says that elected officials sit in it; None without one.

    The tree has no other mark of it: of several, the first one.
    """
    annuelles = (i for i in charte.instances if i.periodicite is Periodicite.ANNUELLE)
    return next((i for i in annuelles if _ELUS & set(re.findall(r"[a-z]+", fold(i.libelle)))), None)


def list_tenues(instance: Instance, avant: date) -> list[date]:
    """Return the days before one on which a body met, the latest first."""
    return sorted((r.jour for r in instance.reunions if r.tenue and r.jour < avant), reverse=True)


def find_montre(points: Sequence[Point], jour: date) -> Trimestre | None:
    """Return the quarter that a meeting of a day was shown: the latest that is whole and was over; None before it."""
    return max((p.trimestre for p in points if p.complet and p.trimestre.dernier_jour < jour), default=None)


def find_depuis(plan: Plan, jusqu_a: Trimestre, aujourd_hui: date) -> Trimestre | None:
    """Return the quarter that one is told against in the meeting: the one shown at the last meeting held before.

    A meeting that was shown the very quarter told, or a later one, is passed over: the deck of a past meeting made
    again tells the same. Without a meeting, one year before. None where the quarter told runs or is not whole at
    `aujourd_hui`, or where the other one is not whole: nothing is compared then.
    """
    points = compute_tendance(plan, jusqu_a)
    par_trimestre = {p.trimestre: p for p in points}
    dernier = par_trimestre.get(jusqu_a)
    if dernier is None or not dernier.is_comparable(aujourd_hui):
        return None
    instance = find_annuelle(plan.charte) if plan.charte else None
    montres = (find_montre(points, jour) for jour in (list_tenues(instance, aujourd_hui) if instance else ()))
    montre = next((t for t in montres if t is not None and t < jusqu_a), None)
    if montre is not None:
        return montre
    precedent = par_trimestre.get(jusqu_a.decale(-AN))
    return precedent.trimestre if precedent is not None and precedent.complet else None
