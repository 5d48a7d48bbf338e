"""The figures of a set of actions, computed from the leaves: one function for the plan, a priorité or an engagement."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from math import fsum
from typing import TypeVar

from metrics.arrondi import subtract_lus
from metrics.etat import EtatAction
from models.temps import find_jour
from models.vocabulaire import Fraicheur, Meteo, Statut

SEUIL_COUVERTURE = 0.6
"""Share of known actions under which screens and documents say « données insuffisantes »."""

DECIMALES = 1
"""Of an avancement, what is expected and their écart where the three are read together; whole where they are not."""

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Chiffres:
    """Every figure of a set of actions in a quarter.

    `avancement` and `attendu` are weighted means (0-100) over the `connues` (active actions whose avancement is known),
    None when there is none. `encadrement` is the mean with every missing value at 0, then at 100: (0, 100) when
    nothing is known, None when nothing is active. `dans_les_delais` counts reports made by the deadline (days of
    Paris), None without one. `statuts` covers every action, `meteos` and `fraicheurs` the active ones; every key is
    there, None last.
    `decisions` and `blocages` (a point de blocage or the statut Bloquée) are of open actions; `decisions_a_confirmer`
    of the `decisions` may no longer be wanted.
    """

    total: int
    actives: int
    connues: int
    realisees: int
    remontees: int
    avancement: float | None
    encadrement: tuple[float, float] | None
    attendu: float | None
    dans_les_delais: int | None
    statuts: Mapping[Statut | None, int]
    meteos: Mapping[Meteo | None, int]
    fraicheurs: Mapping[Fraicheur, int]
    en_retard: int
    alertes: int
    decisions: int
    decisions_a_confirmer: int
    blocages: int

    @property
    def couverture(self) -> tuple[int, int]:
        """Return (known, active), the number of actions the figure stands on."""
        return self.connues, self.actives

    @property
    def suffisante(self) -> bool:
        """Return whether enough is known to show the figure; False when nothing is active."""
        return self.actives > 0 and self.connues / self.actives >= SEUIL_COUVERTURE

    @property
    def exclues(self) -> int:
        """Return how many actions are abandonnées or sans objet, out of every mean."""
        return self.total - self.actives

    @property
    def ecart(self) -> float | None:
        """Return avancement − attendu in points, None when nothing is known."""
        return None if self.avancement is None or self.attendu is None else self.avancement - self.attendu

    @property
    def ecart_lu(self) -> float | None:
        """Return the difference of the avancement and of the attendu as they are shown together, with one decimal.

        What readers subtract is what is written: 46 %, 58 % and −11 points, each rounded apart, seem to contradict each
        other. None when nothing is known.
        """
        if self.avancement is None or self.attendu is None:
            return None
        return subtract_lus(self.avancement, self.attendu, DECIMALES)

    @property
    def taux_realisation(self) -> float | None:
        """Return réalisées / active as a fraction, None when nothing is active."""
        return self.realisees / self.actives if self.actives else None

    @property
    def taux_remontee(self) -> float | None:
        """Return active actions reported this quarter / active as a fraction, None when nothing is active."""
        return self.remontees / self.actives if self.actives else None

    @property
    def bloquees(self) -> int:
        """Return how many actions have the statut Bloquée."""
        return self.statuts[Statut.BLOQUEE]

    @property
    def pire_meteo(self) -> Meteo | None:
        """Return the worst météo of the active actions, to be labelled so; None when none is known."""
        return next((meteo for meteo in reversed(Meteo) if self.meteos[meteo]), None)


def compute_chiffres(etats: Iterable[EtatAction], echeance_campagne: date | None = None) -> Chiffres:
    """Return the figures of some actions seen from one quarter, each counted once.

    Abandonnée and Sans objet leave numerator and denominator; never reported is not 0 and leaves the mean. Source:
    « one leaf, one weight; every level is computed from the leaves; no mean of means ».
    """
    tous = list(etats)
    actifs = [e for e in tous if e.active]
    connus = [e for e in actifs if e.avancement is not None]
    return Chiffres(
        total=len(tous),
        actives=len(actifs),
        connues=len(connus),
        realisees=sum(e.statut is Statut.REALISEE for e in actifs),
        remontees=sum(e.reporte for e in actifs),
        avancement=_compute_moyenne(connus, lambda e: e.avancement or 0),
        encadrement=_compute_encadrement(actifs),
        attendu=_compute_moyenne(connus, lambda e: e.attendu),
        dans_les_delais=_count_dans_les_delais(actifs, echeance_campagne),
        statuts=_count((e.statut for e in tous), (*Statut, None)),
        meteos=_count((e.meteo for e in actifs), (*Meteo, None)),
        fraicheurs=_count((e.fraicheur for e in actifs), tuple(Fraicheur)),
        en_retard=sum(e.en_retard for e in actifs),
        alertes=sum(e.alerte for e in actifs),
        decisions=sum(e.attend_decision for e in actifs),
        decisions_a_confirmer=sum(e.decision_a_confirmer and not e.close for e in actifs),
        blocages=sum(is_bloquee(e) for e in actifs),
    )


def is_bloquee(etat: EtatAction) -> bool:
    """Return whether an open action says something blocks it: a point de blocage, or the statut Bloquée."""
    return not etat.close and (etat.point_blocage is not None or etat.statut is Statut.BLOQUEE)


def _compute_moyenne(etats: Sequence[EtatAction], valeur: Callable[[EtatAction], float]) -> float | None:
    """Return the weighted mean, None over nothing; exactly rounded sums make it independent of the order."""
    if not etats:
        return None
    valeurs = [valeur(e) for e in etats]
    poids = [e.action.poids for e in etats]
    moyenne = fsum(p * v for p, v in zip(poids, valeurs, strict=True)) / fsum(poids)
    return float(min(max(moyenne, min(valeurs)), max(valeurs)))


def _compute_encadrement(actifs: Sequence[EtatAction]) -> tuple[float, float] | None:
    bas = _compute_moyenne(actifs, lambda e: e.avancement or 0)
    haut = _compute_moyenne(actifs, lambda e: 100 if e.avancement is None else e.avancement)
    return None if bas is None or haut is None else (bas, haut)


def _count_dans_les_delais(actifs: Sequence[EtatAction], echeance: date | None) -> int | None:
    if echeance is None:
        return None
    return sum(e.declare_le is not None and find_jour(e.declare_le) <= echeance for e in actifs)


def _count(valeurs: Iterable[T], cles: tuple[T, ...]) -> dict[T, int]:
    """Return how many times each key comes, zeros included, in the order of the vocabulary."""
    nombres = Counter(valeurs)
    return {cle: nombres[cle] for cle in cles}
