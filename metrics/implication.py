"""Who among the partners was expected, who took part, who said nothing, in a quarter."""

from __future__ import annotations

from dataclasses import dataclass

from metrics.avancement import Bilan
from models.plan import Participation
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


def compute_implication(bilan: Bilan) -> list[ImplicationPartenaire]:
    """Return one line per partner, in the order of the plan, those with nothing expected included."""
    paires: dict[str, list[Participation]] = {p.nom: [] for p in bilan.plan.partenaires}
    for action, participation in bilan.plan.iter_participations():
        if bilan.etats[action.code].active:
            paires.setdefault(participation.partenaire, []).append(participation)
    return [_compute_partenaire(nom, participations, bilan.trimestre) for nom, participations in paires.items()]


def _compute_partenaire(nom: str, participations: list[Participation], trimestre: Trimestre) -> ImplicationPartenaire:
    attendues = [p for p in participations if p.attendue]
    niveaux = [_find_niveau(p, trimestre) for p in attendues]
    return ImplicationPartenaire(
        nom=nom,
        attendues=len(attendues),
        mobilisees=sum(n is not None and n >= NiveauImplication.CONTRIBUTEUR for n in niveaux),
        silencieuses=sum(not _is_remontee(p, trimestre) for p in attendues),
        spontanees=sum(not p.attendue and _is_remontee(p, trimestre) for p in participations),
    )


def _find_niveau(participation: Participation, trimestre: Trimestre) -> NiveauImplication | None:
    return next((i.niveau for i in participation.implications if i.trimestre == trimestre), None)


def _is_remontee(participation: Participation, trimestre: Trimestre) -> bool:
    """Return whether the pair was reported in that quarter: a level, or a contribution without a level."""
    return any(
        i.trimestre == trimestre and (i.niveau is not None or i.contribution) for i in participation.implications
    )
