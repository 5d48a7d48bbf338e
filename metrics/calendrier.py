"""What has a date: jalons, échéances of actions, meetings of the charter, terms; late, due soon, postponed."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from enum import StrEnum

from metrics.bilan import Bilan
from metrics.etat import EtatAction
from metrics.instances import EtatSeance, Seance, compute_terme, list_seances
from metrics.jalons import EtatJalon
from models.charte import Charte
from models.plan import Plan
from models.trimestre import Trimestre
from models.vocabulaire import Statut

DELAI = timedelta(days=90)
"""How far ahead of the day of reading a date is « dans les 90 jours »."""


class Nature(StrEnum):
    """What a date is of."""

    ECHEANCE = "Échéance d’action"
    JALON = "Jalon"
    REUNION = "Réunion de la charte"
    TERME = "Terme"


class Situation(StrEnum):
    """Where a date stands; each has one. « Passée, à confirmer »: after the quarter, so that no report tells yet."""

    RETARD = "En retard"
    A_CONFIRMER = "Passée, à confirmer"
    PROCHE = "Dans les 90 jours"
    LOIN = "Plus tard"
    FAITE = "Atteinte"
    NON_TENUE = "Non tenue"
    NON_RENSEIGNEE = "Non renseignée"
    HORS_CALCUL = "Hors calcul"


TERME_CHARTE, TERME_PLAN = "charte", "fin"
"""References of the terms of the charter and of the plan."""
OUVERTES = (Situation.RETARD, Situation.A_CONFIRMER, Situation.PROCHE, Situation.LOIN)
"""What is still awaited; the others are behind."""
_SEANCES = {
    EtatSeance.TENUE: Situation.FAITE,
    EtatSeance.NON_TENUE: Situation.NON_TENUE,
    EtatSeance.NON_RENSEIGNEE: Situation.NON_RENSEIGNEE,
}


@dataclass(frozen=True, slots=True)
class Evenement:
    """A thing that has a date. `reference` is its own among all of them.

    `jour` is the latest date stated, `jour_initial` the first one, None when the date never moved; `reports` counts the
    statements that moved it later. `fait_le` is when it was reached or held, None when nothing says so. `etat` is its
    action, None for meetings and terms; `jalon` and `seance` are set for those, `charte` for its term, `plan` for its
    end and for an échéance that is borrowed from it. `libelle` is the title stored for it, empty where none is:
    `phrases` names an event to readers.
    """

    nature: Nature
    reference: str
    libelle: str
    jour: date
    situation: Situation
    jour_initial: date | None = None
    reports: int = 0
    fait_le: date | None = None
    etat: EtatAction | None = None
    jalon: EtatJalon | None = None
    seance: Seance | None = None
    charte: Charte | None = None
    plan: Plan | None = field(default=None, compare=False, repr=False)

    @property
    def reporte(self) -> bool:
        """Return whether the date was moved later at least once."""
        return self.reports > 0

    @property
    def ouvert(self) -> bool:
        """Return whether it is still awaited."""
        return self.situation in OUVERTES

    @property
    def dite(self) -> Trimestre | None:
        """Return the quarter that first said its action réalisée; None of anything else, or while it is not."""
        faite = self.nature is Nature.ECHEANCE and self.situation is Situation.FAITE
        return self.etat.statut_debut if faite and self.etat is not None else None

    @property
    def place(self) -> date:
        """Return where it stands on an axis of time: the day it was reached or held, else its date.

        A réalisée is marked where the quarter that said so ends, or today while that one runs: at its échéance it would
        be done in the future. A period in which nobody said that a body met is marked in its middle.
        """
        if self.dite is not None and self.etat is not None:
            return min(self.dite.dernier_jour, self.etat.jour)
        if self.situation is Situation.NON_RENSEIGNEE and self.seance is not None and self.seance.reunion is None:
            return self.seance.debut + (self.seance.fin - self.seance.debut) / 2
        return self.fait_le or self.jour


@dataclass(frozen=True, slots=True)
class Calendrier:
    """Every date of the plan seen from a quarter.

    `lecture` is the day of reading, `limite` the last day « dans les 90 jours »; `evenements` late first, then those
    awaited by date, then those behind, the latest first. `sans_echeance`: active actions that take the plan's,
    `sans_date`: jalons that never had a date.
    """

    bilan: Bilan
    lecture: date
    limite: date
    evenements: tuple[Evenement, ...]
    sans_echeance: tuple[EtatAction, ...]
    sans_date: tuple[EtatJalon, ...]

    @property
    def dates_propres(self) -> bool:
        """Return whether any action has a date or a jalon of its own."""
        return any(e.etat is not None for e in self.evenements)


def compute_calendrier(bilan: Bilan, lecture: date, aujourd_hui: date) -> Calendrier:
    """Return the dates of a plan; meetings, which have no quarter, are those known today.

    « En retard » is what `EtatAction.en_retard` and `EtatJalon.en_retard` say: passed at the last day of the quarter,
    by today while it runs.
    « Dans les 90 jours » counts from `lecture`. An action without an échéance of its own has no date here until it is
    late at the plan's.
    """
    cadre = _Cadre(bilan, lecture, lecture + DELAI)
    evenements = [*_iter_actions(cadre), *_iter_reunions(cadre, aujourd_hui), *_iter_termes(cadre)]
    etats = bilan.etats.values()
    return Calendrier(
        bilan=bilan,
        lecture=lecture,
        limite=cadre.limite,
        evenements=sort_evenements(evenements),
        sans_echeance=tuple(e for e in etats if e.active and e.action.echeance is None),
        sans_date=tuple(j for e in etats if e.active for j in e.jalons if j.echeance is None and j.atteint_le is None),
    )


def sort_evenements(evenements: Sequence[Evenement]) -> tuple[Evenement, ...]:
    """Return what is late, then what is awaited, by date, then what is behind, the latest first."""

    def cle(e: Evenement) -> tuple[int, int, str]:
        rang = 0 if e.situation is Situation.RETARD else 1 if e.ouvert else 2
        return rang, e.jour.toordinal() if e.ouvert else -e.place.toordinal(), e.reference

    return tuple(sorted(evenements, key=cle))


@dataclass(frozen=True, slots=True)
class _Cadre:
    """The days that situations are judged by."""

    bilan: Bilan
    lecture: date
    limite: date

    def judge(self, jour: date) -> Situation:
        """Return where a date that is awaited, and that no rule calls late, stands."""
        if jour <= self.lecture:
            return Situation.A_CONFIRMER
        return Situation.PROCHE if jour <= self.limite else Situation.LOIN


def _iter_actions(cadre: _Cadre) -> Iterator[Evenement]:
    for etat in cadre.bilan.etats.values():
        if etat.action.echeance is not None or etat.en_retard:
            juge = _judge_action(cadre, etat)
            emprunt = None if etat.action.echeance else cadre.bilan.plan
            yield Evenement(Nature.ECHEANCE, etat.code, "", etat.echeance, juge, etat=etat, plan=emprunt)
        for jalon in etat.jalons:
            jour = jalon.echeance or jalon.atteint_le
            if jour is not None:
                yield _build_jalon(cadre, etat, jalon, jour)


def _judge_action(cadre: _Cadre, etat: EtatAction) -> Situation:
    if etat.en_retard:
        return Situation.RETARD
    if not etat.active:
        return Situation.HORS_CALCUL
    return Situation.FAITE if etat.statut is Statut.REALISEE else cadre.judge(etat.echeance)


def _build_jalon(cadre: _Cadre, etat: EtatAction, jalon: EtatJalon, jour: date) -> Evenement:
    if jalon.atteint_le is not None:
        situation = Situation.FAITE
    elif jalon.en_retard:
        situation = Situation.RETARD
    else:
        situation = cadre.judge(jour) if etat.active else Situation.HORS_CALCUL
    return Evenement(
        Nature.JALON,
        jalon.reference,
        jalon.libelle,
        jour,
        situation,
        jour_initial=jalon.echeance_initiale if jalon.echeance_initiale != jalon.echeance else None,
        reports=jalon.reports,
        fait_le=jalon.atteint_le,
        etat=etat,
        jalon=jalon,
    )


def _iter_reunions(cadre: _Cadre, aujourd_hui: date) -> Iterator[Evenement]:
    charte = cadre.bilan.plan.charte
    for seance in list_seances(charte, aujourd_hui) if charte else ():
        reunion, jour = seance.reunion, seance.reunion.jour if seance.reunion else seance.fin
        situation = _SEANCES.get(seance.etat)
        yield Evenement(
            Nature.REUNION,
            reunion.reference if reunion else f"{seance.instance.code}/{seance.debut}",
            seance.instance.libelle,
            jour,
            situation or (Situation.PROCHE if jour <= cadre.limite else Situation.LOIN),
            fait_le=jour if seance.etat is EtatSeance.TENUE else None,
            seance=seance,
        )


def _iter_termes(cadre: _Cadre) -> Iterator[Evenement]:
    """Yield the end of the plan and the term of the charter, about which the charter leaves a doubt."""
    plan = cadre.bilan.plan
    yield Evenement(Nature.TERME, TERME_PLAN, "", plan.fin, cadre.judge(plan.fin), plan=plan)
    terme = compute_terme(plan.charte) if plan.charte else None
    if plan.charte is not None and terme is not None:
        yield Evenement(Nature.TERME, TERME_CHARTE, "", terme, cadre.judge(terme), charte=plan.charte)
