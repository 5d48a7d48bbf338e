"""Where the plan stands in a quarter: every action, then every level above it, each computed from the leaves."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime

from metrics.chiffres import SEUIL_COUVERTURE, Chiffres, compute_chiffres
from metrics.courant import is_remontee
from metrics.etat import EtatAction, compute_etat, find_jour_de_retard
from models.plan import Plan, Suivi
from models.trimestre import Trimestre

__all__ = [
    "REGLE",
    "SEUIL_COUVERTURE",
    "Bilan",
    "Chiffres",
    "choose_trimestre",
    "compute_bilan",
    "compute_chiffres",
    "find_derniere_remontee",
    "find_echeance",
    "find_jour_de_lecture",
    "is_passe",
]

REGLE = "1"
"""Version of the rule, published with every figure."""

SEUIL_REMONTEE = 0.6
"""Share of the active actions from which the reports of a quarter speak for the plan."""


@dataclass(frozen=True, slots=True)
class Bilan:
    """The plan seen from a quarter.

    `etats` by action code, `orientations` and `priorites` by code, `engagements` by numero, in the order of the plan.
    An engagement is the same function over its linked actions; engagements are never summed. `rythme_constant`: most of
    the known active actions have no dates of their own, so the expected line is the plan's constant pace. `jour` is the
    day that dates are judged at: the end of the quarter, today while it runs.
    """

    plan: Plan
    trimestre: Trimestre
    etats: Mapping[str, EtatAction]
    ensemble: Chiffres
    orientations: Mapping[str, Chiffres]
    priorites: Mapping[str, Chiffres]
    engagements: Mapping[int, Chiffres]
    rythme_constant: bool
    jour: date

    @property
    def dernier_renseigne(self) -> Trimestre | None:
        """Return the last quarter with a report, seen from this one; None before the first report."""
        return max((e.dernier_suivi for e in self.etats.values() if e.dernier_suivi is not None), default=None)

    @property
    def renseigne(self) -> bool:
        """Return whether anything was reported by this quarter; before that nothing may be shown as 0."""
        return self.dernier_renseigne is not None

    @property
    def repris(self) -> bool:
        """Return whether every value is carried from an earlier quarter: none was reported in this one."""
        return self.renseigne and self.dernier_renseigne != self.trimestre

    def is_en_cours(self, aujourd_hui: date | None) -> bool:
        """Return whether the quarter is not over, so that reports are still awaited; its last day is in it."""
        return self.trimestre.is_en_cours(aujourd_hui)

    @property
    def complet(self) -> bool:
        """Return whether the quarter speaks for the plan: it was closed, or enough was reported in it."""
        return is_complet(self.plan, self.trimestre, self.ensemble)

    def is_comparable(self, aujourd_hui: date | None) -> bool:
        """Return whether its figures may be told against others: those of a whole quarter, that is over, of its own."""
        return self.complet and not self.repris and not self.is_en_cours(aujourd_hui)


def compute_bilan(plan: Plan, trimestre: Trimestre, aujourd_hui: date | None = None) -> Bilan:
    """Return every figure of the plan in a quarter; a plan without a report gives figures that say so.

    `aujourd_hui` matters to a quarter that runs; None reads any quarter as it will be at its end.
    """
    etats = {a.code: compute_etat(a, plan, trimestre, aujourd_hui) for a in plan.actions}
    echeance = find_echeance(plan, trimestre)

    def chiffre(codes: Iterable[str]) -> Chiffres:
        return compute_chiffres((etats[code] for code in dict.fromkeys(codes)), echeance)

    return Bilan(
        plan=plan,
        trimestre=trimestre,
        etats=etats,
        ensemble=chiffre(etats),
        orientations={o.code: chiffre(a.code for a in o.actions) for o in plan.orientations},
        priorites={p.code: chiffre(a.code for a in p.actions) for o in plan.orientations for p in o.priorites},
        engagements={e.numero: chiffre(e.actions) for e in plan.engagements},
        rythme_constant=_is_rythme_constant(etats.values()),
        jour=find_jour_de_retard(trimestre, aujourd_hui),
    )


def _is_rythme_constant(etats: Iterable[EtatAction]) -> bool:
    """Return whether more than half of the known active actions take the plan's dates; True when none is known."""
    connus = [e for e in etats if e.active and e.avancement is not None]
    return not connus or 2 * sum(not e.dates_propres for e in connus) > len(connus)


