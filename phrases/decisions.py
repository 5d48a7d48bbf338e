"""What is said of a décision that may no longer be wanted: the one way to name it, to doubt it, to count it."""

from __future__ import annotations

import re
from collections.abc import Sequence

from metrics.decisions import ADecider, Attendues
from metrics.etat import EtatAction
from models.presentation import Decision
from models.texte import fold
from models.vocabulaire import Statut
from phrases.format import FINE, format_compte, format_date, format_nombre, keep_sigles

A_CONFIRMER = f"à confirmer{FINE}: l’action n’est plus bloquée"
"""What is said of a décision asked for while its action was blocked, once it is not, until somebody says it again."""


def name_decision(etat: EtatAction) -> str:
    """Return what the décision of an action is called above its text: « Décision attendue », « … à confirmer ».

    « Décision demandée » once it was taken.
    """
    if etat.prise is not None:
        return "Décision demandée"
    return "Décision à confirmer" if etat.decision_a_confirmer else "Décision attendue"


def name_etat_decision(etat: EtatAction) -> str | None:
    """Return « attendue », or that it is to be confirmed and why; None without a décision that an open action wants.

    « prise le 15/12/2026 » once it was taken.
    """
    if etat.prise is not None:
        return f"prise le {format_date(etat.prise.prise_le)}"
    if etat.decision_attendue is None or etat.close:
        return None
    return A_CONFIRMER if etat.decision_a_confirmer else "attendue"


def write_prise(decision: Decision) -> str:
    """Return « Décision prise le 15/12/2026 (vice-présidence) », which goes before its words."""
    return f"Décision prise le {format_date(decision.prise_le)} ({keep_sigles(decision.par)})"


def write_prises(nombre: int) -> str:
    """Return « 2 décisions prises »; empty for none."""
    return format_compte(nombre, "décision prise", "décisions prises") if nombre else ""


def write_dont(nombre: int) -> str:
    """Return « dont 1 à confirmer », which goes with a count of décisions; empty when none of them is."""
    return f"dont {format_nombre(nombre)} à confirmer" if nombre else ""


def write_compte(texte: str, nombre: int) -> str:
    """Return a text that counts décisions, followed by how many are to be confirmed: « 3, dont 1 à confirmer »."""
    return ", ".join(filter(None, (texte, write_dont(nombre))))


_DU = ("comite", "conseil", "service", "cabinet", "bureau", "pole", "departement", "groupe", "president", "prefet")
_DE_LA = (
    *("vice-presidence", "presidence", "direction", "commission", "delegation", "mission", "prefecture", "mairie"),
    *("ville", "region", "caisse", "vice-presidente", "presidente", "directrice", "conference", "cellule"),
)
_DE_L = ("assemblee", "etat", "executif", "equipe", "elu", "elue", "agence", "association")
"""The first words of who decides, folded, by the article that « 3 de … » takes; another name is put in brackets."""
NOMMES = 3
"""How many addressees a title names."""


def write_attendues(groupes: Sequence[Attendues]) -> str:
    """Return who is asked for what: « 6 décisions attendues : 3 de la vice-présidence, 2 de la direction générale »."""
    lignes = [ligne for groupe in groupes for ligne in groupe.lignes]
    compte = write_compte(
        format_compte(len(lignes), "décision attendue", "décisions attendues"), sum(x.a_confirmer for x in lignes)
    )
    if len(groupes) == 1:
        return f"{compte}{FINE}: {name_de(groupes[0].destinataire, seul=True)}"
    dits = [f"{len(g.lignes)} {name_de(g.destinataire)}" for g in groupes[:NOMMES]]
    if len(groupes) > NOMMES:
        dits.append(format_compte(sum(len(g.lignes) for g in groupes[NOMMES:]), "autre"))
    return f"{compte}{FINE}: {', '.join(dits)}"


def name_de(destinataire: str | None, *, seul: bool = False) -> str:
    """Return who decides after a number: « de la direction générale », « du comité de pilotage », « (ARS) ».

    A name that takes no known article is in brackets, unless it is the only one.
    """
    if destinataire is None:
        return "sans destinataire"
    nom = keep_sigles(destinataire)
    tete = re.split(r"[ ’']", fold(nom))[0]
    article = next((a for a, tetes in (("du ", _DU), ("de la ", _DE_LA), ("de l’", _DE_L)) if tete in tetes), "")
    return f"{article}{nom[:1].lower()}{nom[1:]}" if article else nom if seul else f"({nom})"


def write_pour_le(ligne: ADecider) -> str:
    """Return when a décision is wanted: « attendue pour le 15/07/2026, dépassée de 136 jours »; empty without a day."""
    if ligne.pour_le is None:
        return ""
    jour = f"attendue pour le {format_date(ligne.pour_le)}"
    if ligne.retard_jours is None:
        return jour
    return f"{jour}, dépassée de {format_compte(ligne.retard_jours, 'jour')}"


def write_bloquees(lignes: Sequence[ADecider]) -> str:
    """Return that every action that is Bloquée waits for a décision; empty when one does not, or when none is."""
    bloquees = [ligne for ligne in lignes if ligne.statut is Statut.BLOQUEE]
    if not bloquees or any(ligne.decision_attendue is None for ligne in bloquees):
        return ""
    if len(bloquees) == 1:
        return "L’action bloquée attend une décision."
    return f"Les {format_nombre(len(bloquees))} actions bloquées attendent toutes une décision."
