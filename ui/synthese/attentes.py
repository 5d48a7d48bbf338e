"""The lists of the Synthèse as HTML: what waits for somebody, what moved, each row a link to its action."""

from __future__ import annotations

from collections.abc import Sequence

from metrics.decisions import ADecider, Mouvement, list_a_decider, list_mouvements
from models.vocabulaire import Statut
from phrases.decisions import A_CONFIRMER, write_compte
from phrases.format import FINE, INSECABLE, format_compte, format_date, format_points, format_trimestre, keep_sigles
from ui.actions.filtres import A_BOUGE  # what the link asks of the list
from ui.kit import marques as m
from ui.kit.composants import write_constat, write_note
from ui.kit.pli import write_debut
from ui.socle.liens import PAGE_ACTIONS, write_lien
from ui.socle.texte import RIEN, Html, escape_html
from ui.socle.vue import Vue

LIMITE = 3
"""Moves shown at once, so that both lists open above the fold."""
DECISIONS = 6
"""Décisions shown at once: they are what a reader can act on."""
SEUIL_MOUVEMENT = 10
"""Points from which a move is counted apart in the title."""


def write_a_decider(vue: Vue) -> Html:
    """Return what waits for a decision, then what is blocked without one asked for, the most pressing first."""
    if not vue.bilan.renseigne:
        return write_constat("À décider") + write_note(f"Non renseigné{FINE}: aucune remontée à cette date.")
    lignes = list_a_decider(vue.bilan, vue.jour_de_lecture)
    decisions = [ligne for ligne in lignes if ligne.decision_attendue]
    autres = [ligne for ligne in lignes if not ligne.decision_attendue]
    html = write_constat(_name_decisions(decisions))
    if vue.est_passe:
        html += write_note(f"Au {format_date(vue.jour_de_lecture)}")
    if not lignes:
        return html + write_note("Aucune action bloquée, aucune décision attendue.")
    html += write_debut([_write_decision(vue, ligne) for ligne in decisions], DECISIONS)
    return html + _write_blocages(vue, autres)


def _name_decisions(decisions: Sequence[ADecider]) -> str:
    depassees = sum(ligne.depassee for ligne in decisions)
    compte = write_compte(str(len(decisions)), sum(ligne.a_confirmer for ligne in decisions))
    titre = f"À décider ({compte})" if decisions else "À décider"
    if not depassees:
        return titre
    return f"{titre}{FINE}: {format_compte(depassees, 'date dépassée', 'dates dépassées')}"


def _link_action(vue: Vue, ligne: ADecider | Mouvement) -> Html:
    action = ligne.action
    texte = escape_html(keep_sigles(f"{action.code} · {action.libelle.texte}"))
    return write_lien(PAGE_ACTIONS, texte, {"action": action.code, **vue.liens})


def _write_decision(vue: Vue, ligne: ADecider) -> Html:
    """Return what is to be decided, then by whom, for how long it has waited, and the day it is wanted for."""
    code = m.write_code(ligne.action, vue.liens)
    qui = escape_html(ligne.destinataire) if ligne.destinataire else Html("Destinataire non renseigné")
    morceaux = [f"<strong>{qui}</strong>"]
    if ligne.statut is Statut.BLOQUEE:
        morceaux.append(m.write_statut(ligne.statut))
    if ligne.depuis_jours is not None:
        morceaux.append(f"en attente depuis {_count_jours(ligne.depuis_jours)}")
    if ligne.a_confirmer:
        morceaux.append(f'<span class="avis">{escape_html(A_CONFIRMER)}</span>')
    elif ligne.pour_le:
        jour = format_date(ligne.pour_le)
        depasse = f'<span class="depasse">date dépassée ({jour})</span>'
        morceaux.append(depasse if ligne.depassee else f'<span class="insecable">pour le {jour}</span>')
    return f'{code} · {escape_html(ligne.decision_attendue or "")}<div class="attente">{" · ".join(morceaux)}</div>'


