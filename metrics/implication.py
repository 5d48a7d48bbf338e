"""Who among the partners was expected, who took part, who said nothing, in a quarter.

What is reported of an organisme on an action where its catégorie is expected and not itself speaks for the catégorie:
the pair of the catégorie is reported, at the highest level of those who speak for it, unless it reported itself. The
line of the organisme then says « au titre de … »: neither expected nor spontaneous of its own. Implication does not
carry from a quarter to the next. Source: the rule « Implication of partners ».
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from metrics.bilan import SEUIL_COUVERTURE, Bilan
from models.plan import Action, Participation, Plan
from models.trimestre import Trimestre
from models.vocabulaire import NiveauImplication, RolePartenaire


@dataclass(frozen=True, slots=True)
class ImplicationPartenaire:
    """How many (action, partner) pairs of a scope, over active actions in one quarter; implication does not carry.

    `attendues` are in the référentiel; among them `mobilisees` reported a level ≥ 2 and `silencieuses` nothing at all,
    which is not « Non mobilisé ». `spontanees` are reported without being expected.
    """

    nom: str
    attendues: int
    mobilisees: int
    silencieuses: int
    spontanees: int

    @property
    def remontees(self) -> int:
        """Return the expected pairs of which something was reported."""
        return self.attendues - self.silencieuses

    @property
    def peu_mobilisees(self) -> int:
        """Return the expected pairs reported under « Contributeur », or without a level."""
        return self.remontees - self.mobilisees

    @property
    def taux_mobilisation(self) -> float | None:
        """Return mobilised / expected as a fraction, None when nothing was expected."""
        return self.mobilisees / self.attendues if self.attendues else None

    @property
    def couverture(self) -> float | None:
        """Return reported / expected as a fraction, None when nothing was expected."""
        return self.remontees / self.attendues if self.attendues else None

    @property
    def suffisante(self) -> bool:
        """Return whether enough was reported for a taux to be judged: the threshold of the couverture, as elsewhere."""
        return self.couverture is not None and self.couverture >= SEUIL_COUVERTURE

    @property
    def encadrement(self) -> tuple[float, float] | None:
        """Return the taux with every silence below « Contributeur », then above; None when nothing was expected."""
        if not self.attendues:
            return None
        return self.mobilisees / self.attendues, (self.mobilisees + self.silencieuses) / self.attendues


@dataclass(frozen=True, slots=True)
class Paire:
    """An (action, partner) pair in one quarter; `niveau` is None when no level was reported.

    `remontee`: something was reported, a level, or a contribution without a level; else it is silence. `au_titre_de` is
    the catégorie that an organisme speaks for, None for every other pair; `voix` are those who speak for a catégorie.
    """

    action: Action
    partenaire: str
    attendue: bool
    niveau: NiveauImplication | None
    contribution: str | None
    role: RolePartenaire | None = None
    au_titre_de: str | None = None
    voix: tuple[str, ...] = ()

    @property
    def remontee(self) -> bool:
        """Return whether anything was reported of the pair."""
        return self.niveau is not None or bool(self.contribution) or bool(self.voix)

    @property
    def mobilisee(self) -> bool:
        """Return whether the partner contributed: a level ≥ 2."""
        return self.niveau is not None and self.niveau >= NiveauImplication.CONTRIBUTEUR

    @property
    def silencieuse(self) -> bool:
        """Return whether the pair is expected and nothing was reported of it."""
        return self.attendue and not self.remontee

    @property
    def spontanee(self) -> bool:
        """Return whether the partner took part of its own, without being expected."""
        return self.remontee and not self.attendue and self.au_titre_de is None


def list_paires(bilan: Bilan, codes: Collection[str] | None = None) -> list[Paire]:
    """Return every pair of the plan, or of some actions of it, as reported in the quarter of the figures."""
    parents = find_parents(bilan.plan)
    actions = bilan.plan.actions if codes is None else [a for a in bilan.plan.actions if a.code in codes]
    return [paire for action in actions for paire in list_paires_action(action, parents, bilan.trimestre)]


def find_parents(plan: Plan) -> dict[str, str]:
    """Return the catégorie of each organisme that belongs to one, by name."""
    return {p.nom: p.parent for p in plan.partenaires if p.parent}


def list_paires_action(action: Action, parents: Mapping[str, str], trimestre: Trimestre) -> list[Paire]:
    """Return the pairs of an action in a quarter, in its order; `parents` gives the catégorie of an organisme."""
    paires = [_build_paire(action, participation, trimestre) for participation in action.participations]
    attendues = {p.partenaire for p in paires if p.attendue}
    voix: dict[str, list[Paire]] = {}
    for rang, paire in enumerate(paires):
        parent = parents.get(paire.partenaire)
        if paire.remontee and not paire.attendue and parent is not None and parent in attendues:
            paires[rang] = replace(paire, au_titre_de=parent)
            voix.setdefault(parent, []).append(paire)
    return [_hear_voix(p, voix.get(p.partenaire, ())) for p in paires]


def _hear_voix(paire: Paire, voix: Sequence[Paire]) -> Paire:
    """Return the pair of a catégorie as those who speak for it report it; its own report, if any, wins."""
    if not voix or paire.remontee:
        return paire
    niveau = max((v.niveau for v in voix if v.niveau is not None), default=None)
    dits = [f"{v.partenaire} – {v.contribution}" for v in voix if v.contribution]
    return replace(paire, niveau=niveau, contribution="\n".join(dits) or None, voix=tuple(v.partenaire for v in voix))


def _build_paire(action: Action, participation: Participation, trimestre: Trimestre) -> Paire:
    dite = next((i for i in participation.implications if i.trimestre == trimestre), None)
    niveau, contribution = (dite.niveau, dite.contribution or None) if dite else (None, None)
    return Paire(action, participation.partenaire, participation.attendue, niveau, contribution, participation.role)


def compute_implication(bilan: Bilan) -> list[ImplicationPartenaire]:
    """Return one line per partner, in the order of the plan, those with nothing expected included."""
    actives = (p for p in list_paires(bilan) if bilan.etats[p.action.code].active)
    return list(count_par_partenaire(actives, [p.nom for p in bilan.plan.partenaires]).values())


def count_par_partenaire(paires: Iterable[Paire], noms: Iterable[str]) -> dict[str, ImplicationPartenaire]:
    """Return the counts of each partner by name: `noms` first, those only the pairs know after."""
    siennes: dict[str, list[Paire]] = {nom: [] for nom in noms}
    for paire in paires:
        siennes.setdefault(paire.partenaire, []).append(paire)
    return {nom: compute_partenaire(nom, groupe) for nom, groupe in siennes.items()}


def compute_partenaire(nom: str, paires: Collection[Paire]) -> ImplicationPartenaire:
    """Return the counts over some pairs of active actions, all 0 when there is none."""
    attendues = [p for p in paires if p.attendue]
    return ImplicationPartenaire(
        nom=nom,
        attendues=len(attendues),
        mobilisees=sum(p.mobilisee for p in attendues),
        silencieuses=sum(p.silencieuse for p in attendues),
        spontanees=sum(p.spontanee for p in paires),
    )
