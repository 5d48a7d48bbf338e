"""What every section of the story reads: the figures of both quarters, the day, the part told, what is chosen."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from exports.presentation.pieces import Periode
from metrics.bilan import Bilan, choose_trimestre, compute_bilan, find_jour_de_lecture
from metrics.decisions import ADecider, list_a_decider
from metrics.faits import Choix
from metrics.perimetre import Perimetre, restrict_plan
from metrics.tendance import Point, compute_tendance
from models.plan import Plan
from phrases.nom import Nom, write_nom
from phrases.reunion.perimetre import SUJET
from phrases.trimestre import write_reserve, write_reserve_entre


@dataclass(frozen=True, slots=True)
class Contexte:
    """The figures of the quarter told and of the one it is told from (None without one), seen from a day.

    `bilan` and `avant` are of the part told (`perimetre`, None for the whole plan), `entier` of the whole plan.
    `comparable`: the quarter may be told against its expected, being over, whole in the plan, of its own, known enough;
    `compare` is `avant` where both quarters may so be told against each other, else None. `reserve` says why the
    quarter is not told against its expected, `reserve_entre` why it is not against the other one; empty where it is.
    `lecture` is the day up to which waiting is counted, `points` the quarters reported up to the one told, `a_decider`
    what waits or is blocked, the most pressing first. `faits` are those chosen by hand, None where nobody chose.
    """

    periode: Periode
    perimetre: Perimetre | None
    bilan: Bilan
    avant: Bilan | None
    entier: Bilan
    comparable: bool
    compare: Bilan | None
    reserve: str
    reserve_entre: str
    aujourd_hui: date
    lecture: date
    points: Sequence[Point]
    a_decider: Sequence[ADecider]
    faits: Choix | None = None

    @property
    def plan(self) -> Plan:
        """Return the plan, cut to the part told."""
        return self.bilan.plan

    @property
    def nom(self) -> Nom:
        """Return how sentences call the plan."""
        return write_nom(self.plan)

    @property
    def sujet(self) -> Nom:
        """Return how sentences call what the figures are of: the plan, or the actions of the part told."""
        return self.nom if self.perimetre is None else SUJET


def build_contexte(
    plan: Plan,
    periode: Periode,
    aujourd_hui: date,
    faits: Choix | None = None,
    perimetre: Perimetre | None = None,
) -> Contexte:
    """Compute what the sections read, each figure once.

    Whether a quarter is whole is a matter of the plan, whatever the part told.
    """
    part = plan if perimetre is None else restrict_plan(plan, perimetre)
    bilan = compute_bilan(part, periode.jusqu_a, aujourd_hui)
    entier = bilan if perimetre is None else compute_bilan(plan, periode.jusqu_a, aujourd_hui)
    comparable = _is_comparable(bilan, entier, aujourd_hui)
    avant, compare, entre = None, None, ""
    if periode.depuis is not None:
        avant = compute_bilan(part, periode.depuis, aujourd_hui)
        entier_avant = avant if perimetre is None else compute_bilan(plan, periode.depuis, aujourd_hui)
        compare = avant if comparable and _is_comparable(avant, entier_avant, aujourd_hui) else None
        entre = "" if compare else write_reserve_entre(entier, entier_avant, aujourd_hui)
    lecture = find_jour_de_lecture(plan, periode.jusqu_a, choose_trimestre(plan, aujourd_hui), aujourd_hui)
    return Contexte(
        periode=periode,
        perimetre=perimetre,
        bilan=bilan,
        avant=avant,
        entier=entier,
        comparable=comparable,
        compare=compare,
        reserve=write_reserve(entier, aujourd_hui),
        reserve_entre=entre,
        aujourd_hui=aujourd_hui,
        lecture=lecture,
        points=compute_tendance(plan, periode.jusqu_a, None if perimetre is None else perimetre.actions),
        a_decider=list_a_decider(bilan, lecture),
        faits=faits,
    )


def _is_comparable(bilan: Bilan, entier: Bilan, aujourd_hui: date) -> bool:
    return entier.is_comparable(aujourd_hui) and not bilan.repris and bilan.ensemble.suffisante