def _write_blocages(vue: Vue, lignes: Sequence[ADecider]) -> Html:
    """Return the names of what is blocked without a décision asked for, on the lines of a paragraph."""
    if not lignes:
        return RIEN
    titre = Html("Point de blocage signalé" if len(lignes) == 1 else "Points de blocage signalés")
    noms = f"{FINE}; ".join(_name_blocage(vue, ligne) for ligne in lignes)
    return f'<p class="blocages"><strong>{titre}, sans décision demandée</strong>{FINE}: {noms}</p>'


def _name_blocage(vue: Vue, ligne: ADecider) -> Html:
    motif = escape_html(ligne.point_blocage or "Motif non renseigné")
    marque = f"{m.write_statut(ligne.statut)} " if ligne.statut is Statut.BLOQUEE else RIEN
    return f'{marque}<span title="{motif}">{_link_action(vue, ligne)}</span>'


def _count_jours(jours: int) -> Html:
    return format_compte(jours, "jour").replace(" ", INSECABLE)


def write_mouvements(vue: Vue) -> Html:
    """Return what moved since the previous quarter, biggest first, with a link to all of it."""
    if raison := _find_raison(vue):
        return write_constat("Ce qui a bougé") + write_note(f"Rien à comparer{FINE}: {raison}.")
    mouvements = list_mouvements(vue.bilan, vue.precedent)
    html = write_constat(_name_mouvements(mouvements))
    if not mouvements:
        avant = format_trimestre(vue.precedent.trimestre)
        return html + write_note(f"Ni statut ni avancement n’a changé depuis le {avant}.")
    html += write_debut([_write_mouvement(vue, mouvement) for mouvement in mouvements[:LIMITE]], LIMITE)
    if len(mouvements) > LIMITE:
        texte = f"Voir les {format_compte(len(mouvements), 'action')} qui ont bougé"
        html += f'<p class="vers">{write_lien(PAGE_ACTIONS, texte, {"statut": A_BOUGE, **vue.liens})}</p>'
    return html


def _find_raison(vue: Vue) -> str:
    """Return why nothing is told of what moved, empty where it is."""
    if vue.bilan.repris:
        return "aucune remontée sur ce trimestre"
    return vue.reserve if vue.precedent.renseigne else "aucun trimestre renseigné avant celui-ci"


def _name_mouvements(mouvements: Sequence[Mouvement]) -> str:
    """Return « Ce qui a bougé : 19 actions, dont 4 de 10 points ou plus »."""
    if not mouvements:
        return "Rien n’a bougé ce trimestre"
    titre = f"Ce qui a bougé{FINE}: {format_compte(len(mouvements), 'action')}"
    grands = sum(abs(mouvement.delta or 0) >= SEUIL_MOUVEMENT for mouvement in mouvements)
    return f"{titre}, dont {grands} de {SEUIL_MOUVEMENT} points ou plus" if grands else titre


def _write_mouvement(vue: Vue, mouvement: Mouvement) -> Html:
    morceaux = []
    if mouvement.delta:
        avant, apres = m.write_part(mouvement.avancement_avant), m.write_part(mouvement.avancement_apres)
        morceaux.append(f'<strong class="num">{format_points(mouvement.delta)}</strong> ({avant} puis {apres})')
    elif mouvement.avancement_avant is None and mouvement.avancement_apres is not None:
        morceaux.append(f"première valeur{FINE}: {m.write_part(mouvement.avancement_apres)}")
    if mouvement.change_statut and mouvement.statut_avant is not None:
        morceaux.append(f"{m.write_statut(mouvement.statut_avant)} puis {m.write_statut(mouvement.statut_apres)}")
    elif mouvement.change_statut:
        morceaux.append(m.write_statut(mouvement.statut_apres))
    return f'{_link_action(vue, mouvement)}<div class="attente">{" · ".join(morceaux)}</div>'
