"""The blocks of the Synthèse: what is computed comes from `metrics/`, what is drawn from `charts/`."""

from __future__ import annotations

from dataclasses import dataclass

import streamlit as st

from charts.theme import Palette
from metrics.avancement import Bilan
from metrics.decisions import ADecider, Mouvement, list_a_decider, list_mouvements
from metrics.format import FINE, format_compte, format_date, format_points
from metrics.phrases import write_ouverture
from models.plan import Plan
from models.vocabulaire import Fraicheur
from ui import composants as c
from ui import dessins
from ui import marques as m
from ui.chiffres_cles import write_chiffres
from ui.donnees import get_bilan, get_tendance
from ui.guard import Contexte
from ui.style import find_palette
from ui.texte import escape_html

PAGE_ACTIONS = "orientations_et_actions.py"
LIMITE = 5
"""Rows of a list shown at once."""


@dataclass(frozen=True)
class Vue:
    """What every block reads: the context, the figures of the quarter and of the one before, the ground."""

    contexte: Contexte
    bilan: Bilan
    precedent: Bilan
    palette: Palette


def build_vue(contexte: Contexte) -> Vue:
    """Return the view of the quarter shown."""
    bilan = get_bilan(contexte.version, contexte.trimestre)
    precedent = get_bilan(contexte.version, contexte.trimestre.decale(-1))
    return Vue(contexte, bilan, precedent, find_palette())


def show_base_vide(contexte: Contexte, vue: Vue) -> None:
    """Say that no workbook was ever applied, and what to do."""
    show_phrase(vue)
    c.show_vide(
        "Aucune remontée n’a encore été reçue",
        [
            f"L’arbre du Schéma est chargé{FINE}: {format_compte(len(contexte.plan.actions), 'action')} à suivre.",
            "Préparez les classeurs des pilotes (python -m loaders template) et envoyez-les.",
            "Déposez les classeurs remplis dans l’écran Importer : les figures apparaîtront ici.".replace(
                " :", f"{FINE}:"
            ),
        ],
    )
    c.link_ecran("importer.py", "Importer les premiers classeurs", ":material/upload_file:")
    c.link_ecran(PAGE_ACTIONS, "Parcourir les orientations et les actions", ":material/account_tree:")


def show_phrase(vue: Vue) -> None:
    """Write the opening sentence."""
    st.html(f'<p class="phrase">{escape_html(write_ouverture(vue.bilan))}</p>')


def show_chiffres(vue: Vue) -> None:
    """Write the five figures."""
    points = get_tendance(vue.contexte.version, vue.contexte.trimestre)
    st.html(write_chiffres(vue.bilan, vue.precedent, points, vue.palette))


def show_arbre(vue: Vue) -> None:
    """Draw the tree; a click opens the fiche of an action, or the list of a branch. A phone gets a list instead."""
    cle = (vue.contexte.version, vue.contexte.trimestre, vue.palette.nom)
    with st.container(key="icicle"):
        clic = c.show_graphique(dessins.get_icicle(*cle), "arbre", clic=True)
    if clic in vue.bilan.etats:
        c.open_ecran(PAGE_ACTIONS, {"action": clic, **vue.contexte.liens})
    elif clic and (branche := _find_branche(vue.contexte.plan, clic)):
        c.open_ecran(PAGE_ACTIONS, {**branche, **vue.contexte.liens})
    with st.container(key="liste_phone", gap="xsmall"):
        c.show_constat(dessins.get_icicle(*cle).titre)
        for orientation in vue.contexte.plan.orientations:
            lien = {"orientation": m.name_orientation(orientation), **vue.contexte.liens}
            c.link_ecran(PAGE_ACTIONS, m.name_orientation(orientation), None, lien)
            chiffres = vue.bilan.orientations[orientation.code]
            st.html(m.write_avance(chiffres))


def _find_branche(plan: Plan, code: str) -> dict[str, str]:
    """Return the filters that keep one orientation or priorité in the list of actions; empty for anything else."""
    for orientation in plan.orientations:
        filtre = {"orientation": m.name_orientation(orientation)}
        if code == orientation.code:
            return filtre
        for priorite in orientation.priorites:
            if code == priorite.code:
                return {**filtre, "q": priorite.libelle.texte}
    return {}


