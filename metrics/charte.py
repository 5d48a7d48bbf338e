"""What the two sides of the charter say of its commitments in a year: side by side, never averaged, never a score."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from metrics.instances import compute_terme, list_annees
from models.charte import Charte, EngagementCharte, Evaluation
from models.vocabulaire import Appreciation, Cote

NIVEAUX: tuple[Appreciation | None, ...] = (*reversed(Appreciation), None)
"""From « Tenu » down to « Pas d’élément disponible », which is off the scale, then nothing given."""
TENUS = frozenset({Appreciation.SUBSTANTIEL, Appreciation.TENU})
"""The judgements by which a side says that a commitment is kept."""


@dataclass(frozen=True, slots=True)
class Jugement:
    """A commitment in a year and what each side says of it; None where a side said nothing."""

    engagement: EngagementCharte
    departement: Evaluation | None = None
    partenaire: Evaluation | None = None

    def find_evaluation(self, cote: Cote) -> Evaluation | None:
        """Return what a side says."""
        return self.departement if cote is Cote.DEPARTEMENT else self.partenaire

    def find_appreciation(self, cote: Cote) -> Appreciation | None:
        """Return the judgement of a side, None when it gave none."""
        evaluation = self.find_evaluation(cote)
        return None if evaluation is None else evaluation.appreciation

    def find_rang(self, cote: Cote) -> int | None:
        """Return the place of a side's judgement on the scale; None off the scale, or when it gave none."""
        appreciation = self.find_appreciation(cote)
        return None if appreciation is None else appreciation.rang

    @property
    def commente(self) -> bool:
        """Return whether a side gave evidence or a comment."""
        dites = (self.departement, self.partenaire)
        return any(e is not None and bool(e.elements or e.commentaire) for e in dites)

    @property
    def distance(self) -> int | None:
        """Return the steps between both judgements; None unless both are on the scale: neither agreement nor gap."""
        a, b = (self.find_rang(cote) for cote in Cote)
        return None if a is None or b is None else abs(a - b)

    @property
    def tenu_par(self) -> int:
        """Return how many sides judge it « Substantiel » or « Tenu »; a side that says nothing is not one of them."""
        return sum(self.find_appreciation(cote) in TENUS for cote in Cote)

    @property
    def plus_severe(self) -> Cote | None:
        """Return the side that judges lower, None without a divergence."""
        if not self.distance:
            return None
        return min(Cote, key=lambda cote: self.find_rang(cote) or 0)


@dataclass(frozen=True, slots=True)
class BilanCote:
    """What a side answered for a year over the `engagements` commitments of both sides.

    `repartition` counts every answer of `NIVEAUX`; `etayees` are the judgements on the scale that cite evidence.
    """

    cote: Cote
    engagements: int
    repartition: Mapping[Appreciation | None, int]
    etayees: int

    @property
    def renseignees(self) -> int:
        """Return the answers given, « Pas d’élément disponible » included: the coverage."""
        return self.engagements - self.repartition[None]

    @property
    def jugees(self) -> int:
        """Return the answers on the scale."""
        return self.renseignees - self.repartition[Appreciation.SANS_ELEMENT]


@dataclass(frozen=True, slots=True)
class BilanCharte:
    """The charter judged for a year: every commitment in order, and each side's own counts."""

    annee: int
    jugements: tuple[Jugement, ...]
    cotes: Mapping[Cote, BilanCote]

    @property
    def renseigne(self) -> bool:
        """Return whether a side gave a judgement for the year."""
        return any(c.renseignees for c in self.cotes.values())

    @property
    def communs(self) -> tuple[Jugement, ...]:
        """Return the commitments that both sides judge on the scale."""
        return tuple(j for j in self.jugements if j.distance is not None)

    @property
    def ecarts(self) -> tuple[Jugement, ...]:
        """Return those of them that they judge differently."""
        return tuple(j for j in self.jugements if j.distance)

    def count_tenus(self, parties: int) -> int:
        """Return the commitments that this many sides, no more and no fewer, judge « Substantiel » or « Tenu »."""
        return sum(j.tenu_par == parties for j in self.jugements)


def compute_bilan_charte(charte: Charte, annee: int) -> BilanCharte:
    """Return what both sides say of every commitment for a year; nothing said stays None, never the lowest step."""
    jugements = tuple(
        Jugement(
            e,
            departement=e.find_evaluation(Cote.DEPARTEMENT, annee),
            partenaire=e.find_evaluation(Cote.PARTENAIRE, annee),
        )
        for e in charte.engagements
    )
    return BilanCharte(annee, jugements, {cote: _compute_cote(cote, jugements) for cote in Cote})


def _compute_cote(cote: Cote, jugements: tuple[Jugement, ...]) -> BilanCote:
    dits = [j.find_appreciation(cote) for j in jugements]
    etayees = sum(j.find_rang(cote) is not None and _has_elements(j.find_evaluation(cote)) for j in jugements)
    return BilanCote(cote, len(jugements), {niveau: dits.count(niveau) for niveau in NIVEAUX}, etayees)


def _has_elements(evaluation: Evaluation | None) -> bool:
    return evaluation is not None and bool((evaluation.elements or "").strip())


def list_annees_jugees(charte: Charte) -> list[int]:
    """Return the years for which a side gave a judgement, in order."""
    return sorted({v.annee for e in charte.engagements for v in e.evaluations if v.appreciation is not None})


def list_choix_annees(charte: Charte, aujourd_hui: date) -> list[int]:
    """Return the years that may be read, in order: those of the charter and those judged; the present one at least."""
    return sorted({*list_annees(charte, aujourd_hui), *list_annees_jugees(charte)}) or [aujourd_hui.year]


def choose_annee(charte: Charte, aujourd_hui: date) -> int:
    """Return the year shown unless one is chosen: the last that was judged, else the last of the charter."""
    return (list_annees_jugees(charte) or list_choix_annees(charte, aujourd_hui))[-1]


@dataclass(frozen=True, slots=True)
class Terme:
    """The end of the charter seen from a day: `jours` are left, negative once it is past.

    `approche`: it is counted from the signature, the notification being unknown, and the charter was not renewed.
    """

    jour: date
    jours: int
    approche: bool
    renouvelee: bool

    @property
    def passe(self) -> bool:
        """Return whether it is over."""
        return self.jours < 0


def compute_echeance(charte: Charte, jour: date) -> Terme | None:
    """Return the end of the charter seen from a day, None when neither its dates nor its length are known."""
    terme = compute_terme(charte)
    if terme is None:
        return None
    renouvelee = charte.renouvelee_jusqu_au is not None
    return Terme(terme, (terme - jour).days, charte.notifiee_le is None and not renouvelee, renouvelee)
