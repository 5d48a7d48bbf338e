"""The meetings that the charter plans against those that were held: one séance a period for each body that has one."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from models.charte import Charte, Instance, Reunion
from models.trimestre import Trimestre
from models.vocabulaire import Periodicite

SANS_ECHEANCE = frozenset({Periodicite.AU_BESOIN, Periodicite.AMBIGUE})
"""Periodicities from which no due date may be computed."""


class EtatSeance(StrEnum):
    """What became of a séance; « non renseignée »: its period is over and nobody said anything."""

    TENUE = "Tenue"
    NON_TENUE = "Non tenue"
    NON_RENSEIGNEE = "Non renseignée"
    A_VENIR = "À venir"


@dataclass(frozen=True, slots=True)
class Seance:
    """A period in which a body was to meet, or a meeting of a body that has no period of its own.

    `debut` and `fin` bound the period (both the day itself without a period); `reunion` is the meeting that counts for
    it, None when nothing was reported; `due` tells whether the charter plans it.
    """

    instance: Instance
    debut: date
    fin: date
    etat: EtatSeance
    reunion: Reunion | None = None
    due: bool = True

    @property
    def libelle(self) -> str:
        """Return the period as readers see it: « T3 2026 », « 2026 », or the day."""
        if not self.due:
            return f"{self.debut:%d/%m/%Y}"
        if self.instance.periodicite is Periodicite.TRIMESTRIELLE:
            return Trimestre.from_date(self.debut).libelle
        return str(self.debut.year)


def compute_terme(charte: Charte) -> date | None:
    """Return the last day of the charter: its renewal's when there is one, else `duree_annees` after it took effect.

    It takes effect when notified and signed (art. 4): without a date of notification the term is about that of the
    signature. None when neither the date nor the length is known.
    """
    depart = charte.notifiee_le or charte.signee_le
    if charte.renouvelee_jusqu_au or depart is None or charte.duree_annees is None:
        return charte.renouvelee_jusqu_au
    return _add_annees(depart, charte.duree_annees)


def _add_annees(jour: date, annees: int) -> date:
    try:
        return jour.replace(year=jour.year + annees)
    except ValueError:  # 29 February
        return jour.replace(year=jour.year + annees, day=28)


def list_annees(charte: Charte, aujourd_hui: date) -> list[int]:
    """Return the years that the charter is judged for: from the first whole one to the present one or the term's."""
    if charte.signee_le is None:
        return []
    terme = compute_terme(charte) or aujourd_hui
    return list(range(charte.signee_le.year + 1, max(min(terme, aujourd_hui).year, charte.signee_le.year) + 1))


def list_annees_possibles(charte: Charte, aujourd_hui: date) -> list[int]:
    """Return the years that may be judged, latest first: the charter's, and the present one."""
    return sorted({*list_annees(charte, aujourd_hui), aujourd_hui.year}, reverse=True)


def list_seances(charte: Charte, aujourd_hui: date) -> list[Seance]:
    """Return every séance of the charter, body after body, in the order of time.

    Periods are whole civil quarters or years from the one after the signature to the one of the term: nothing is due
    after it unless it is renewed. A body cut into named ones plans nothing itself. Meetings outside any period,
    a second one within a period, and those of bodies without a period, stand as they are, not due.
    """
    return [s for i in charte.instances for s in _list_siennes(charte, i, aujourd_hui)]


def _list_siennes(charte: Charte, instance: Instance, aujourd_hui: date) -> list[Seance]:
    prevues, comptees = [], set()
    for debut, fin in _iter_periodes(charte, instance, aujourd_hui):
        seance = _build_seance(
            instance, debut, fin, [r for r in instance.reunions if debut <= r.jour <= fin], aujourd_hui
        )
        comptees |= {seance.reunion.reference} if seance.reunion else set()
        prevues.append(seance)
    autres = [
        Seance(instance, r.jour, r.jour, _find_etat(r, r.jour, aujourd_hui), r, due=False)
        for r in instance.reunions
        if r.reference not in comptees
    ]
    return sorted([*prevues, *autres], key=lambda s: s.debut)


def _iter_periodes(charte: Charte, instance: Instance, aujourd_hui: date) -> Iterator[tuple[date, date]]:
    filles = any(i.parent == instance.code for i in charte.instances)
    if charte.signee_le is None or filles or instance.periodicite in SANS_ECHEANCE:
        return
    terme = compute_terme(charte) or aujourd_hui
    if instance.periodicite is Periodicite.ANNUELLE:
        for annee in range(charte.signee_le.year + 1, terme.year + 1):
            yield date(annee, 1, 1), date(annee, 12, 31)
        return
    trimestre = Trimestre.from_date(charte.signee_le).decale(1)
    while trimestre.premier_jour <= terme:
        yield trimestre.premier_jour, trimestre.dernier_jour
        trimestre = trimestre.decale(1)


def _build_seance(instance: Instance, debut: date, fin: date, reunions: list[Reunion], aujourd_hui: date) -> Seance:
    """Return the séance of a period; of several meetings, one that was held counts, else the last reported."""
    retenue = max(reunions, key=lambda r: (r.tenue is True, r.tenue is not None, r.jour), default=None)
    return Seance(instance, debut, fin, _find_etat(retenue, fin, aujourd_hui), retenue)


def _find_etat(reunion: Reunion | None, fin: date, aujourd_hui: date) -> EtatSeance:
    if reunion is not None and reunion.tenue:
        return EtatSeance.TENUE
    if fin >= aujourd_hui:
        return EtatSeance.A_VENIR
    if reunion is not None and reunion.tenue is False:
        return EtatSeance.NON_TENUE
    return EtatSeance.NON_RENSEIGNEE


def find_prochaine(seances: Iterable[Seance]) -> Seance | None:
    """Return the first séance still to come of some, None when nothing is due nor announced."""
    return min((s for s in seances if s.etat is EtatSeance.A_VENIR), key=lambda s: s.fin, default=None)


def list_annoncees(seances: Iterable[Seance], aujourd_hui: date) -> list[tuple[date, Seance]]:
    """Return the séances to come whose day is announced, with that day, the nearest first; none whose day is past."""
    jours = [(s.reunion.jour, s) for s in seances if s.reunion is not None and s.reunion.tenue is None]
    return sorted(((jour, s) for jour, s in jours if jour >= aujourd_hui), key=lambda couple: couple[0])


def list_evaluations(charte: Charte) -> list[Instance]:
    """Return the bodies whose office is to evaluate the charter, as the tree says."""
    return [i for i in charte.instances if i.evalue_la_charte]


@dataclass(frozen=True, slots=True)
class BilanReunions:
    """Séances due whose period is over or was held: `prevues` of them, `tenues`, `non_tenues`, `non_renseignees`."""

    prevues: int
    tenues: int
    non_tenues: int
    non_renseignees: int
    a_venir: int


def compute_reunions(seances: Iterable[Seance]) -> BilanReunions:
    """Return meetings held against planned over some séances; those still to come are counted apart."""
    dues = [s for s in seances if s.due]
    comptes = {etat: sum(s.etat is etat for s in dues) for etat in EtatSeance}
    return BilanReunions(
        prevues=len(dues) - comptes[EtatSeance.A_VENIR],
        tenues=comptes[EtatSeance.TENUE],
        non_tenues=comptes[EtatSeance.NON_TENUE],
        non_renseignees=comptes[EtatSeance.NON_RENSEIGNEE],
        a_venir=comptes[EtatSeance.A_VENIR],
    )
