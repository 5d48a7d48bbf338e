"""What pilots feel beside what is measured: the météo of each action against its distance to the expected."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

from metrics.arrondi import round_demi
from metrics.bilan import Bilan
from metrics.etat import SEUIL_ALERTE, EtatAction
from models.trimestre import Trimestre
from models.vocabulaire import METEOS_A_COMMENTER, Meteo


class ClasseEcart(StrEnum):
    """How far an action is from what is expected of it; « 10 points ou plus » is what alerts count."""

    DEVANT = "Au rythme ou devant"
    LEGER = f"Derrière, moins de {SEUIL_ALERTE} points"
    LOIN = f"Derrière, {SEUIL_ALERTE} points ou plus"
    INCONNU = "Écart non renseigné"


SEREINES = tuple(m for m in Meteo if m not in METEOS_A_COMMENTER)
"""Good weather: no explanation is asked of it."""
Case = tuple[Meteo | None, ClasseEcart]


@dataclass(frozen=True, slots=True)
class Confiance:
    """How many active actions stand in each pair of a météo (None: not told) and a class; a pair without any is absent.

    `confiantes` are those that announce good weather while they are far behind, `propres` those of them
    whose dates are their own.
    """

    comptes: Mapping[Case, int]
    confiantes: int
    propres: int

    @property
    def classes(self) -> tuple[ClasseEcart, ...]:
        """Return the classes to show: the unknown one only when it holds something."""
        inconnu = any(classe is ClasseEcart.INCONNU for _, classe in self.comptes)
        return tuple(c for c in ClasseEcart if inconnu or c is not ClasseEcart.INCONNU)


def find_classe(etat: EtatAction) -> ClasseEcart:
    """Return the class of an action, by its écart as alerts count it."""
    return classify_ecart(etat.ecart)


def classify_ecart(points: float | None) -> ClasseEcart:
    """Return the class of a distance; the threshold is that of alerts, less than half a point is no delay."""
    if points is None:
        return ClasseEcart.INCONNU
    if points <= -SEUIL_ALERTE:
        return ClasseEcart.LOIN
    return ClasseEcart.LEGER if round_demi(points) < 0 else ClasseEcart.DEVANT


@dataclass(frozen=True, slots=True)
class Contraste:
    """A météo that goes one way while the distance to the expected goes the other, between two quarters.

    `soleils` and `ecarts` are (before, after), the distances in whole points as they are shown; `mieux` when it is the
    météo that gets better.
    """

    depuis: Trimestre
    soleils: tuple[int, int]
    ecarts: tuple[int, int]
    mieux: bool


def find_contraste(bilan: Bilan, precedent: Bilan) -> Contraste | None:
    """Return what pilots feel against what is measured since another quarter; None where both go the same way.

    The météo gets better when more actions announce Soleil and no more announce a bad one, and the reverse. None too
    where a distance is not known well enough to be shown.
    """
    avant, apres = precedent.ensemble, bilan.ensemble
    if not (avant.suffisante and apres.suffisante) or avant.ecart is None or apres.ecart is None:
        return None
    soleils = avant.meteos[Meteo.SOLEIL], apres.meteos[Meteo.SOLEIL]
    basses = tuple(sum(c.meteos[m] for m in METEOS_A_COMMENTER) for c in (avant, apres))
    ecarts = int(round_demi(avant.ecart)), int(round_demi(apres.ecart))
    mieux = soleils[1] > soleils[0] and basses[1] <= basses[0] and ecarts[1] < ecarts[0]
    pire = soleils[1] < soleils[0] and basses[1] >= basses[0] and ecarts[1] > ecarts[0]
    return Contraste(precedent.trimestre, soleils, ecarts, mieux) if mieux or pire else None


def compute_confiance(bilan: Bilan) -> Confiance:
    """Return the counts of a quarter over the active actions; nothing is averaged."""
    actives = [e for e in bilan.etats.values() if e.active]
    confiantes = [e for e in actives if e.meteo in SEREINES and find_classe(e) is ClasseEcart.LOIN]
    comptes = Counter((e.meteo, find_classe(e)) for e in actives)
    return Confiance(comptes, len(confiantes), sum(e.dates_propres for e in confiantes))
