"""Writing down a décision that was taken of what an action waited for."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Final

from sqlmodel import Session

from loaders.cellules.valeurs import Contexte, ValeurIllisible, read_cellule
from loaders.ecriture.application import Accord
from loaders.ecriture.journal import Acte
from loaders.ecriture.saisie import diff_ligne, find_numero_libre, read_texte, write_saisie
from loaders.lecture.brut import CelluleBrute
from metrics.etat import EtatAction, compute_etat
from models.changement import Changement
from models.chargement import load_plan
from models.colonnes import NOM_MAX, Genre
from models.plan import Plan
from models.refus import ApercuPerime, DemandeInvalide
from models.temps import find_jour
from models.texte import fold
from models.trimestre import Trimestre
from phrases.format import format_date, format_trimestre

DECISION_MAX: Final = 1000
PAR_MAX: Final = 120


@dataclass(frozen=True, slots=True)
class DecisionVoulue:
    """What was decided of the demand that the screen showed: `demande`, of an action, seen from a quarter.

    `preuve` is the title of what shows it and `lien` its address, None where they are left; `presentation` is the kept
    meeting in which it was taken, None for none.
    """

    action: str
    trimestre: Trimestre
    demande: str
    texte: str
    par: str
    prise_le: date
    suites: str = ""
    preuve: str | None = None
    lien: str | None = None
    presentation: str | None = None


def write_decision(voulue: DecisionVoulue, acte: Acte, accord: Accord) -> int | None:
    """Write a décision, or what is corrected of it, and return the entry; None when it is written so already.

    It is of the demand in force in the quarter shown, and counts from that quarter on. Raises DemandeInvalide when it
    makes no sense, ApercuPerime when what is asked for is no longer what was shown, or was decided in between.
    """
    return write_saisie(acte, accord, lambda session: _build(session, voulue, acte))


def _build(session: Session, voulue: DecisionVoulue, acte: Acte) -> list[Changement]:
    plan = load_plan(session)
    etat = _find_etat(plan, voulue)
    if voulue.prise_le > find_jour(acte.maintenant):
        raise DemandeInvalide(f"Le {format_date(voulue.prise_le)} n’est pas encore passé : corrigez le jour.")
    if voulue.prise_le < plan.debut:
        raise DemandeInvalide(f"Le {format_date(voulue.prise_le)} est avant le début du plan : corrigez le jour.")
    if voulue.presentation is not None and voulue.presentation not in {p.reference for p in plan.presentations}:
        raise DemandeInvalide(f"La réunion n° {voulue.presentation} n’est pas gardée, ou ne l’est plus.")
    champs: dict[str, object] = {
        "decision": read_texte(voulue.texte, "Décision prise", DECISION_MAX, requis=True),
        "prise_par": read_texte(voulue.par, "Prise par", PAR_MAX, requis=True),
        "prise_le": voulue.prise_le,
        "suites": read_texte(voulue.suites, "Suites données", DECISION_MAX),
        "presentation": voulue.presentation,
    }
    if etat.prise is not None:
        reference = etat.prise.reference
        return [*diff_ligne(session, "decision", reference, champs), *_diff_preuve(session, reference, voulue)]
    # The words asked for make the row: an undo of this entry takes the whole of it back.
    demande: dict[str, object] = {
        "demande": etat.decision_attendue,
        "demandee_au": str(etat.trimestre_decision),
        "comptee_au": str(voulue.trimestre),
    }
    reference = find_numero_libre(session, "decision", f"{voulue.action}/")
    changements = diff_ligne(session, "decision", reference, demande | champs)
    return [*changements, *_diff_preuve(session, reference, voulue)]


def _diff_preuve(session: Session, reference: str, voulue: DecisionVoulue) -> list[Changement]:
    """Return the changes of what shows a décision, read as the cells of a workbook are."""
    if voulue.preuve is None or voulue.lien is None:
        return []
    adresse = voulue.lien.strip()
    try:
        lu = read_cellule(CelluleBrute("s", adresse), Genre.LIEN, Contexte()) if adresse else None
    except ValeurIllisible as erreur:
        raise DemandeInvalide(f"Adresse de la preuve : {erreur}") from None
    champs = {"titre": read_texte(voulue.preuve, "Preuve", NOM_MAX), "adresse": lu.valeur if lu else None}
    return diff_ligne(session, "preuve", reference, champs)


def _find_etat(plan: Plan, voulue: DecisionVoulue) -> EtatAction:
    """Return the action seen from the quarter shown; raise when it no longer asks for what was shown."""
    action = plan.actions_par_code.get(voulue.action)
    if action is None:
        raise DemandeInvalide(f"« {voulue.action} » n’est pas une action.")
    etat = compute_etat(action, plan, voulue.trimestre)
    if etat.decision_attendue is None:
        raise ApercuPerime(
            f"L’action {action.code} ne demande pas, ou plus, de décision au {format_trimestre(voulue.trimestre)}. "
            "Rien n’a été enregistré."
        )
    if fold(etat.decision_attendue) != fold(voulue.demande):
        raise ApercuPerime(
            f"L’action {action.code} demande maintenant autre chose : « {etat.decision_attendue} ». Rien n’a été "
            "enregistré ; relisez la demande, puis recommencez."
        )
    return etat
