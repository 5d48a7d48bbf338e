"""The sentences that open the list of actions and the fiche of one, computed from their states."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from metrics.etat import EtatAction
from models.vocabulaire import STATUTS_EXCLUS, Fraicheur, Statut
from phrases.decisions import A_CONFIRMER
from phrases.format import FINE, HORS_CALCUL, format_compte, format_date, format_pourcent, format_trimestre, join_mots


def name_fraicheur(etat: EtatAction) -> str:
    """Return how recent the values of an action are; nothing is awaited of one that is out of the figures."""
    return str(etat.fraicheur) if etat.active else HORS_CALCUL


def name_fraicheur_courte(etat: EtatAction) -> str:
    """Return the same where the quarter goes without saying: « Non actualisée »."""
    perimee = etat.active and etat.fraicheur is Fraicheur.NON_ACTUALISEE
    return "Non actualisée" if perimee else name_fraicheur(etat)


def write_ouverture_liste(gardees: Sequence[EtatAction], total: int | None = None) -> str:
    """Return « Sur 40 actions, 4 sont réalisées, 5 bloquées et 4 en retard. », which says no count that is 0.

    With `total`, the actions are those that filters keep of so many: « 2 actions sur 40 : 2 sont bloquées. » Actions
    without a statut are counted as such. An action may be both bloquée and en retard: nothing here adds up.
    """
    compte = format_compte(len(gardees), "action")
    if total is not None and not gardees:
        return f"Aucune action sur {total} ne répond aux filtres."
    dit = _write_un(gardees[0]) if len(gardees) == 1 else _write_comptes(gardees)
    return f"Sur {compte}, {dit}." if total is None else f"{compte} sur {total}{FINE}: {dit}."


def _write_comptes(etats: Sequence[EtatAction]) -> str:
    """Return « 1 est réalisée, 5 sont bloquées et 4 en retard »: the verb is said again when it changes."""
    comptes = (
        ("réalisée", "réalisées", sum(e.statut is Statut.REALISEE for e in etats)),
        ("bloquée", "bloquées", sum(e.statut is Statut.BLOQUEE for e in etats)),
        ("en retard", "en retard", sum(e.en_retard for e in etats)),
        ("sans statut", "sans statut", sum(e.statut is None for e in etats)),
    )
    dits, verbe = [], ""
    for singulier, pluriel, nombre in comptes:
        if nombre:
            nouveau = "sont" if nombre > 1 else "est"
            sujet = "toutes" if nombre == len(etats) else str(nombre)
            dits.append(f"{sujet}{'' if nouveau == verbe else f' {nouveau}'} {pluriel if nombre > 1 else singulier}")
            verbe = nouveau
    return join_mots(dits) or "aucune n’est réalisée, bloquée ou en retard"


def _write_un(etat: EtatAction) -> str:
    """Return « elle est bloquée et en retard », « elle est en cours »."""
    statut = "sans statut" if etat.statut is None else str(etat.statut).lower()
    return f"elle est {join_mots([statut, *(['en retard'] if etat.en_retard else [])])}"


def write_ouverture_action(etat: EtatAction, au: date) -> str:
    """Return what opens a fiche: the statut, the avancement, what is awaited of somebody.

    « Action bloquée et en retard, à 25 % pour 100 % attendus ; une décision est attendue (…) pour le 31/07/2026, date
    dépassée de 122 jours. » `au` is the day up to which waiting is counted. The expected is said of an action still
    open, once the quarter is over; the quarter of a value that carries is said beside it.
    """
    if etat.dernier_suivi is None:
        jamais = f"Action non renseignée au {format_trimestre(etat.trimestre)}"
        return f"{jamais}{', en retard' if etat.en_retard else ''}."
    return f"{_write_statut(etat)}{_write_avancement(etat, au)}{_write_attente(etat, au)}."


def _write_statut(etat: EtatAction) -> str:
    statut = "sans statut renseigné" if etat.statut is None else str(etat.statut).lower()
    return f"Action {statut}{' et en retard' if etat.en_retard else ''}"


def _write_avancement(etat: EtatAction, au: date) -> str:
    if etat.statut in STATUTS_EXCLUS:
        return ", hors calcul"
    if etat.avancement is None:
        return ", avancement non renseigné"
    texte = f", à {format_pourcent(etat.avancement)}"
    if not etat.reporte and etat.trimestre_avancement is not None:
        texte += f" (valeur du {format_trimestre(etat.trimestre_avancement)})"
    if etat.close or au < etat.trimestre.dernier_jour:
        return texte
    return f"{texte} pour {format_pourcent(etat.attendu)} attendus"


def _write_attente(etat: EtatAction, au: date) -> str:
    if etat.close:
        return ""
    if etat.decision_attendue is None:
        return f"{FINE}; un point de blocage est signalé" if etat.point_blocage is not None else ""
    if etat.prise is not None:
        return f"{FINE}; la décision demandée a été prise le {format_date(etat.prise.prise_le)}"
    if etat.decision_a_confirmer:
        return f"{FINE}; une décision était attendue, {A_CONFIRMER}"
    texte = f"{FINE}; une décision est attendue" + (f" ({etat.destinataire})" if etat.destinataire else "")
    if etat.pour_le is None:
        return texte
    jour = f"{texte} pour le {format_date(etat.pour_le)}"
    passes = (au - etat.pour_le).days
    return f"{jour}, date dépassée de {format_compte(passes, 'jour')}" if is_depassee(etat, au) else jour


def is_depassee(etat: EtatAction, au: date) -> bool:
    """Return whether the décision of an open action was wanted before a day; none is late that may not be wanted."""
    attendue = etat.attend_decision and not etat.decision_a_confirmer
    return attendue and etat.pour_le is not None and etat.pour_le < au
