"""The lists of the Synthèse as HTML: what waits for somebody, what moved, each row a link to its action."""

from __future__ import annotations

from collections.abc import Sequence

from exports.blocs import marques as m
from exports.blocs.demandes import A_BOUGE
from exports.blocs.liens import PAGE_ACTIONS, write_lien
from exports.blocs.mots import write_constat, write_note
from exports.blocs.pages import write_coupe
from exports.blocs.pli import write_debut, write_pli
from exports.blocs.synthese.reunion import write_reunion
from exports.blocs.vue import Vue
from metrics.decisions import (
    ADecider,
    Attendues,
    Mouvement,
    group_decisions,
    list_a_decider,
    list_mouvements,
    list_prises,
)
from metrics.etat import EtatAction
from models.vocabulaire import Statut
from phrases.decisions import A_CONFIRMER, write_attendues, write_bloquees, write_pour_le, write_prise, write_prises
from phrases.format import FINE, INSECABLE, format_compte, format_date, format_points, format_trimestre, keep_sigles
from phrases.html import RIEN, Html, escape_html

LIMITE = 3
"""Moves shown where none is a big one."""
EN_VUE = 8
"""Big moves in sight; the others open on demand."""
DECISIONS = 6
"""Décisions shown at once: they are what a reader can act on."""
PLIEES_MAX = 60
"""Décisions that open on demand, and blocages named: beyond, nobody reads them here."""
OU_SONT_LES_AUTRES = "le classeur de la liste des actions les donne toutes."
SEUIL_MOUVEMENT = 10
"""Points from which a move is counted apart in the title, and shown."""


def write_a_decider(vue: Vue) -> Html:
    """Return what waits for a decision by who decides, then what is blocked without one asked for."""
    if not vue.bilan.renseigne:
        note = write_note(f"Non renseigné{FINE}: aucune remontée à cette date.")
        return write_constat("À décider") + note + write_reunion(vue)
    lignes = list_a_decider(vue.bilan, vue.jour_de_lecture)
    groupes = group_decisions(lignes)
    html = write_constat(write_attendues(groupes) if groupes else "À décider")
    dits = [f"Au {format_date(vue.jour_de_lecture)}."] if vue.est_passe else []
    if not lignes:
        note = write_note(" ".join([*dits, "Aucune action bloquée, aucune décision attendue."]))
        return html + note + _write_prises(vue) + write_reunion(vue)
    if vue.jour_a_dire and any(ligne.depassee for ligne in lignes):
        dits.append(f"Dépassements comptés au {format_date(vue.jour_a_dire)}.")
    if dit := " ".join([write_bloquees(lignes), *dits]).strip():
        html += write_note(dit)
    html += _write_groupes(vue, groupes)
    html += _write_blocages(vue, [x for x in lignes if x.decision_attendue is None and x.prise is None])
    return html + _write_prises(vue) + write_reunion(vue)


def _write_prises(vue: Vue) -> Html:
    """Return what was decided of what actions wait for, folded: the demand, then its answer."""
    prises = list_prises(vue.bilan)
    if not prises:
        return RIEN
    items = "".join(f"<li>{_write_prise(vue, etat)}</li>" for etat in prises[:PLIEES_MAX])
    coupe = write_coupe(PLIEES_MAX, len(prises), OU_SONT_LES_AUTRES)
    titre = escape_html(write_prises(len(prises)))
    return write_pli(titre, f'<ul class="attentes">{items}</ul>{coupe}', "prises")


def _write_prise(vue: Vue, etat: EtatAction) -> Html:
    if etat.prise is None:
        return RIEN
    titre = f'<span class="lecteur"> {escape_html(etat.action.libelle.texte)}</span>'
    texte = f"<strong>{escape_html(etat.code)}</strong>{titre} · {escape_html(etat.prise.texte)}"
    suite = f'<span class="attente">{escape_html(write_prise(etat.prise))}</span>'
    return write_lien(PAGE_ACTIONS, f"{texte}{suite}", {"action": etat.code, **vue.liens}, "decision")


def _write_groupes(vue: Vue, groupes: Sequence[Attendues]) -> Html:
    """Return the décisions under the name of who decides; past the first ones, they open on demand."""
    en_vue, reste, place, pliees = RIEN, RIEN, DECISIONS, PLIEES_MAX
    for groupe in groupes:
        en_vue += _write_groupe(vue, groupe, groupe.lignes[:place])
        reste += _write_groupe(vue, groupe, groupe.lignes[place : place + pliees])
        pliees -= len(groupe.lignes[place : place + pliees])
        place = max(place - len(groupe.lignes), 0)
    total = sum(len(groupe.lignes) for groupe in groupes)
    if total <= DECISIONS:
        return en_vue
    coupe = write_coupe(DECISIONS + PLIEES_MAX, total, OU_SONT_LES_AUTRES)
    autre = Html(
        "Voir l’autre décision" if total == DECISIONS + 1 else f"Voir les {total - DECISIONS} autres décisions"
    )
    return en_vue + write_pli(autre, reste + coupe, "reste")


