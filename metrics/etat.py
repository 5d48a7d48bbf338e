"""An action seen from a quarter: what was stated, what carries, how fresh it is, how far from the expected."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, datetime

from metrics.courant import Courant, TexteCourant
from metrics.jalons import ChiffresJalons, EtatJalon, compute_chiffres_jalons, list_jalons
from models.plan import Action, Plan
from models.presentation import Decision
from models.texte import fold
from models.trimestre import Trimestre
from models.vocabulaire import STATUTS_CLOS, STATUTS_EXCLUS, Fraicheur, Meteo, Statut

SEUIL_ALERTE = 10
"""Points behind the expected from which an action that has dates of its own is in alert."""


@dataclass(frozen=True, slots=True)
class EtatAction:
    """An action seen from a quarter; a field is None when nothing was ever said.

    `avancement` (0-100), `statut` and `meteo` carry field by field, each with the quarter it was last stated in;
    `point_blocage` and `decision_attendue` carry until ended; `fait_marquant` and `prochaine_etape` are of this quarter
    only. The `_depuis` are when the current run was first declared (UTC), `statut_debut` in which quarter that of the
    statut began. `dernier_suivi` is the last quarter with a report, `declare_le` when this very quarter was first
    reported. `debloquee` is the quarter that took the action out of the statut Bloquée, None while it is in it, or
    never was. `prise` is what was decided of the décision, by this quarter, None while it waits: it answers the very
    words asked for, in this run. `debut` and `echeance` are the plan's where the action has none; `dates_propres` when
    both are its own. `attendu` is the elapsed share (0-100) at the end of the quarter. `jour` is the day that dates are
    judged at: the end of the quarter, today while it runs.
    """

    action: Action
    trimestre: Trimestre
    debut: date
    echeance: date
    dates_propres: bool
    attendu: float
    jour: date
    avancement: int | None = None
    trimestre_avancement: Trimestre | None = None
    statut: Statut | None = None
    trimestre_statut: Trimestre | None = None
    statut_depuis: datetime | None = None
    statut_debut: Trimestre | None = None
    meteo: Meteo | None = None
    trimestre_meteo: Trimestre | None = None
    fait_marquant: str | None = None
    prochaine_etape: str | None = None
    point_blocage: str | None = None
    trimestre_blocage: Trimestre | None = None
    blocage_depuis: datetime | None = None
    decision_attendue: str | None = None
    trimestre_decision: Trimestre | None = None
    decision_depuis: datetime | None = None
    destinataire: str | None = None
    pour_le: date | None = None
    dernier_suivi: Trimestre | None = None
    declare_le: datetime | None = None
    debloquee: Trimestre | None = None
    prise: Decision | None = None

    @property
    def code(self) -> str:
        """Return the code of the action."""
        return self.action.code

    @property
    def active(self) -> bool:
        """Return whether the action counts in the figures: neither abandonnée nor sans objet."""
        return self.statut not in STATUTS_EXCLUS

    @property
    def close(self) -> bool:
        """Return whether nothing more is expected of the action: réalisée, abandonnée or sans objet."""
        return self.statut in STATUTS_CLOS

    @property
    def attend_decision(self) -> bool:
        """Return whether somebody is asked to decide and has not, the action being open."""
        return self.decision_attendue is not None and self.prise is None and not self.close

    @property
    def decision_a_confirmer(self) -> bool:
        """Return whether a décision is older than the end of the blocage: nobody said since that it still is wanted."""
        dite, fin = self.trimestre_decision, self.debloquee
        attendue = self.decision_attendue is not None and self.prise is None
        return attendue and dite is not None and fin is not None and dite < fin

    @property
    def reporte(self) -> bool:
        """Return whether the action was reported in this very quarter; « Sans changement » counts as a report."""
        return self.dernier_suivi == self.trimestre

    @property
    def attendu_compte(self) -> float | None:
        """Return what is expected of the action (0-100), None when it is out of the figures."""
        return self.attendu if self.active else None

    @property
    def trimestre_repris(self) -> Trimestre | None:
        """Return the quarter an avancement was last stated in when nothing was reported since; None when it is fresh.

        Nothing is awaited of an action out of the figures: its value is not a carried one.
        """
        return None if self.reporte or not self.active else self.trimestre_avancement

    @property
    def fraicheur(self) -> Fraicheur:
        """Return how old the last report is, seen from the quarter."""
        return compute_fraicheur(self.dernier_suivi, self.trimestre)

    @property
    def ecart(self) -> float | None:
        """Return avancement − attendu in points, None when avancement is unknown."""
        return None if self.avancement is None else self.avancement - self.attendu

    @property
    def en_retard(self) -> bool:
        """Return whether the échéance of an action that is not closed has come by the day it is judged."""
        return self.echeance <= self.jour and not self.close

    @property
    def alerte(self) -> bool:
        """Return whether an open action that has dates of its own is 10 points or more behind the expected."""
        ecart = self.ecart
        return self.dates_propres and not self.close and ecart is not None and ecart <= -SEUIL_ALERTE

    @property
    def jalons(self) -> tuple[EtatJalon, ...]:
        """Return the jalons seen from the quarter, computed when asked."""
        return list_jalons(self.action, self.trimestre, self.jour, exclue=not self.active)

    @property
    def chiffres_jalons(self) -> ChiffresJalons:
        """Return how many jalons are planned, reached, due, late, and how often they were postponed."""
        return compute_chiffres_jalons(self.jalons)


def compute_fraicheur(dernier: Trimestre | None, trimestre: Trimestre) -> Fraicheur:
    """Return how fresh a value last stated in `dernier` is, seen from `trimestre`; None means never stated."""
    if dernier is None:
        return Fraicheur.NON_RENSEIGNEE
    distance = trimestre.rang - dernier.rang
    if distance <= 0:
        return Fraicheur.ACTUALISEE
    return Fraicheur.NON_ACTUALISEE if distance == 1 else Fraicheur.ANCIENNE


def compute_attendu(debut: date, echeance: date, trimestre: Trimestre) -> float:
    """Return the share (0-100) of [debut, echeance] elapsed at the last day of the quarter, in days.

    A period without length, or in the wrong order, is 0 before its échéance and 100 from it on.
    """
    jour, duree = trimestre.dernier_jour, (echeance - debut).days
    if duree <= 0:
        return 100.0 if jour >= echeance else 0.0
    return min(max(100 * (jour - debut).days / duree, 0.0), 100.0)


def find_jour_de_retard(trimestre: Trimestre, aujourd_hui: date | None) -> date:
    """Return the day that the dates of a quarter are judged at: its last one, today while it runs (None: it is over).

    A date that has not come yet is not late, whatever the quarter it is looked at from.
    """
    return trimestre.dernier_jour if aujourd_hui is None else min(trimestre.dernier_jour, aujourd_hui)


def compute_etats(
    action: Action, plan: Plan, trimestres: Iterable[Trimestre], aujourd_hui: date | None = None
) -> Iterator[EtatAction]:
    """Yield an action seen from each of some quarters, in time order; every statement is read once."""
    courant, rang = Courant(), 0
    for trimestre in sorted(trimestres):
        while rang < len(action.suivis) and action.suivis[rang].trimestre <= trimestre:
            courant.read(action.suivis[rang])
            rang += 1
        yield _build_etat(action, plan, trimestre, courant, find_jour_de_retard(trimestre, aujourd_hui))


def compute_etat(action: Action, plan: Plan, trimestre: Trimestre, aujourd_hui: date | None = None) -> EtatAction:
    """Return an action seen from a quarter; statements of later quarters do not exist yet."""
    return next(compute_etats(action, plan, (trimestre,), aujourd_hui))


def _build_etat(action: Action, plan: Plan, trimestre: Trimestre, courant: Courant, jour: date) -> EtatAction:
    debut, echeance, dernier = action.debut or plan.debut, action.echeance or plan.fin, courant.dernier
    present = dernier if dernier is not None and dernier.trimestre == trimestre else None
    return EtatAction(
        action=action,
        trimestre=trimestre,
        debut=debut,
        echeance=echeance,
        dates_propres=action.debut is not None and action.echeance is not None,
        attendu=compute_attendu(debut, echeance, trimestre),
        jour=jour,
        avancement=courant.avancement.valeur,
        trimestre_avancement=courant.avancement.trimestre,
        statut=courant.statut.valeur,
        trimestre_statut=courant.statut.trimestre,
        statut_depuis=courant.statut.depuis,
        statut_debut=courant.statut.debut,
        meteo=courant.meteo.valeur,
        trimestre_meteo=courant.meteo.trimestre,
        fait_marquant=(present.fait_marquant or None) if present else None,
        prochaine_etape=(present.prochaine_etape or None) if present else None,
        point_blocage=courant.blocage.valeur,
        trimestre_blocage=courant.blocage.trimestre,
        blocage_depuis=courant.blocage.depuis,
        decision_attendue=courant.decision.valeur,
        trimestre_decision=courant.decision.trimestre,
        decision_depuis=courant.decision.depuis,
        destinataire=courant.destinataire,
        pour_le=courant.pour_le,
        dernier_suivi=dernier.trimestre if dernier else None,
        declare_le=present.declare_le if present else None,
        debloquee=courant.debloquee,
        prise=_find_prise(action, trimestre, courant.decision),
    )


def _find_prise(action: Action, trimestre: Trimestre, demande: TexteCourant) -> Decision | None:
    """Return the last décision that answers what is asked for, seen from a quarter; None while none does.

    The same words asked for again, once they were ended, are another demand; so are other words.
    """
    if demande.valeur is None or demande.debut is None:
        return None
    voulue, debut = fold(demande.valeur), demande.debut
    prises = (d for d in action.decisions if d.comptee_au <= trimestre and debut <= d.demandee_au)
    return max((d for d in prises if fold(d.demande) == voulue), key=lambda d: d.prise_le, default=None)
