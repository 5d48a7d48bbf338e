"""How far an indicateur is on the way to its target; never mixed into avancement."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum, auto

from models.plan import Indicateur, Mesure
from models.trimestre import Trimestre


class NonCalculable(Enum):
    """Why an indicateur has no rate: what is missing, or a target that says nothing."""

    SANS_INITIALE = auto()
    SANS_CIBLE = auto()
    SANS_MESURE = auto()
    CIBLE_EGALE = auto()
    SENS_CONTRAIRE = auto()


@dataclass(frozen=True, slots=True)
class TauxIndicateur:
    """An indicateur seen from a quarter.

    `taux` is the raw fraction (it may be under 0 or over 1), `affiche` the one clamped for display; both are None with
    a `motif` when the rate cannot be computed. `mesure` is the last one that has a value, None before the first.
    """

    taux: float | None
    motif: NonCalculable | None
    mesure: Mesure | None

    @property
    def affiche(self) -> float | None:
        """Return the fraction clamped to [0, 1]."""
        return None if self.taux is None else min(max(self.taux, 0.0), 1.0)


def compute_taux(indicateur: Indicateur, trimestre: Trimestre) -> TauxIndicateur:
    """Return (actuelle − initiale) / (cible − initiale) with the last value measured in a quarter ≤ `trimestre`.

    The direction is the declared `sens`; a target that contradicts it is « non calculable », as is cible = initiale or
    a missing value. Without a declared `sens` the target gives the direction.
    """
    mesures = [m for m in indicateur.mesures if m.trimestre <= trimestre and m.valeur is not None]
    return _compute(indicateur, mesures[-1] if mesures else None)


def list_taux(indicateur: Indicateur, trimestre: Trimestre) -> list[TauxIndicateur]:
    """Return the same for each measured value of a quarter ≤ `trimestre`, in time order."""
    return [_compute(indicateur, m) for m in indicateur.mesures if m.trimestre <= trimestre and m.valeur is not None]


def _compute(indicateur: Indicateur, mesure: Mesure | None) -> TauxIndicateur:
    motif = _find_motif(indicateur, mesure)
    initiale, cible = indicateur.valeur_initiale, indicateur.cible
    if motif or mesure is None or mesure.valeur is None or initiale is None or cible is None:
        return TauxIndicateur(None, motif, mesure)
    return TauxIndicateur((mesure.valeur - initiale) / (cible - initiale), None, mesure)


def _find_motif(indicateur: Indicateur, mesure: Mesure | None) -> NonCalculable | None:
    """Return why the rate cannot be computed, None when it can."""
    initiale, cible, sens = indicateur.valeur_initiale, indicateur.cible, indicateur.sens
    if initiale is None:
        return NonCalculable.SANS_INITIALE
    if cible is None:
        return NonCalculable.SANS_CIBLE
    if mesure is None:
        return NonCalculable.SANS_MESURE
    if cible == initiale:
        return NonCalculable.CIBLE_EGALE
    if sens is not None and (cible > initiale) != (sens == "hausse"):
        return NonCalculable.SENS_CONTRAIRE
    return None
