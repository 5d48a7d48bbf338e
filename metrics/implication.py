"""Who among the partners was expected, who took part, who said nothing, in a quarter."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass

from metrics.avancement import Bilan
from models.plan import Action, Participation
from models.trimestre import Trimestre
from models.vocabulaire import NiveauImplication


@dataclass(frozen=True, slots=True)
class ImplicationPartenaire:
    """A partner's (action, partner) pairs over active actions in one quarter; implication does not carry.

    `attendues` are in the référentiel; among them `mobilisees` reported a level ≥ 2 and `silencieuses` nothing at all,
    which is not « Non mobilisé ». `spontanees` are reported without being expected.
    """

    nom: str
    attendues: int
    mobilisees: int
    silencieuses: int
    spontanees: int

    @property
    def taux_mobilisation(self) -> float | None:
        """Return mobilised / expected as a fraction, None when nothing was expected."""
        return self.mobilisees / self.attendues if self.attendues else None


@dataclass(frozen=True, slots=True)
class Paire:
    """An (action, partner) pair in one quarter; `niveau` is None when no level was reported.

    `remontee`: something was reported, a level, or a contribution without a level; else it is silence.
    """

    action: Action
    partenaire: str
    attendue: bool
    niveau: NiveauImplication | None
    contribution: str | None

    @property
    def remontee(self) -> bool:
        """Return whether anything was reported of the pair."""
        return self.niveau is not None or bool(self.contribution)

    @property
    def mobilisee(self) -> bool:
        """Return whether the partner contributed: a level ≥ 2."""
        return self.niveau is not None and self.niveau >= NiveauImplication.CONTRIBUTEUR


def list_paires(bilan: Bilan, codes: Collection[str] | None = None) -> list[Paire]:
    """Return every pair of the plan, or of some actions of it, as reported in the quarter of the figures."""
    return [
        _build_paire(action, participation, bilan.trimestre)
        for action, participation in bilan.plan.iter_participations()
        if codes is None or action.code in codes
    ]


def _build_paire(action: Action, participation: Participation, trimestre: Trimestre) -> Paire:
    dite = next((i for i in participation.implications if i.trimestre == trimestre), None)
    niveau, contribution = (dite.niveau, dite.contribution) if dite else (None, None)
    return Paire(action, participation.partenaire, participation.attendue, niveau, contribution)


def compute_implication(bilan: Bilan) -> list[ImplicationPartenaire]:
    """Return one line per partner, in the order of the plan, those with nothing expected included."""
    paires: dict[str, list[Paire]] = {p.nom: [] for p in bilan.plan.partenaires}
    for paire in list_paires(bilan):
        if bilan.etats[paire.action.code].active:
            paires.setdefault(paire.partenaire, []).append(paire)
    return [compute_partenaire(nom, siennes) for nom, siennes in paires.items()]


def compute_partenaire(nom: str, paires: Collection[Paire]) -> ImplicationPartenaire:
    """Return the counts over some pairs of active actions, all 0 when there is none."""
    attendues = [p for p in paires if p.attendue]
    return ImplicationPartenaire(
        nom=nom,
        attendues=len(attendues),
        mobilisees=sum(p.mobilisee for p in attendues),
        silencieuses=sum(not p.remontee for p in attendues),
        spontanees=sum(not p.attendue and p.remontee for p in paires),
    )
