"""The figures over the quarters, against the expected line."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from math import fsum

from metrics.bilan import Bilan, Chiffres, compute_chiffres, find_echeance, is_complet
from metrics.courant import is_remontee
from metrics.etat import EtatAction, compute_attendu, compute_etat, compute_etats
from models.plan import Action, Plan
from models.trimestre import Trimestre, list_trimestres


@dataclass(frozen=True, slots=True)
class Point:
    """The figures of the followed actions in one quarter; `complet`: the quarter speaks for the plan (`is_complet`)."""

    trimestre: Trimestre
    ensemble: Chiffres
    complet: bool = True

    def is_comparable(self, aujourd_hui: date | None) -> bool:
        """Return whether the figures may be told against those of another quarter: this one is over, and whole."""
        return self.complet and not self.trimestre.is_en_cours(aujourd_hui)


@dataclass(frozen=True, slots=True)
class PointAttendu:
    """The expected avancement (0-100) at the end of a quarter."""

    trimestre: Trimestre
    attendu: float


@dataclass(frozen=True, slots=True)
class Evolution:
    """What changed since the previous quarter; None where a figure is unknown on either side.

    `avancement` in points, `taux_remontee` as a difference of fractions.
    """

    depuis: Trimestre
    avancement: float | None
    taux_remontee: float | None
    decisions: int


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
    for action in plan.actions:  # all of them: whether a quarter is whole is a matter of the plan
        for etat in compute_etats(action, plan, trimestres):
            par_trimestre[etat.trimestre].append(etat)
    return [_build_point(plan, t, etats, codes) for t, etats in par_trimestre.items()]


def _build_point(plan: Plan, trimestre: Trimestre, etats: Sequence[EtatAction], codes: Collection[str] | None) -> Point:
    tous = compute_chiffres(etats, find_echeance(plan, trimestre))
    suivis = tous
    if codes is not None:
        suivis = compute_chiffres((e for e in etats if e.code in codes), find_echeance(plan, trimestre))
    return Point(trimestre, suivis, is_complet(plan, trimestre, tous))


def _list_renseignes(action: Action) -> Iterator[Trimestre]:
    return (s.trimestre for s in action.suivis if is_remontee(s))


def _find_premier(action: Action) -> Trimestre | None:
    return next(_list_renseignes(action), None)


def compute_ligne_attendue(
    plan: Plan, points: Sequence[Point], codes: Collection[str] | None = None
) -> list[PointAttendu]:
    """Return the expected line, one point a quarter from the first of the plan or of the points to the plan's end.

    Where there is a point, it is the figure published with it, left out when nothing was known. After the last one, the
    mean of the elapsed shares of the actions known then, each by its own dates; before the first one, the plan's
    constant pace when no action of the set has dates of its own. Without points, the plan's constant pace throughout.
    """
    debut, fin = Trimestre.from_date(plan.debut), Trimestre.from_date(plan.fin)
    constante = [PointAttendu(t, compute_attendu(plan.debut, plan.fin, t)) for t in list_trimestres(debut, fin)]
    if not points:
        return constante
    actions = [a for a in plan.actions if codes is None or a.code in codes]
    premier, dernier = points[0].trimestre, points[-1].trimestre
    propres = any(a.debut is not None or a.echeance is not None for a in actions)
    avant = [] if propres else [p for p in constante if p.trimestre < premier]
    mesures = [PointAttendu(p.trimestre, p.ensemble.attendu) for p in points if p.ensemble.attendu is not None]
    connus = [e for a in actions if (e := compute_etat(a, plan, dernier)).active and e.avancement is not None]
    if not connus:
        return [*avant, *mesures]
    poids = [e.action.poids for e in connus]
    apres = [
        PointAttendu(
            t,
            fsum(p * compute_attendu(e.debut, e.echeance, t) for p, e in zip(poids, connus, strict=True)) / fsum(poids),
        )
        for t in list_trimestres(dernier.decale(1), fin)
    ]
    return [*avant, *mesures, *apres]


def compute_evolution(bilan: Bilan, precedent: Bilan) -> Evolution:
    """Return what changed in the figures of the plan between two quarters."""
    apres, avant = bilan.ensemble, precedent.ensemble
    return Evolution(
        depuis=precedent.trimestre,
        avancement=_subtract(apres.avancement, avant.avancement),
        taux_remontee=_subtract(apres.taux_remontee, avant.taux_remontee),
        decisions=apres.decisions - avant.decisions,
    )


def _subtract(apres: float | None, avant: float | None) -> float | None:
    return None if apres is None or avant is None else apres - avant
