"""What waits: décisions to be made in the meeting, meetings of the charter, dates to come."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from metrics.calendrier import Evenement
from metrics.decisions import ADecider, Attendues
from metrics.instances import BilanReunions, Seance
from phrases.charte import write_prochaine
from phrases.coupe import cut_mots
from phrases.decisions import name_de, write_compte, write_prises
from phrases.format import FINE, format_compte, format_date, format_nombre, join_mots

QUI_MAX = 50
"""Signs of who decides in a finding."""
NOMMEES = 6
"""Codes of actions that a sentence names."""


def write_constat_decisions(lignes: Sequence[ADecider], groupes: Sequence[Attendues], prises: int = 0) -> str:
    """Return « 6 décisions attendues, dont 3 de la vice-présidence ; 5 dates dépassées », or what is blocked alone.

    How many were taken comes last, where some were.
    """
    constat = _write_attendues(lignes, groupes)
    return f"{constat}{FINE}; {write_prises(prises)}" if prises else constat


def _write_attendues(lignes: Sequence[ADecider], groupes: Sequence[Attendues]) -> str:
    decisions = [x for groupe in groupes for x in groupe.lignes]
    if not decisions:
        return _write_sans_decision(lignes)
    total = format_compte(len(decisions), "décision attendue", "décisions attendues")
    compte = write_compte(total, sum(x.a_confirmer for x in decisions))
    premier = groupes[0]
    if premier.destinataire is not None:
        qui = cut_mots(name_de(premier.destinataire), QUI_MAX)
        compte += f", {_count_siennes(premier, decisions)}{qui}"
    depassees = sum(x.depassee for x in decisions)
    suite = format_compte(depassees, "date dépassée", "dates dépassées")
    return f"{compte}{FINE}; {suite}" if depassees else compte


def _count_siennes(groupe: Attendues, decisions: Sequence[ADecider]) -> str:
    if len(groupe.lignes) < len(decisions):
        return f"dont {format_nombre(len(groupe.lignes))} "
    return "toutes " if len(decisions) > 1 else ""


def _write_sans_decision(lignes: Sequence[ADecider]) -> str:
    if not lignes:
        return "Aucune décision n’est attendue, aucun blocage n’est signalé"
    return f"Aucune décision n’est attendue{FINE}; {format_compte(len(lignes), 'action')} avec un blocage signalé"


def write_sans_demande(lignes: Sequence[ADecider]) -> str:
    """Return « 1 action signale un blocage sans demander de décision (A11). »; empty without any."""
    sans = [x.action.code for x in lignes if x.decision_attendue is None and x.prise is None]
    if not sans:
        return ""
    verbe = "signalent" if len(sans) > 1 else "signale"
    return f"{format_compte(len(sans), 'action')} {verbe} un blocage sans demander de décision{name_codes(sans)}."


def name_codes(codes: Sequence[str]) -> str:
    """Return « (A22, A37) » after a space, empty where there are too many to be named."""
    return f" ({', '.join(codes)})" if 0 < len(codes) <= NOMMEES else ""


def write_constat_reunions(bilan: BilanReunions, prochaine: Seance | None, jour: date) -> str:
    """Return « Réunions de la charte : 19 tenues sur 29 prévues au 30/11/2026 ; la prochaine le 03/12/2026 »."""
    debut, au = f"Réunions de la charte{FINE}: ", f"au {format_date(jour)}"
    if not bilan.prevues:
        dit = f"aucune n’était encore prévue {au}"
    elif bilan.non_renseignees == bilan.prevues:
        dit = f"{format_compte(bilan.prevues, 'prévue')} {au}, aucune n’est renseignée"
    else:
        tenues = format_compte(bilan.tenues, "tenue") if bilan.tenues else "aucune tenue"
        dit = f"{tenues} sur {format_compte(bilan.prevues, 'prévue')} {au}"
    return f"{debut}{dit}{f'{FINE}; la prochaine {write_prochaine(prochaine)}' if prochaine else ''}"


def write_reste_reunions(bilan: BilanReunions) -> str:
    """Return « Les autres : 2 non tenues et 8 non renseignées. », empty where all were held."""
    noms = ((bilan.non_tenues, "non tenue", "non tenues"), (bilan.non_renseignees, "non renseignée", "non renseignées"))
    dits = [format_compte(n, un, plusieurs) for n, un, plusieurs in noms if n]
    return f"Les autres{FINE}: {join_mots(dits)}." if dits else ""


def write_constat_echeances(proches: Sequence[Evenement], limite: date) -> str:
    """Return « 13 échéances d’ici au 26/02/2027, dont 9 déjà reportées »."""
    fin = f"d’ici au {format_date(limite)}"
    if not proches:
        return f"Aucune échéance {fin}"
    reportees = sum(e.reporte for e in proches)
    compte = f"{format_compte(len(proches), 'échéance')} {fin}"
    if len(proches) == 1:
        return f"{compte}, déjà reportée" if reportees else compte
    if reportees == len(proches):
        return f"{compte}, toutes déjà reportées"
    return f"{compte}, dont {format_compte(reportees, 'déjà reportée', 'déjà reportées')}" if reportees else compte


def write_passees(passees: Sequence[Evenement], depuis: date) -> str:
    """Return « 3 dates sont passées depuis le 30/09/2026 : à confirmer en séance (A12, A38). »; empty without any."""
    if not passees:
        return ""
    codes = list(dict.fromkeys(e.etat.code for e in passees if e.etat is not None))
    verbe = "dates sont passées" if len(passees) > 1 else "date est passée"
    fin = format_date(depuis)
    return f"{format_nombre(len(passees))} {verbe} depuis le {fin}{FINE}: à confirmer en séance{name_codes(codes)}."