def show_a_decider(vue: Vue) -> None:
    """List what is blocked or waits for a decision, the most pressing first."""
    lignes = list_a_decider(vue.bilan, vue.contexte.aujourd_hui)
    c.show_constat("À décider")
    if not lignes:
        st.html('<p class="note">Aucune action bloquée, aucune décision attendue.</p>')
        return
    with st.container(key="decider", gap=None):
        for ligne in lignes[:LIMITE]:
            _link_action(vue, ligne.action.code)
            st.html(_write_attente(ligne))
    if len(lignes) > LIMITE:
        with st.expander(f"Les {len(lignes) - LIMITE} autres"), st.container(key="decider_suite", gap=None):
            for ligne in lignes[LIMITE:]:
                _link_action(vue, ligne.action.code)
                st.html(_write_attente(ligne))


def _link_action(vue: Vue, code: str) -> None:
    action = vue.bilan.plan.actions_par_code[code]
    c.link_ecran(PAGE_ACTIONS, f"{action.code} · {action.libelle.texte}", None, {"action": code, **vue.contexte.liens})


def _write_attente(ligne: ADecider) -> str:
    morceaux = [m.write_statut(ligne.statut)]
    if ligne.depuis_jours is not None:
        morceaux.append(f"depuis {format_compte(ligne.depuis_jours, 'jour')}")
    if ligne.pour_le:
        date = f"pour le {format_date(ligne.pour_le)}"
        morceaux.append(f'<span class="depasse">{date}, dépassé</span>' if ligne.depassee else date)
    if ligne.decision_attendue:
        qui = escape_html(ligne.destinataire) if ligne.destinataire else "Destinataire non renseigné"
        objet = f"<strong>{qui}</strong>{FINE}: {escape_html(ligne.decision_attendue)}"
    else:
        objet = f"Aucune décision demandée{FINE}: {escape_html(ligne.point_blocage or 'motif non renseigné')}"
    return f'<div class="attente">{" · ".join(morceaux)}<br>{objet}</div>'


def show_mouvements(vue: Vue) -> None:
    """List what moved since the previous quarter, biggest first."""
    mouvements = list_mouvements(vue.bilan, vue.precedent)
    c.show_constat("Ce qui a bougé")
    if not mouvements:
        st.html('<p class="note">Rien n’a bougé depuis le trimestre précédent.</p>')
        return
    with st.container(key="mouvements", gap=None):
        for mouvement in mouvements[:LIMITE]:
            _link_action(vue, mouvement.action.code)
            st.html(_write_mouvement(mouvement))
    reste = len(mouvements) - LIMITE
    if reste > 0:
        st.html(f'<p class="note">et {format_compte(reste, "autre action", "autres actions")}</p>')


def _write_mouvement(mouvement: Mouvement) -> str:
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
    return f'<div class="attente">{" · ".join(morceaux)}</div>'


def show_barres(vue: Vue) -> None:
    """Draw the progress of each orientation against the expected."""
    c.show_graphique(dessins.get_barres(vue.contexte.version, vue.contexte.trimestre, vue.palette.nom), "barres")


def show_tendance(vue: Vue) -> None:
    """Draw the progress over the quarters against the expected."""
    c.show_graphique(dessins.get_courbe(vue.contexte.version, vue.contexte.trimestre, vue.palette.nom), "tendance")


def show_meteo(vue: Vue) -> None:
    """Draw the météo of each orientation."""
    c.show_graphique(dessins.get_meteo(vue.contexte.version, vue.contexte.trimestre, vue.palette.nom), "meteo")
    st.html(m.write_legende_meteo())


def show_fraicheur(vue: Vue) -> None:
    """Show how recent the values are, as a strip."""
    fraicheurs = vue.bilan.ensemble.fraicheurs
    a_jour, actives = fraicheurs[Fraicheur.ACTUALISEE], vue.bilan.ensemble.actives
    c.show_constat(f"{format_compte(a_jour, 'action actualisée', 'actions actualisées')} ce trimestre, sur {actives}")
    st.html(m.write_fraicheurs(fraicheurs))


def show_engagements(vue: Vue) -> None:
    """Show the flagship commitments as a strip, each from its own actions."""
    engagements = vue.contexte.plan.engagements
    if not engagements:
        return
    c.show_constat(f"Les {format_compte(len(engagements), 'engagement')} du Schéma")
    st.html(m.write_engagements(vue.bilan))
    st.html(
        '<p class="note">Une action peut servir plusieurs engagements. '
        "Le rattachement aux orientations est déduit des textes.</p>"
    )
