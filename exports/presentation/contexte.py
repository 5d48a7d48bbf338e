"""What every section of the story reads: the figures of both quarters, the day, what is chosen."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from exports.presentation.pieces import Periode
from metrics.bilan import Bilan, choose_trimestre, compute_bilan, find_jour_de_lecture
from metrics.decisions import ADecider, list_a_decider
from metrics.faits import Choix
from metrics.tendance import Point, compute_tendance
from models.plan import Plan
from phrases.nom import Nom, write_nom
from phrases.trimestre import write_reserve_entre


@dataclass(frozen=True, slots=True)
class Contexte:
    """The figures of the quarter told and of the one it is told from (None without one), seen from a day.

    `lecture` is the day up to which waiting is counted, `points` the quarters reported up to the one told, `a_decider`
    what waits or is blocked, the most pressing first. `faits` are those chosen by hand, None where nobody chose.
    """

    periode: Periode
    bilan: Bilan
    avant: Bilan | None
    aujourd_hui: date
    lecture: date
    points: Sequence[Point]
    a_decider: Sequence[ADecider]
    faits: Choix | None = None

    @property
    def plan(self) -> Plan:
        """Return the plan."""
        return self.bilan.plan

    @property
    def nom(self) -> Nom:
        """Return how sentences call the plan."""
        return write_nom(self.plan)

    @property
    def comparable(self) -> bool:
        """Return whether the quarter may be told against its expected: it is over, whole, of its own, known enough."""
        return self.bilan.is_comparable(self.aujourd_hui) and self.bilan.ensemble.suffisante

    @property
    def compare(self) -> Bilan | None:
        """Return the earlier figures where both quarters may be told against each other, else None."""
        avant = self.avant
        if avant is None or not self.comparable or not avant.ensemble.suffisante:
            return None
        return avant if avant.is_comparable(self.aujourd_hui) else None

    @property
    def reserve(self) -> str:
        """Return why both quarters are not told against each other, empty where they are, or with one alone."""
        if self.avant is None or self.compare is not None:
            return ""
        return write_reserve_entre(self.bilan, self.avant, self.aujourd_hui)


def build_contexte(plan: Plan, periode: Periode, aujourd_hui: date, faits: Choix | None = None) -> Contexte:
    """Compute what the sections read, each figure once."""
    bilan = compute_bilan(plan, periode.jusqu_a, aujourd_hui)
    defaut = choose_trimestre(plan, aujourd_hui)
    lecture = find_jour_de_lecture(plan, periode.jusqu_a, defaut, aujourd_hui)
    return Contexte(
        periode=periode,
        bilan=bilan,
        avant=None if periode.depuis is None else compute_bilan(plan, periode.depuis, aujourd_hui),
        aujourd_hui=aujourd_hui,
        lecture=lecture,
        points=compute_tendance(plan, periode.jusqu_a),
        a_decider=list_a_decider(bilan, lecture),
        faits=faits,
    )