def find_echeance(plan: Plan, trimestre: Trimestre) -> date | None:
    """Return the deadline of a quarter's campaign, None when there was none."""
    campagne = plan.find_campagne(trimestre)
    return campagne.echeance if campagne else None


def choose_trimestre(plan: Plan, aujourd_hui: date) -> Trimestre:
    """Return the quarter shown unless one is chosen: the latest one that speaks for the plan.

    That is a quarter that was closed, or in which at least `SEUIL_REMONTEE` of the active actions were reported: the
    first workbooks of a quarter that begins do not take the screens away from the last whole one. Else the latest with
    a report, else the current one within the plan.
    """
    renseignes = _list_renseignes(plan)
    for trimestre in sorted({*renseignes, *_list_clos(plan)}, reverse=True):
        if is_complet(plan, trimestre, compute_chiffres(compute_etat(a, plan, trimestre) for a in plan.actions)):
            return trimestre
    if renseignes:
        return max(renseignes)
    premier, dernier = Trimestre.from_date(plan.debut), Trimestre.from_date(plan.fin)
    return min(max(Trimestre.from_date(aujourd_hui), premier), dernier)


def is_complet(plan: Plan, trimestre: Trimestre, ensemble: Chiffres) -> bool:
    """Return whether a quarter speaks for the plan, of which `ensemble` are the figures: closed, or enough reported.

    The one rule of the quarter shown unless chosen, and of every comparison between two quarters: a quarter of which
    little came yet is mostly the one before, said again.
    """
    taux = ensemble.taux_remontee
    return trimestre in _list_clos(plan) or (taux is not None and taux >= SEUIL_REMONTEE)


def _list_clos(plan: Plan) -> set[Trimestre]:
    return {c.trimestre for c in plan.campagnes if c.close_le is not None}


def _list_renseignes(plan: Plan) -> list[Trimestre]:
    return [t for t in plan.trimestres_renseignes if any(map(is_remontee, _iter_suivis(plan, t)))]


def _iter_suivis(plan: Plan, trimestre: Trimestre) -> Iterable[Suivi]:
    return (s for a in plan.actions for s in a.suivis if s.trimestre == trimestre)


def is_passe(plan: Plan, trimestre: Trimestre, defaut: Trimestre) -> bool:
    """Return whether a quarter is read as it was: older than the default one, or than a later one that was reported.

    The default one itself is read today, whatever the first workbooks of the next one say: they change nothing of what
    is shown unless a quarter is chosen.
    """
    if trimestre <= defaut:
        return trimestre < defaut
    return any(trimestre < autre for autre in _list_renseignes(plan))


def find_jour_de_lecture(plan: Plan, trimestre: Trimestre, defaut: Trimestre, aujourd_hui: date) -> date:
    """Return the day up to which waiting is counted: today, or the last day of a past quarter (`is_passe`)."""
    return min(trimestre.dernier_jour, aujourd_hui) if is_passe(plan, trimestre, defaut) else aujourd_hui


def find_derniere_remontee(plan: Plan, trimestre: Trimestre) -> datetime | None:
    """Return when the last report known in a quarter came (UTC), None before the first.

    Seen from the latest reported quarter or after, it is the last one of all; from an earlier one, the last of the
    reports on that quarter or before.
    """
    renseignes = plan.trimestres_renseignes
    if not renseignes or trimestre >= max(renseignes):
        return plan.derniere_remontee
    dates = (s.declare_le for a in plan.actions for s in a.suivis if s.trimestre <= trimestre and is_remontee(s))
    return max((d for d in dates if d is not None), default=None)


def is_du_plan(plan: Plan, trimestre: Trimestre) -> bool:
    """Return whether a quarter is one of the plan: within its dates, or up to the latest one reported.

    The end of a plan may be brought forward: what was reported after it is still shown, handed out and corrected.
    """
    return (
        Trimestre.from_date(plan.debut)
        <= trimestre
        <= max([Trimestre.from_date(plan.fin), *plan.trimestres_renseignes])
    )


def list_choix_trimestres(plan: Plan, aujourd_hui: date) -> list[Trimestre]:
    """Return the quarters a screen may show, latest first: from the first of the plan to the current one."""
    premier = Trimestre.from_date(plan.debut)
    courant = min(max(Trimestre.from_date(aujourd_hui), premier), Trimestre.from_date(plan.fin))
    dernier = max([courant, *plan.trimestres_renseignes])
    return [dernier.decale(-i) for i in range(dernier.rang - premier.rang + 1)]
