"""What a service is written: its workbook, then reminders that stop once everything came, then its file sent back."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from metrics.campagne.moment import JOURS_DES_MOMENTS, Moment
from metrics.campagne.suivi import Etape, SuiviCampagne, SuiviPilote
from models.plan import Plan
from phrases.campagne.etats import name_jour
from phrases.format import FINE, format_compte, format_date, format_trimestre, join_mots
from phrases.nom import write_nom

MOMENTS: Final = {
    Moment.J_MOINS_21: "envoi du classeur",
    Moment.J_MOINS_14: "premier rappel",
    Moment.J_MOINS_7: "second rappel",
    Moment.J_PLUS_1: "date limite dépassée",
    Moment.ANNOTE: "classeur à corriger",
}


@dataclass(frozen=True, slots=True)
class Lettre:
    """What is written to a service: what for, its address (None where nobody gave one), a subject, a body of lines."""

    pilote: str
    moment: Moment
    destinataire: str | None
    objet: str
    corps: str


def name_moment(moment: Moment) -> str:
    """Return « J−14, premier rappel », « classeur à corriger »."""
    jours = JOURS_DES_MOMENTS.get(moment)
    return MOMENTS[moment] if jours is None else f"{name_jour(jours)}, {MOMENTS[moment]}"


def write_lettre(plan: Plan, campagne: SuiviCampagne, suivi: SuiviPilote, moment: Moment) -> Lettre:
    """Return what a service is written on a day of a campaign; the demonstration says that it is one."""
    trimestre = format_trimestre(campagne.trimestre)
    fictif = f"[Démonstration{FINE}: données fictives] " if plan.demonstration else ""
    sujets = {
        Moment.J_MOINS_21: f"Remontée du {trimestre}{FINE}: votre classeur",
        Moment.J_MOINS_14: f"Remontée du {trimestre}{FINE}: rappel",
        Moment.J_MOINS_7: f"Remontée du {trimestre}{FINE}: plus qu’une semaine",
        Moment.J_PLUS_1: f"Remontée du {trimestre}{FINE}: date limite dépassée",
        Moment.ANNOTE: f"Remontée du {trimestre}{FINE}: votre classeur, à corriger",
    }
    corps = "\n\n".join(
        ["Bonjour,", *_list_paragraphes(plan, campagne, suivi, moment), _write_signature(plan)],
    )
    return Lettre(
        suivi.pilote.code, moment, suivi.pilote.courriel, f"{fictif}{sujets[moment]} ({suivi.pilote.nom})", corps
    )


def _list_paragraphes(plan: Plan, campagne: SuiviCampagne, suivi: SuiviPilote, moment: Moment) -> list[str]:
    nom, trimestre = write_nom(plan), format_trimestre(campagne.trimestre)
    limite = f" avant le {format_date(campagne.echeance)} inclus" if campagne.echeance else ""
    reste = _write_reste(suivi)
    if moment is Moment.J_MOINS_21:
        debut = f"Voici le classeur de {suivi.pilote.nom} pour le suivi {nom.du} au {trimestre}."
        return [debut, _MODE, f"Merci de le renvoyer{limite}, en réponse à ce message. {reste}", _AUCUNE_DONNEE]
    if moment is Moment.ANNOTE:
        return _list_a_corriger(suivi, trimestre, limite)
    if moment is Moment.J_PLUS_1:
        depassee = f"La date limite du {format_date(campagne.echeance)} est passée" if campagne.echeance else ""
        debut = f"{depassee or 'La campagne s’achève'}, et votre remontée du {trimestre} n’est pas complète. {reste}"
        suite = (
            "Une réponse tardive est prise en compte tant que le trimestre n’est pas clos. Sans elle, vos actions "
            "garderont la valeur du trimestre précédent, dite non actualisée."
        )
        return [debut, _MODE, suite]
    jours = campagne.jours_restants
    delai = f" Il reste {format_compte(jours, 'jour')}." if jours is not None and jours > 0 else ""
    debut = f"Votre remontée du {trimestre} est attendue{limite}.{delai} {reste}"
    return [debut, _MODE]


_MODE: Final = (
    f"Le classeur joint est pré-rempli{FINE}: complétez les cellules blanches, dix minutes suffisent. Un "
    f"«{FINE}x{FINE}» dans «{FINE}Sans changement{FINE}» suffit pour une action où rien n’a bougé."
)
_AUCUNE_DONNEE: Final = f"Rappel{FINE}: aucune donnée sur un enfant, une famille ou un·e professionnel·le."


def _list_a_corriger(suivi: SuiviPilote, trimestre: str, limite: str) -> list[str]:
    """Return the message that goes with a file whose faulty cells are marked."""
    erreurs = suivi.vu.erreurs if suivi.vu else 0
    verbe = "ne peut pas être reprise" if erreurs < 2 else "ne peuvent pas être reprises"
    return [
        f"Votre classeur du {trimestre} est bien arrivé{FINE}; {format_compte(erreurs, 'réponse')} {verbe} en l’état.",
        f"Elles sont colorées et commentées dans le fichier joint, dont la feuille «{FINE}À corriger{FINE}» est la "
        "première.",
        f"Merci de corriger ce fichier-là, et de le renvoyer{limite}.",
    ]


def _write_reste(suivi: SuiviPilote) -> str:
    """Return which actions are awaited: all of them, or those of which nothing was said."""
    codes = join_mots(list(suivi.muettes))
    if suivi.etape is Etape.PARTIELLE:
        return f"Il manque {codes}{FINE}; le reste est bien arrivé."
    return f"{'Action attendue' if len(suivi.muettes) == 1 else 'Actions attendues'}{FINE}: {codes}."


def _write_signature(plan: Plan) -> str:
    return "\n".join(filter(None, ["Merci,", plan.contact or plan.agents or ""]))
