"""The figures over the quarters, against the expected line."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from dataclasses import dataclass

from metrics.avancement import Bilan, Chiffres, compute_chiffres, find_echeance
from metrics.courant import is_remontee
from metrics.etat import EtatAction, compute_attendu, compute_etats
from models.plan import Action, Plan
from models.trimestre import Trimestre, list_trimestres


@dataclass(frozen=True, slots=True)
class Point:
    """The figures of the followed actions in one quarter."""

    trimestre: Trimestre
    ensemble: Chiffres


@dataclass(frozen=True, slots=True)
class PointAttendu:
    """The expected avancement (0-100) at the end of a quarter, at constant pace over the whole plan."""

    trimestre: Trimestre
    attendu: float


@dataclass(frozen=True, slots=True)
class Evolution:
    """What changed since the previous quarter; None where a figure is unknown on either side.

    `avancement` and `ecart` in points, `taux_realisation` and `taux_remontee` as differences of fractions.
    """

    depuis: Trimestre
    avancement: float | None
    ecart: float | None
    taux_realisation: float | None
    taux_remontee: float | None
    decisions: int
    blocages: int
    bloquees: int
    en_retard: int


def compute_tendance(plan: Plan, jusqu_a: Trimestre, codes: Collection[str] | None = None) -> list[Point]:
    """Return one point a quarter from the first reported to the last reported by `jusqu_a`; empty when there is none.

    A quarter still without any report of the plan has no point: nothing was said of it.

    `codes` keeps some actions only (those of an orientation, say). Each statement is read once: cost grows with
    actions × quarters, no more.
    """
    actions = [a for a in plan.actions if codes is None or a.code in codes]
    premiers = (_find_premier(a) for a in actions)
    renseignes = [t for t in premiers if t is not None]
    if not renseignes:
        return []
    dernier = max((t for a in plan.actions for t in _list_renseignes(a) if t <= jusqu_a), default=jusqu_a)
    trimestres = list_trimestres(min(renseignes), dernier)
    par_trimestre: dict[Trimestre, list[EtatAction]] = {t: [] for t in trimestres}
    for action in actions:
        for etat in compute_etats(action, plan, trimestres):
            par_trimestre[etat.trimestre].append(etat)
    return [Point(t, compute_chiffres(etats, find_echeance(plan, t))) for t, etats in par_trimestre.items()]


def _list_renseignes(action: Action) -> Iterator[Trimestre]:
    return (s.trimestre for s in action.suivis if is_remontee(s))


def _find_premier(action: Action) -> Trimestre | None:
    return next(_list_renseignes(action), None)


def compute_attendu_plan(plan: Plan) -> list[PointAttendu]:
    """Return the constant-pace line of the plan, one point a quarter from its start to its end."""
    premier, dernier = Trimestre.from_date(plan.debut), Trimestre.from_date(plan.fin)
    return [PointAttendu(t, compute_attendu(plan.debut, plan.fin, t)) for t in list_trimestres(premier, dernier)]


def compute_evolution(bilan: Bilan, precedent: Bilan) -> Evolution:
    """Return what changed in the figures of the plan between two quarters."""
    apres, avant = bilan.ensemble, precedent.ensemble
    return Evolution(
        depuis=precedent.trimestre,
        avancement=_subtract(apres.avancement, avant.avancement),
        ecart=_subtract(apres.ecart, avant.ecart),
        taux_realisation=_subtract(apres.taux_realisation, avant.taux_realisation),
        taux_remontee=_subtract(apres.taux_remontee, avant.taux_remontee),
        decisions=apres.decisions - avant.decisions,
        blocages=apres.blocages - avant.blocages,
        bloquees=apres.bloquees - avant.bloquees,
        en_retard=apres.en_retard - avant.en_retard,
    )


def _subtract(apres: float | None, avant: float | None) -> float | None:
    return None if apres is None or avant is None else apres - avant
