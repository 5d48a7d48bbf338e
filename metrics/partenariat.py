"""The partnership in a quarter: who is involved where, which actions have nobody, who carries, who works with whom."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from functools import cached_property
from heapq import nlargest
from itertools import combinations
from typing import TypeVar

from metrics.bilan import Bilan
from metrics.implication import (
    ImplicationPartenaire,
    Paire,
    compute_partenaire,
    count_par_partenaire,
    list_paires,
)
from models.plan import Action

T = TypeVar("T")

TETE = 5
"""Partners whose share of the participations is told, where there are at least twice as many."""


class Absence(StrEnum):
    """Why an active action has no active partner."""

    SILENCE = "aucune nouvelle de ses partenaires"
    PEU = "partenaires informés ou non mobilisés"
    PERSONNE = "aucun partenaire attendu"


@dataclass(frozen=True, slots=True)
class ActionSansActif:
    """An active action where nobody reported a level ≥ 2, expected or spontaneous, and why."""

    action: Action
    motif: Absence
    attendus: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Concentration:
    """How much of `total` participations the partners that have the most carry, first ones first.

    `tete` are their names, `part` their share as a fraction, None when there is nothing to share; `moitie` is the
    least number of partners that carry half of them.
    """

    tete: tuple[str, ...]
    total: int
    part: float | None
    moitie: int


@dataclass(frozen=True, slots=True)
class Lien:
    """Two partners and the actions where both are mobilised, then where both are expected (codes, tree order)."""

    un: str
    autre: str
    mobilises: tuple[str, ...]
    attendus: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Liens:
    """The strongest pairs of partners, first ones first, among `total`, of which `mobilises` are mobilised together."""

    premiers: list[Lien]
    total: int
    mobilises: int


@dataclass(frozen=True)
class Partenariat:
    """The pairs of the active actions in a quarter, and their counts over each scope.

    `partenaires` by name, in the order of the plan, `orientations` by code, `cases` by (partner, orientation) where
    something is expected or reported; a filtered partnership holds the partners and orientations kept.
    """

    bilan: Bilan
    paires: tuple[Paire, ...]
    actions: tuple[Action, ...]
    ensemble: ImplicationPartenaire
    partenaires: Mapping[str, ImplicationPartenaire]
    orientations: Mapping[str, ImplicationPartenaire]
    cases: Mapping[tuple[str, str], ImplicationPartenaire]

    @cached_property
    def par_action(self) -> Mapping[str, Sequence[Paire]]:
        """Return the pairs of each action by code, in the order of the tree."""
        groupes: dict[str, list[Paire]] = {a.code: [] for a in self.actions}
        for paire in self.paires:
            if paire.action.code in groupes:
                groupes[paire.action.code].append(paire)
        return groupes

    @property
    def attendus(self) -> list[ImplicationPartenaire]:
        """Return the partners expected on at least one action."""
        return [i for i in self.partenaires.values() if i.attendues]

    @property
    def silencieux(self) -> list[ImplicationPartenaire]:
        """Return the partners expected somewhere of which nothing was reported in the quarter."""
        return [i for i in self.attendus if not i.remontees]

    @property
    def renseigne(self) -> bool:
        """Return whether anything was reported of any partner in the quarter; before that no taux may be shown."""
        return bool(self.ensemble.remontees or self.ensemble.spontanees)


def compute_partenariat(
    bilan: Bilan, noms: Collection[str] | None = None, orientations: Collection[str] | None = None
) -> Partenariat:
    """Return the partnership of a quarter, over every partner and orientation or those kept (names, codes).

    With `noms`, the actions are those where one of them is expected or reported. Abandoned actions and those without
    object are left out.
    """
    plan = bilan.plan
    codes = [o.code for o in plan.orientations if orientations is None or o.code in orientations]
    actives = {c for c, e in bilan.etats.items() if e.active and e.action.orientation in codes}
    paires = tuple(p for p in list_paires(bilan, actives) if noms is None or p.partenaire in noms)
    gardes = [p.nom for p in plan.partenaires if noms is None or p.nom in noms]
    presentes = actives if noms is None else {p.action.code for p in paires if p.attendue or p.remontee}
    return Partenariat(
        bilan=bilan,
        paires=paires,
        actions=tuple(a for a in plan.actions if a.code in presentes),
        ensemble=compute_partenaire("", paires),
        partenaires=count_par_partenaire(paires, gardes),
        orientations=_count(paires, codes, lambda p: p.action.orientation),
        cases=_count(
            (p for p in paires if p.attendue or p.remontee), (), lambda p: (p.partenaire, p.action.orientation)
        ),
    )


def _count(
    paires: Iterable[Paire], cles: Iterable[T], find_cle: Callable[[Paire], T]
) -> dict[T, ImplicationPartenaire]:
    groupes: dict[T, list[Paire]] = {cle: [] for cle in cles}
    for paire in paires:
        groupes.setdefault(find_cle(paire), []).append(paire)
    return {cle: compute_partenaire("", groupe) for cle, groupe in groupes.items()}


def list_sans_actif(partenariat: Partenariat) -> list[ActionSansActif]:
    """Return the active actions without an active partner, in the order of the tree.

    Somebody is active when a level ≥ 2 was reported, expected or not. Where nobody is expected, or nothing was
    reported at all, it is told apart.
    """
    sans = []
    for action in partenariat.actions:
        paires = partenariat.par_action[action.code]
        if any(p.mobilisee for p in paires):
            continue
        attendus = tuple(p.partenaire for p in paires if p.attendue)
        motif = Absence.PEU if any(p.remontee for p in paires) else Absence.SILENCE
        sans.append(ActionSansActif(action, motif if attendus else Absence.PERSONNE, attendus))
    return sans


def compute_concentration(
    implications: Sequence[ImplicationPartenaire], count: Callable[[ImplicationPartenaire], int]
) -> Concentration:
    """Return the share of the participations that `count` counts carried by the partners that have the most.

    Told of the first `TETE`, of the first one alone where there are not twice as many partners; of equals, the first in
    the order given.
    """
    rangees = sorted((i for i in implications if count(i)), key=lambda i: -count(i))
    nombres = [count(i) for i in rangees]
    total = sum(nombres)
    tete = rangees[: TETE if len(rangees) >= 2 * TETE else 1]
    part = sum(map(count, tete)) / total if total else None
    moitie = next((n for n in range(len(nombres) + 1) if 2 * sum(nombres[:n]) >= total), 0)
    return Concentration(tuple(i.nom for i in tete), total, part, moitie)


def find_liens(partenariat: Partenariat, nombre: int) -> Liens:
    """Return the pairs of partners that meet on at least one action: the `nombre` strongest, and how many there are.

    Mobilised together in the quarter first, then expected together; equals stay in the order of the actions. Who speaks
    for a catégorie is counted as the catégorie.
    """
    communs: dict[tuple[str, str], tuple[list[str], list[str]]] = {}
    for code, paires in partenariat.par_action.items():
        presentes = [p for p in paires if p.au_titre_de is None and (p.attendue or p.mobilisee)]
        for p, q in combinations(presentes, 2):
            mobilises, attendus = communs.setdefault(_sort_noms(p.partenaire, q.partenaire), ([], []))
            if p.mobilisee and q.mobilisee:
                mobilises.append(code)
            if p.attendue and q.attendue:
                attendus.append(code)
    liens = [Lien(*noms, tuple(m), tuple(a)) for noms, (m, a) in communs.items() if m or a]
    premiers = nlargest(nombre, liens, key=lambda lien: (len(lien.mobilises), len(lien.attendus)))
    return Liens(premiers, len(liens), sum(1 for lien in liens if lien.mobilises))


def _sort_noms(un: str, autre: str) -> tuple[str, str]:
    return (un, autre) if un < autre else (autre, un)
