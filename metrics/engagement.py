"""Engagements seen from a quarter: how they stand against the expected, their dates, their evidence; never summed."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from metrics.arrondi import round_demi
from metrics.bilan import Bilan
from metrics.chiffres import Chiffres
from metrics.confiance import ClasseEcart, classify_ecart
from metrics.etat import EtatAction
from metrics.indicateur import compute_taux
from metrics.jalons import EtatJalon
from models.plan import Engagement, Indicateur, Mesure
from models.trimestre import Trimestre


@dataclass(frozen=True, slots=True)
class JalonAction:
    """A jalon with the action it belongs to."""

    etat: EtatAction
    jalon: EtatJalon


@dataclass(frozen=True, slots=True)
class FaitAction:
    """A fait marquant with its action and the quarter it was said in."""

    etat: EtatAction
    trimestre: Trimestre
    texte: str


@dataclass(frozen=True, slots=True)
class MesureAction:
    """The last measured value of an indicateur, with its action; the value is never None."""

    etat: EtatAction
    indicateur: Indicateur
    mesure: Mesure


@dataclass(frozen=True, slots=True)
class DatesEngagement:
    """The dates of the active actions of an engagement.

    `debut` is the earliest, `echeance` the latest, None when no action is active, the plan's standing for those an
    action lacks; `propres` when none does. `en_retard`: the late actions. `a_venir`: the jalons not reached that have a
    date, the nearest first, late ones included.
    """

    debut: date | None
    echeance: date | None
    propres: bool
    en_retard: tuple[EtatAction, ...]
    a_venir: tuple[JalonAction, ...]


def list_etats(bilan: Bilan, engagement: Engagement) -> list[EtatAction]:
    """Return the linked actions, each once, in the order of the référentiel; codes that are no action are left out."""
    return [bilan.etats[code] for code in dict.fromkeys(engagement.actions) if code in bilan.etats]


def compute_dates(etats: Sequence[EtatAction]) -> DatesEngagement:
    """Return the dates of some actions; those abandonnées or sans objet have none that counts."""
    actifs = [e for e in etats if e.active]
    attendus = [JalonAction(e, j) for e in actifs for j in e.jalons if j.atteint_le is None and j.echeance is not None]
    return DatesEngagement(
        debut=min((e.debut for e in actifs), default=None),
        echeance=max((e.echeance for e in actifs), default=None),
        propres=all(e.dates_propres for e in actifs),
        en_retard=tuple(e for e in actifs if e.en_retard),
        a_venir=tuple(sorted(attendus, key=lambda ligne: (ligne.jalon.echeance or date.max, ligne.jalon.reference))),
    )


def list_atteints(etats: Sequence[EtatAction]) -> list[JalonAction]:
    """Return the jalons reached, the latest first."""
    atteints = [(j.atteint_le, JalonAction(e, j)) for e in etats for j in e.jalons if j.atteint_le is not None]
    return [ligne for _, ligne in sorted(atteints, key=lambda couple: couple[0], reverse=True)]


def list_faits(etats: Sequence[EtatAction], limite: int) -> list[FaitAction]:
    """Return the last faits marquants said by the quarter of the actions, at most `limite`, the latest first."""
    faits = [
        FaitAction(e, s.trimestre, s.fait_marquant)
        for e in etats
        for s in e.action.suivis
        if s.trimestre <= e.trimestre and s.fait_marquant
    ]
    return sorted(faits, key=lambda fait: -fait.trimestre.rang)[:limite]


def list_mesures(etats: Sequence[EtatAction]) -> list[MesureAction]:
    """Return the last value of each indicateur that was ever measured, in the order of the actions."""
    couples = ((e, i, compute_taux(i, e.trimestre).mesure) for e in etats for i in e.action.indicateurs)
    return [MesureAction(e, i, mesure) for e, i, mesure in couples if mesure is not None]


def find_rythme(chiffres: Chiffres) -> ClasseEcart:
    """Return how far several actions together are from the expected, in whole points as the screens say it.

    « −10 points » is 10 points behind, whatever it is rounded from; unknown when too little is known to say an
    avancement.
    """
    if not chiffres.suffisante or chiffres.ecart is None:
        return ClasseEcart.INCONNU
    return classify_ecart(float(round_demi(chiffres.ecart)))


def count_rythmes(engagements: Iterable[Chiffres]) -> Counter[ClasseEcart]:
    """Return how many engagements stand in each class; each is in one, their figures are never added."""
    return Counter(map(find_rythme, engagements))
