"""Opening a campaign: its deadline, whether services sign; the same act corrects them while it runs."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from sqlmodel import Session

from loaders.ecriture.application import Accord
from loaders.ecriture.journal import Acte
from loaders.ecriture.saisie import diff_ligne, write_saisie
from metrics.bilan import is_du_plan
from models.changement import Changement
from models.chargement import load_plan
from models.plan import Plan
from models.refus import DemandeInvalide
from models.temps import find_jour
from models.trimestre import Trimestre
from phrases.format import format_date
from phrases.trimestre import write_hors_plan


@dataclass(frozen=True, slots=True)
class Ouverture:
    """What a campaign is opened with: the deadline (its last day is in it), whether the heads of services sign."""

    trimestre: Trimestre
    echeance: date
    visa: bool = False


def open_campagne(voulue: Ouverture, acte: Acte, accord: Accord) -> int | None:
    """Open a campaign, or change what it was opened with, and return the entry; None when it is so already.

    A deadline is a help, not a lock: what comes after is taken, and said to be late. Raises DemandeInvalide when the
    quarter is not one of the plan, is to come or was closed, or when the deadline is before its end.
    """

    def build(session: Session) -> list[Changement]:
        plan, jour = load_plan(session), find_jour(acte.maintenant)
        _check(plan, voulue, jour)
        presente = plan.find_campagne(voulue.trimestre)
        depuis = presente.ouverte_le if presente and presente.ouverte_le else jour
        champs = {"echeance": voulue.echeance, "ouverte_le": depuis, "visa": voulue.visa or None}
        return diff_ligne(session, "campagne", str(voulue.trimestre), champs)

    return write_saisie(acte, accord, build, trimestre=voulue.trimestre)


def _check(plan: Plan, voulue: Ouverture, jour: date) -> None:
    trimestre = voulue.trimestre
    if not is_du_plan(plan, trimestre):
        raise DemandeInvalide(write_hors_plan(plan, trimestre))
    if trimestre > Trimestre.from_date(jour):
        raise DemandeInvalide(f"Le {trimestre.libelle} n’a pas commencé : ouvrez sa campagne ensuite.")
    campagne = plan.find_campagne(trimestre)
    if campagne is not None and campagne.close_le is not None:
        raise DemandeInvalide(
            f"Le {trimestre.libelle} est clos depuis le {format_date(campagne.close_le)} : rouvrez-le d’abord."
        )
    if voulue.echeance < trimestre.premier_jour:
        raise DemandeInvalide(
            f"Le {format_date(voulue.echeance)} est avant le {trimestre.libelle} : corrigez la date limite."
        )
