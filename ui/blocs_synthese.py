"""The blocks of the Synthèse: what is computed comes from `metrics/`, what is drawn from `charts/`."""

from __future__ import annotations

import streamlit as st

from metrics.format import FINE, format_compte
from metrics.phrases import write_ouverture
from models.plan import Plan
from models.vocabulaire import Fraicheur
from ui import composants as c
from ui import dessins
from ui import marques as m
from ui.chiffres_cles import write_chiffres
from ui.donnees import get_tendance
from ui.filtres import EN_RETARD, NON_ACTUALISEE, NON_RENSEIGNEE
from ui.guard import Contexte
from ui.texte import escape_html
from ui.vue import PAGE_ACTIONS, Vue, build_vue

__all__ = ["Vue", "build_vue"]


def show_base_vide(contexte: Contexte, vue: Vue) -> None:
    """Say that no workbook was ever applied, and what to do."""
    show_phrase(vue)
    c.show_vide(
        "Aucune remontée n’a encore été reçue",
        [
            "Téléchargez les classeurs à remplir sur l’écran Importer.",
            "Envoyez à chaque pilote le sien, et recevez-le rempli.",
            f"Déposez les classeurs remplis dans l’écran Importer{FINE}: les chiffres apparaîtront ici.",
        ],
        f"L’arbre du Schéma est déjà chargé{FINE}: {format_compte(len(contexte.plan.actions), 'action')} à suivre.",
    )
    c.link_ecran("importer.py", "Importer les premiers classeurs", ":material/upload_file:")
    c.link_ecran(PAGE_ACTIONS, "Parcourir les orientations et les actions", ":material/account_tree:")


def show_phrase(vue: Vue) -> None:
    """Write the opening sentence."""
    phrase = write_ouverture(vue.bilan, vue.contexte.aujourd_hui)
    st.html(f'<p class="phrase">{escape_html(phrase)}</p>')


def show_reperes(vue: Vue) -> None:
    """Write what is late and what is missing, each a link to the actions it counts."""
    chiffres = vue.bilan.ensemble
    anciennes = chiffres.fraicheurs[Fraicheur.NON_ACTUALISEE] + chiffres.fraicheurs[Fraicheur.ANCIENNE]
    jamais = chiffres.fraicheurs[Fraicheur.NON_RENSEIGNEE]
    reperes = (
        (EN_RETARD, format_compte(chiffres.en_retard, "action") + " en retard", chiffres.en_retard),
        (NON_RENSEIGNEE, format_compte(jamais, "jamais renseignée", "jamais renseignées"), jamais),
        (NON_ACTUALISEE, format_compte(anciennes, "non actualisée", "non actualisées"), anciennes),
    )
    with st.container(key="reperes", horizontal=True, gap="small"):
        for statut, texte, nombre in reperes:
            if nombre:
                c.link_ecran(PAGE_ACTIONS, texte, None, {"statut": statut, **vue.contexte.liens})


def show_chiffres(vue: Vue) -> None:
    """Write the five figures."""
    points = get_tendance(vue.contexte.version, vue.contexte.trimestre)
    st.html(write_chiffres(vue.bilan, vue.precedent, points, vue.palette, vue.contexte.aujourd_hui))


def show_arbre(vue: Vue) -> None:
    """Draw the tree; a click opens the fiche of an action, or the list of a branch. A phone gets a list instead."""
    cle = (vue.contexte.version, vue.contexte.trimestre, vue.palette.nom)
    with st.container(key="icicle"):
        clic = c.show_graphique(dessins.get_icicle(*cle), "arbre", clic=True, legende=m.write_legende_arbre())
    with st.container(key="branches", horizontal=True, gap="small"):
        for orientation in vue.contexte.plan.orientations:
            lien = {"orientation": m.name_orientation(orientation), **vue.contexte.liens}
            c.link_ecran(PAGE_ACTIONS, f"Orientation {orientation.numero}", None, lien)
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
