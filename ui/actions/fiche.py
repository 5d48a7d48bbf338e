"""The fiche of an action: where it stands, what blocks, how it came there, and where each value comes from."""

from __future__ import annotations

from collections.abc import Mapping
from functools import partial

import streamlit as st

from exports.blocs import fiche
from exports.blocs import marques as m
from exports.blocs.actions import faits, tables
from exports.blocs.actions.decisions import write_decisions
from exports.blocs.actions.indicateurs import write_indicateurs
from exports.blocs.actions.preuves import write_preuves
from exports.blocs.liens import PAGE_ACTIONS
from exports.blocs.pages import PAGE
from metrics.implication import list_paires
from models.plan import Action, Plan
from phrases.actions import write_ouverture_action
from ui.actions import classeur_fiche as tableau_fiche
from ui.actions import corriger, provenance, tri
from ui.actions.filtres import CLES
from ui.actions.liste import TITRE
from ui.kit import composants as c
from ui.kit.commandes import write_commandes
from ui.kit.retour import read_retour
from ui.kit.source import show_source
from ui.kit.telechargement import offer_classeur
from ui.socle.dessins import get_courbe
from ui.socle.donnees import Version, get_historique
from ui.socle.guard import Contexte
from ui.socle.memoire import keep
from ui.socle.sortie import show_html
from ui.socle.style import configure_page
from ui.socle.texte import Html, escape_html
from ui.socle.vue import Vue, build_vue

Liens = tuple[tuple[str, str], ...]


def write_tete(plan: Plan, liens: Mapping[str, str]) -> Html | None:
    """Return the head of the fiche that the address asks for, None when it asks for none."""
    action = plan.actions_par_code.get(st.query_params.get("action", ""))
    return None if action is None else write_titre(action, {**liens, **read_retour((*CLES, tri.CLE, PAGE))})


def write_titre(action: Action, liens: Mapping[str, str]) -> Html:
    """Return the way back, whose address has `liens`, then the code and the words of an action."""
    titre = f"{escape_html(action.code)} · {m.write_libelle(action.libelle)}"
    return fiche.write_tete(PAGE_ACTIONS, TITRE, liens, titre, len(action.libelle.texte))


def show_fiche(contexte: Contexte, code: str) -> None:
    """Draw the whole fiche."""
    plan = contexte.plan
    action = plan.actions_par_code[code]
    configure_page(f"{code} · {action.libelle.texte} — {plan.nom}")
    with st.container(horizontal=True, vertical_alignment="center", key="retour"):
        show_source(action.libelle)
        show_html(write_commandes(contexte.trimestre, PAGE_ACTIONS, {"action": code}), width="content")
        corriger.offer_correction(contexte, code)
    corriger.show_correction(contexte, code)
    vue = build_vue(contexte)
    liens = tuple(contexte.liens.items())
    show_html(_write_haut(vue, code, liens))
    if action.suivis:
        c.show_donnees(get_courbe(vue, frozenset({code})), f"courbe_{code}", contexte)
    show_html(_write_bas(vue, code, liens))
    if traces := get_historique(contexte.version, code):
        with st.expander(f"Tous les changements reçus ({len(traces)})"):
            show_html(_write_changements(contexte.version, code))
    offer_classeur(
        contexte,
        f"fiche_{code}",
        f"{code} · {action.libelle.texte}",
        lambda: tableau_fiche.build_tableaux(
            plan, tables.list_etats(plan, action, contexte.trimestre, contexte.aujourd_hui), traces
        ),
        "fiche",
        "Télécharger les tableaux de la fiche (.xlsx)",
    )


@keep(64)
def _write_haut(vue: Vue, code: str, liens: Liens) -> Html:
    """Return where the action stands, then its drawing; `liens` go in the addresses of its links."""
    dit = write_situation(vue, code, liens)
    if not vue.plan.actions_par_code[code].suivis:
        return dit
    courbe = c.write_graphique(lambda v: get_courbe(v, frozenset({code})), vue, f"courbe_{code}")
    return f'<div class="pile"><div>{dit}</div>{courbe}</div>'


@keep(64)
def write_situation(vue: Vue, code: str, liens: Liens) -> Html:
    """Return where the action stands; `liens` go in the addresses of its links."""
    action, etat = vue.plan.actions_par_code[code], vue.bilan.etats[code]
    origines = provenance.write_origines(etat, get_historique(vue.version, code))
    morceaux = (
        faits.write_place(vue.plan, action),
        f'<p class="phrase">{escape_html(write_ouverture_action(etat, vue.jour_de_lecture))}</p>',
        faits.write_faits(etat, vue.plan, dict(liens), vue.aujourd_hui, origines),
        faits.write_attente(etat, vue.jour_de_lecture, origines),
        write_decisions(etat, vue.plan),
        faits.write_trimestre(etat, origines),
    )
    return "".join(morceaux)


@keep(256)
def _write_bas(vue: Vue, code: str, liens: Liens) -> Html:
    """Return how the action came there and what hangs from it; `liens` go in the addresses of its links."""
    action, etat = vue.plan.actions_par_code[code], vue.bilan.etats[code]
    etats = tables.list_etats(vue.plan, action, vue.trimestre, vue.aujourd_hui)
    write_recu = partial(provenance.write_recu, traces=get_historique(vue.version, code))
    morceaux = (
        tables.write_historique(etats[::-1], bool(action.suivis), write_recu),
        tables.write_jalons(etat),
        write_preuves(etat),
        write_indicateurs(action, vue.trimestre),
        tables.write_participations(list_paires(vue.bilan, {code}), vue.trimestre, dict(liens)),
    )
    return "".join(morceaux)


@keep(64)
def _write_changements(version: Version, code: str) -> Html:
    return provenance.write_changements(get_historique(version, code))
