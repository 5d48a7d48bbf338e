"""The tree of the Synthèse: its key, its drawing, where a click leads, the list that stands for it on a phone."""

from __future__ import annotations

from dataclasses import replace

import streamlit as st

from charts.icicle import RETARD
from charts.theme import CLAIR
from models.plan import Plan
from models.vocabulaire import Statut
from phrases.format import name_orientation
from ui.kit import composants as c
from ui.kit import marques as m
from ui.socle import dessins
from ui.socle.guard import Contexte
from ui.socle.liens import PAGE_ACTIONS, write_lien
from ui.socle.memoire import keep
from ui.socle.texte import Html, escape_html
from ui.socle.vue import Vue


def show_arbre(contexte: Contexte, vue: Vue) -> None:
    """Draw the tree; a click opens the fiche of an action, or the list of a branch. A phone gets a list instead."""
    with st.container(key="icicle"):
        clic = c.show_graphique(
            dessins.get_icicle(vue),
            "arbre",
            True,
            _write_branches_en_liens(vue),
            contexte,
            lambda: dessins.get_icicle(replace(vue, fond=CLAIR.nom)),
            _write_cles(vue),
        )
    if clic and clic in vue.bilan.etats:
        c.open_ecran(PAGE_ACTIONS, {"action": clic, **vue.liens})
    elif clic and (branche := _find_branche(vue.plan, clic)):
        c.open_ecran(PAGE_ACTIONS, {**branche, **vue.liens})
    st.html(_write_branches(vue))


@keep(64)
def _write_cles(vue: Vue) -> Html:
    """Return the key of the tree: statuts, what is unknown, not fresh or late, and the ramp of the priorités."""
    statuts = "".join(f"<li>{m.write_statut(statut)}</li>" for statut in Statut)
    rampe = "".join(f'<i style="background:{escape_html(couleur)}"></i>' for couleur in vue.palette.rampe)
    return (
        f'<ul class="legende arbre">{statuts}'
        f'<li><span class="statut inconnu">{escape_html(CLAIR.inconnu.symbole)} Non renseignée</span></li>'
        '<li><span class="cle f-reportee"></span>Coin hachuré\u202f: non actualisée</li>'
        f'<li><span aria-hidden="true">{escape_html(RETARD)}</span>En retard</li>'
        f'<li>Priorité, de 0\u202f% <span class="rampe" aria-hidden="true">{rampe}</span> à 100\u202f%</li></ul>'
    )


@keep(64)
def _write_branches_en_liens(vue: Vue) -> Html:
    """Return the branches as links: a drawing has none for the keyboard."""
    liens = " ".join(
        write_lien(PAGE_ACTIONS, f"Orientation {o.numero}", {"orientation": name_orientation(o), **vue.liens})
        for o in vue.plan.orientations
    )
    return f'<p class="reperes">{liens}</p>'


@keep(64)
def _write_branches(vue: Vue) -> Html:
    """Return the orientations as a list, each with its bar: the tree of a narrow screen."""
    items = "".join(
        f"<li>{write_lien(PAGE_ACTIONS, escape_html(nom), {'orientation': nom, **vue.liens})}"
        f"{m.write_avance(vue.bilan.orientations[o.code])}</li>"
        for o in vue.plan.orientations
        for nom in (name_orientation(o),)
    )
    titre = c.write_constat(dessins.get_icicle(vue).titre)
    return f'<div class="liste-branches">{titre}<ul class="attentes">{items}</ul></div>'


def _find_branche(plan: Plan, code: str) -> dict[str, str]:
    """Return the filters that keep one orientation or priorité in the list of actions; empty for anything else."""
    for orientation in plan.orientations:
        filtre = {"orientation": name_orientation(orientation)}
        if code == orientation.code:
            return filtre
        for priorite in orientation.priorites:
            if code == priorite.code:
                return {**filtre, "q": priorite.libelle.texte}
    return {}
