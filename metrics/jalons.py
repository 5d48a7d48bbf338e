"""The jalons of an action seen from a quarter: due, reached, late, postponed."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from models.plan import Action, Jalon
from models.trimestre import Trimestre


@dataclass(frozen=True, slots=True)
class EtatJalon:
    """A jalon seen from a quarter.

    `echeance` is the latest date stated, None when no date was ever given; `echeance_initiale` stays beside it.
    `reports` counts the statements that moved the date later. `du`: the date has come by the day it is judged;
    `en_retard`: due, not reached, and the action is neither abandonnée nor sans objet.
    """

    reference: str
    libelle: str
    echeance: date | None
    echeance_initiale: date | None
    reports: int
    atteint_le: date | None
    du: bool
    en_retard: bool


@dataclass(frozen=True, slots=True)
class ChiffresJalons:
    """How many jalons are planned, reached, due and late; shown beside avancement, never blended in.

    `reports` counts the statements that moved a date later, `reportes` the jalons so moved at least once.
    """

    prevus: int
    atteints: int
    dus: int
    en_retard: int
    reports: int
    reportes: int


def list_jalons(action: Action, trimestre: Trimestre, jour: date, exclue: bool = False) -> tuple[EtatJalon, ...]:
    """Return the jalons of an action in the order of the plan; an action `exclue` from the figures has none late.

    Only statements of quarters ≤ `trimestre` count; dates are judged at `jour`. A jalon declared reached is reached,
    whatever its date. Source: « En retard: échéance passed at the end of the quarter (of a running one: today); a jalon
    likewise; the original date stays beside ».
    """
    return tuple(_compute_jalon(jalon, trimestre, jour, exclue) for jalon in action.jalons)


def _compute_jalon(jalon: Jalon, trimestre: Trimestre, jour: date, exclue: bool) -> EtatJalon:
    echeance, atteint_le, reports = jalon.echeance_initiale, None, 0
    for suivi in jalon.suivis:
        if suivi.trimestre > trimestre:
            break
        if suivi.echeance_revisee is not None:
            reports += echeance is not None and suivi.echeance_revisee > echeance
            echeance = suivi.echeance_revisee
        atteint_le = suivi.atteint_le or atteint_le
    du = echeance is not None and echeance <= jour
    return EtatJalon(
        reference=jalon.reference,
        libelle=jalon.libelle,
        echeance=echeance,
        echeance_initiale=jalon.echeance_initiale,
        reports=reports,
        atteint_le=atteint_le,
        du=du,
        en_retard=du and atteint_le is None and not exclue,
    )


def compute_chiffres_jalons(jalons: tuple[EtatJalon, ...]) -> ChiffresJalons:
    """Return the counts over some jalons, all 0 when there is none."""
    return ChiffresJalons(
        prevus=len(jalons),
        atteints=sum(j.atteint_le is not None for j in jalons),
        dus=sum(j.du for j in jalons),
        en_retard=sum(j.en_retard for j in jalons),
        reports=sum(j.reports for j in jalons),
        reportes=sum(j.reports > 0 for j in jalons),
    )
