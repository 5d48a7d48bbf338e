"""Where the plan would stand at its end at the pace of the last four quarters: a range, never a promise."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from itertools import pairwise
from math import fsum

from metrics.chiffres import SEUIL_COUVERTURE
from metrics.etat import EtatAction, compute_etats
from metrics.tendance import Point
from models.plan import Plan
from models.trimestre import Trimestre, list_trimestres

RECUL = 4
"""Quarters the pace is read on."""


class Absence(StrEnum):
    """Why there is no projection."""

    RIEN = "rien"
    RECENT = "recent"
    EN_COURS = "en_cours"
    INSUFFISANT = "insuffisant"
    PARTIEL = "partiel"
    AUTRES_ACTIONS = "autres_actions"
    TERMINE = "termine"


@dataclass(frozen=True, slots=True)
class PointProjete:
    """The range (0-100) projected at the end of a quarter to come."""

    trimestre: Trimestre
    bas: float
    haut: float


@dataclass(frozen=True, slots=True)
class Projection:
    """The range of each quarter to come, from the one after `depuis` to the end of the plan, never empty.

    `depart` is the avancement measured at `depuis`; `lent` and `rapide` are points a quarter.
    """

    depuis: Trimestre
    depart: float
    lent: float
    rapide: float
    points: tuple[PointProjete, ...]

    @property
    def terme(self) -> PointProjete:
        """Return the range at the end of the plan."""
        return self.points[-1]


def compute_projection(
    plan: Plan, points: Sequence[Point], codes: Collection[str] | None = None, aujourd_hui: date | None = None
) -> Projection | Absence:
    """Return the range in which the avancement would be at the pace of the last four quarters, or why there is none.

    The pace is read on the actions active and known at both ends of those quarters, so that newly reported ones count
    neither as progress nor as regress. Its range leaves out the fastest of the four quarters, then the slowest: the
    mean of the other three, each time. So four equal quarters give one line, the plain mean is always inside, and a
    faster quarter never lowers a bound. Bounds are kept within 0-100.

    Nothing is said from fewer than five quarters, from one that runs at `aujourd_hui`, under the threshold of coverage
    (of the known, of those reported in the last quarter, of those the pace is read on), or at the end of the plan.
    `points` and `codes` are those of `compute_tendance`.
    """
    if absence := _find_absence(plan, points, aujourd_hui):
        return absence
    dernier = points[-1]
    trimestres = list_trimestres(dernier.trimestre.decale(-RECUL), dernier.trimestre)
    lignes = [list(compute_etats(a, plan, trimestres)) for a in plan.actions if codes is None or a.code in codes]
    suivies = [ligne for ligne in lignes if _is_connue(ligne[0]) and _is_connue(ligne[-1])]
    if len(suivies) < SEUIL_COUVERTURE * dernier.ensemble.actives:
        return Absence.AUTRES_ACTIONS
    return _project(dernier, _list_pas(suivies), Trimestre.from_date(plan.fin))


def _find_absence(plan: Plan, points: Sequence[Point], aujourd_hui: date | None) -> Absence | None:
    """Return what the points alone forbid to say."""
    if not points:
        return Absence.RIEN
    dernier = points[-1]
    if dernier.trimestre >= Trimestre.from_date(plan.fin):
        return Absence.TERMINE
    if len(points) <= RECUL:
        return Absence.RECENT
    if dernier.trimestre.is_en_cours(aujourd_hui):
        return Absence.EN_COURS
    if not dernier.ensemble.suffisante:
        return Absence.INSUFFISANT
    partiel = not dernier.complet or (dernier.ensemble.taux_remontee or 0) < SEUIL_COUVERTURE
    return Absence.PARTIEL if partiel else None


def _is_connue(etat: EtatAction) -> bool:
    return etat.active and etat.avancement is not None


def _list_pas(suivies: Sequence[Sequence[EtatAction]]) -> list[float]:
    """Return the points gained in each of the quarters by the same actions, weighted."""
    poids = [ligne[0].action.poids for ligne in suivies]
    moyennes = [
        fsum(p * (ligne[i].avancement or 0) for p, ligne in zip(poids, suivies, strict=True)) / fsum(poids)
        for i in range(RECUL + 1)
    ]
    return [apres - avant for avant, apres in pairwise(moyennes)]


def _project(dernier: Point, pas: Sequence[float], fin: Trimestre) -> Projection:
    depart = dernier.ensemble.avancement or 0.0
    lent, rapide = ((fsum(pas) - retire) / (RECUL - 1) for retire in (max(pas), min(pas)))
    points = tuple(
        PointProjete(t, _clamp(depart + n * lent), _clamp(depart + n * rapide))
        for n, t in enumerate(list_trimestres(dernier.trimestre.decale(1), fin), start=1)
    )
    return Projection(dernier.trimestre, depart, lent, rapide, points)


def _clamp(valeur: float) -> float:
    return min(max(valeur, 0.0), 100.0)