def _write_groupe(vue: Vue, groupe: Attendues, lignes: Sequence[ADecider]) -> Html:
    if not lignes:
        return RIEN
    qui = escape_html(groupe.destinataire) if groupe.destinataire else Html("Destinataire non renseigné")
    items = "".join(f"<li>{_write_decision(vue, ligne)}</li>" for ligne in lignes)
    return f'<h3 class="qui">{qui}</h3><ul class="attentes">{items}</ul>'


def _link_action(vue: Vue, ligne: ADecider | Mouvement) -> Html:
    action = ligne.action
    texte = escape_html(keep_sigles(f"{action.code} · {action.libelle.texte}"))
    return write_lien(PAGE_ACTIONS, texte, {"action": action.code, **vue.liens})


def _write_decision(vue: Vue, ligne: ADecider) -> Html:
    """Return what is to be decided and the day it is wanted for, the whole of it a way to its action."""
    morceaux = [m.write_statut(ligne.statut)] if ligne.statut is Statut.BLOQUEE else []
    if ligne.a_confirmer:
        morceaux.append(f'<span class="avis">{escape_html(A_CONFIRMER)}</span>')
    elif jour := write_pour_le(ligne):
        morceaux.append(f'<span class="{Html("depasse" if ligne.depassee else "jour")}">{escape_html(jour)}</span>')
    elif ligne.depuis_jours is not None:
        morceaux.append(f"demande reçue il y a {_count_jours(ligne.depuis_jours)}")
    titre = f'<span class="lecteur"> {escape_html(ligne.action.libelle.texte)}</span>'
    texte = f"<strong>{escape_html(ligne.action.code)}</strong>{titre} · {escape_html(ligne.decision_attendue or '')}"
    suite = f'<span class="attente">{" · ".join(morceaux)}</span>' if morceaux else RIEN
    return write_lien(PAGE_ACTIONS, f"{texte}{suite}", {"action": ligne.action.code, **vue.liens}, "decision")


def _write_blocages(vue: Vue, lignes: Sequence[ADecider]) -> Html:
    """Return the names of what is blocked without a décision asked for, on the lines of a paragraph."""
    if not lignes:
        return RIEN
    titre = Html("Point de blocage signalé" if len(lignes) == 1 else "Points de blocage signalés")
    noms = f"{FINE}; ".join(_name_blocage(vue, ligne) for ligne in lignes[:PLIEES_MAX])
    coupe = write_coupe(PLIEES_MAX, len(lignes), OU_SONT_LES_AUTRES)
    return f'<p class="blocages"><strong>{titre}, sans décision demandée</strong>{FINE}: {noms}</p>{coupe}'


def _name_blocage(vue: Vue, ligne: ADecider) -> Html:
    motif = escape_html(ligne.point_blocage or "Motif non renseigné")
    marque = f"{m.write_statut(ligne.statut)} " if ligne.statut is Statut.BLOQUEE else RIEN
    return f'{marque}<span title="{motif}">{_link_action(vue, ligne)}</span>'


def _count_jours(jours: int) -> Html:
    return format_compte(jours, "jour").replace(" ", INSECABLE)


def write_mouvements(vue: Vue) -> Html:
    """Return what moved since the previous quarter, biggest first; then a link to it all, where lists are filtered."""
    if raison := _find_raison(vue):
        return write_constat("Ce qui a bougé") + write_note(f"Rien à comparer{FINE}: {raison}.")
    mouvements = list_mouvements(vue.bilan, vue.precedent)
    html = write_constat(_name_mouvements(mouvements))
    if not mouvements:
        avant = format_trimestre(vue.precedent.trimestre)
        return html + write_note(f"Ni statut ni avancement n’a changé depuis le {avant}.")
    montres = _list_grands(mouvements) or mouvements[:LIMITE]
    html += write_debut([_write_mouvement(vue, mouvement) for mouvement in montres], EN_VUE, "action")
    if len(mouvements) > len(montres) and not vue.figee:
        texte = f"Voir les {format_compte(len(mouvements), 'action')} qui ont bougé"
        html += f'<p class="vers">{write_lien(PAGE_ACTIONS, texte, {"statut": A_BOUGE, **vue.liens})}</p>'
    return html


def _find_raison(vue: Vue) -> str:
    """Return why nothing is told of what moved, empty where it is."""
    if vue.bilan.repris:
        return "aucune remontée sur ce trimestre"
    return vue.reserve if vue.precedent.renseigne else "aucun trimestre renseigné avant celui-ci"


def _list_grands(mouvements: Sequence[Mouvement]) -> list[Mouvement]:
    return [m for m in mouvements if abs(m.delta or 0) >= SEUIL_MOUVEMENT]


def _name_mouvements(mouvements: Sequence[Mouvement]) -> str:
    """Return « Ce qui a bougé : 19 actions, dont 4 de 10 points ou plus », which are those that follow."""
    if not mouvements:
        return "Rien n’a bougé ce trimestre"
    titre = f"Ce qui a bougé{FINE}: {format_compte(len(mouvements), 'action')}"
    grands, points = len(_list_grands(mouvements)), f"de {SEUIL_MOUVEMENT} points ou plus"
    if grands == len(mouvements):
        return f"{titre} {points}"
    return f"{titre}, dont {grands} {points}" if grands else f"{titre}, aucune {points}"


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
