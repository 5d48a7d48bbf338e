"""At what pace a campaign goes, against those before it at the same distance from the end of their quarter."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Final

from metrics.bilan import Bilan, compute_bilan
from metrics.courant import is_remontee
from models.plan import Action
from models.temps import find_jour
from models.trimestre import Trimestre

PRECEDENTES: Final = 3
"""How many campaigns before are compared with."""


@dataclass(frozen=True, slots=True)
class Rythme:
    """How many of the active actions of a quarter were reported by a day, and by its deadline (None without one)."""

    trimestre: Trimestre
    jour: date
    remontees: int
    actives: int
    dans_les_delais: int | None = None

    @property
    def taux(self) -> float | None:
        """Return the share as a fraction, None when nothing is active."""
        return self.remontees / self.actives if self.actives else None


def compute_rythmes(bilan: Bilan, aujourd_hui: date) -> tuple[Rythme, ...]:
    """Return how much of a quarter came by a day, then of those before it, the latest first, at the same distance.

    The distance is counted from the end of each quarter, which every campaign has: a deadline may be earlier in one
    year than in another.
    """
    plan, trimestre = bilan.plan, bilan.trimestre
    distance = aujourd_hui - trimestre.dernier_jour
    avant = [t for t in plan.trimestres_renseignes if t < trimestre][-PRECEDENTES:]
    bilans = (bilan, *(compute_bilan(plan, t) for t in reversed(avant)))
    return tuple(_compute_rythme(b, b.trimestre.dernier_jour + distance) for b in bilans)


def _compute_rythme(bilan: Bilan, jour: date) -> Rythme:
    recus = [find_jour_recu(e.action, bilan.trimestre) for e in bilan.etats.values() if e.active]
    remontees = sum(recu is not None and recu <= jour for recu in recus)
    return Rythme(bilan.trimestre, jour, remontees, len(recus), bilan.ensemble.dans_les_delais)


def find_jour_recu(action: Action, trimestre: Trimestre) -> date | None:
    """Return the day of Paris on which an action was reported for a quarter, None when it was not."""
    suivi = action.find_suivi(trimestre)
    if suivi is None or not is_remontee(suivi) or suivi.declare_le is None:
        return None
    return find_jour(suivi.declare_le)
