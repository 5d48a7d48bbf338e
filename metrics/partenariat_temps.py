"""The partnership over the quarters: how it evolves, since when a partner says nothing, its level action by action."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass

from metrics.etat import compute_etats
from metrics.implication import ImplicationPartenaire, Paire, compute_partenaire, find_parents, list_paires_action
from models.plan import Action, Implication, Plan
from models.trimestre import Trimestre, list_trimestres


@dataclass(frozen=True, slots=True)
class PointImplication:
    """The counts of a scope in one quarter, over the actions that were active then."""

    trimestre: Trimestre
    implication: ImplicationPartenaire


@dataclass(frozen=True, slots=True)
class Silence:
    """A partner of which nothing was reported in the quarter: the actions where it is expected, its last report.

    `dernier` is the last quarter with a report on any action, None when nothing was ever reported.
    """

    nom: str
    actions: tuple[Action, ...]
    dernier: Trimestre | None


def is_dite(implication: Implication) -> bool:
    """Return whether a row says anything; one left empty by an undo does not."""
    return implication.niveau is not None or bool(implication.contribution)


def find_premier(plan: Plan) -> Trimestre | None:
    """Return the first quarter in which anything was reported of a partner, None before it."""
    dites = (i for _, p in plan.iter_participations() for i in p.implications if is_dite(i))
    return min((i.trimestre for i in dites), default=None)


def list_evolution(
    plan: Plan, jusqu_a: Trimestre, noms: Collection[str] | None = None, orientations: Collection[str] | None = None
) -> list[PointImplication]:
    """Return a point a quarter from the first with a report of a partner; empty before it.

    Over every partner and orientation, or those kept (names, codes). A quarter without any report is a point where all
    is silent.
    """
    premier = find_premier(plan)
    if premier is None:
        return []
    trimestres, parents = list_trimestres(premier, jusqu_a), find_parents(plan)
    paires: dict[Trimestre, list[Paire]] = {t: [] for t in trimestres}
    for action in plan.actions:
        if not action.participations or (orientations is not None and action.orientation not in orientations):
            continue
        for etat in compute_etats(action, plan, trimestres):
            if etat.active:
                siennes = list_paires_action(action, parents, etat.trimestre)
                paires[etat.trimestre] += [p for p in siennes if noms is None or p.partenaire in noms]
    return [PointImplication(t, compute_partenaire("", paires[t])) for t in trimestres]


def find_derniers(plan: Plan, jusqu_a: Trimestre) -> dict[str, Trimestre]:
    """Return, by partner, the last quarter up to one in which something was reported of it or in its name."""
    derniers: dict[str, Trimestre] = {}
    parents = find_parents(plan)
    for action in plan.actions:
        attendus = {p.partenaire for p in action.participations if p.attendue}
        for p in action.participations:
            parent = parents.get(p.partenaire)
            noms = [p.partenaire, *([parent] if parent in attendus and not p.attendue else [])]
            for i in p.implications:
                if i.trimestre <= jusqu_a and is_dite(i):
                    derniers |= {nom: max(derniers.get(nom, i.trimestre), i.trimestre) for nom in noms if nom}
    return derniers


def list_silences(paires: Sequence[Paire], derniers: dict[str, Trimestre]) -> list[Silence]:
    """Return the partners expected in some pairs and silent in all of them, the longest silence first.

    `derniers` is what `find_derniers` gives. Of equals, the one expected on the most actions, then the order given.
    """
    actions: dict[str, list[Action]] = {}
    parlants = {p.partenaire for p in paires if p.remontee and p.attendue}
    for p in paires:
        if p.attendue and p.partenaire not in parlants:
            actions.setdefault(p.partenaire, []).append(p.action)
    silences = [Silence(nom, tuple(siennes), derniers.get(nom)) for nom, siennes in actions.items()]
    return sorted(silences, key=lambda s: (s.dernier is not None, s.dernier.rang if s.dernier else 0, -len(s.actions)))
