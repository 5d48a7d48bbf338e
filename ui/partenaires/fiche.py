"""The sheet of one partner: who it is, what it does, what is expected of it; made to be printed and sent."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

import streamlit as st

from exports.blocs import fiche
from exports.blocs.liens import PAGE_PARTENAIRES
from exports.blocs.partenaires import faits, tables
from exports.tableau import Tableau
from metrics.partenaire import (
    LigneAction,
    is_signataire,
    list_attentes,
    list_lignes,
    list_trimestres_partenaire,
)
from models.plan import Partenaire, Plan
from phrases.partenaires import write_ouverture_partenaire, write_suite_partenaire
from ui.kit.commandes import write_commandes
from ui.kit.retour import read_retour
from ui.kit.telechargement import offer_classeur
from ui.partenaires.fiche_classeur import build_tableaux
from ui.partenaires.filtres import CLES
from ui.partenaires.vue import get_derniers, get_partenariat_de
from ui.socle.guard import Contexte
from ui.socle.memoire import keep
from ui.socle.sortie import show_html
from ui.socle.style import configure_page
from ui.socle.texte import RIEN, Html, clean_texte, escape_html
from ui.socle.vue import Vue, build_vue

TRIMESTRES_EN_VUE = 8
"""Quarters of the history on the sheet; the workbook has them all."""
ETIQUETTE: Final = "Télécharger les tableaux (.xlsx)"
Liens = tuple[tuple[str, str], ...]


def write_tete(plan: Plan, liens: Mapping[str, str]) -> Html | None:
    """Return the head of the sheet that the address asks for, None when it asks for none."""
    nom = st.query_params.get("partenaire")
    if nom is None or all(p.nom != nom for p in plan.partenaires):
        return None
    return write_titre(nom, {**liens, **read_retour(CLES)})


def write_titre(nom: str, liens: Mapping[str, str]) -> Html:
    """Return the way back, whose address has `liens`, then the name of a partner."""
    return fiche.write_tete(PAGE_PARTENAIRES, "Partenaires", liens, escape_html(nom), len(nom))


def show_partenaire(contexte: Contexte, partenaire: Partenaire) -> None:
    """Draw the whole sheet."""
    nom, plan = partenaire.nom, contexte.plan
    configure_page(f"{clean_texte(nom)} — {plan.nom}")
    with st.container(horizontal=True, vertical_alignment="center", key="retour"):
        show_html(write_commandes(contexte.trimestre, PAGE_PARTENAIRES, {"partenaire": nom}), width="content")
        offer_classeur(
            contexte,
            f"partenaire_{nom}",
            nom,
            lambda: _build_classeur(contexte, nom),
            "partenaire",
            ETIQUETTE,
        )
    show_html(_write_corps(build_vue(contexte), partenaire, tuple(contexte.liens.items())))


def _build_classeur(contexte: Contexte, nom: str) -> list[Tableau]:
    vue = build_vue(contexte)
    trimestres = list_trimestres_partenaire(contexte.plan, contexte.trimestre, 1000)
    return list(build_tableaux(vue.bilan, list_lignes(vue.bilan, nom, trimestres)))


@keep(128)
def _write_corps(vue: Vue, partenaire: Partenaire, liens: Liens) -> Html:
    """Return the whole sheet; `liens` go in the addresses of its links."""
    bilan, adresse = vue.bilan, dict(liens)
    trimestres = list_trimestres_partenaire(vue.plan, vue.trimestre, TRIMESTRES_EN_VUE)
    lignes = list_lignes(bilan, partenaire.nom, trimestres)
    morceaux = (
        _write_phrases(vue, partenaire, lignes),
        _write_faits(vue, partenaire, lignes, adresse),
        tables.write_actions(bilan, lignes, adresse),
        tables.write_trimestres(lignes, trimestres, adresse),
        tables.write_contributions(lignes, adresse),
        tables.write_charte(bilan, adresse) if is_signataire(vue.plan, partenaire) else RIEN,
    )
    return f'<div class="fiche-partenaire">{"".join(morceaux)}</div>'


def write_situation(vue: Vue, partenaire: Partenaire, liens: Mapping[str, str]) -> Html:
    """Return what opens the sheet: its sentences, then who the partner is."""
    trimestres = list_trimestres_partenaire(vue.plan, vue.trimestre, TRIMESTRES_EN_VUE)
    lignes = list_lignes(vue.bilan, partenaire.nom, trimestres)
    dit = f"{_write_phrases(vue, partenaire, lignes)}{_write_faits(vue, partenaire, lignes, liens)}"
    return f'<div class="fiche-partenaire">{dit}</div>'


def _write_phrases(vue: Vue, partenaire: Partenaire, lignes: list[LigneAction]) -> Html:
    partenariat = get_partenariat_de(vue.version, vue.trimestre, partenaire.nom)
    ouverture = write_ouverture_partenaire(partenaire.nom, partenariat, vue.aujourd_hui)
    suite = write_suite_partenaire(vue.bilan, list_attentes(vue.bilan, lignes))
    reste = f'<p class="phrase suite-phrase">{escape_html(suite)}</p>' if suite else RIEN
    return f'<p class="phrase">{escape_html(ouverture)}</p>{reste}'


def _write_faits(vue: Vue, partenaire: Partenaire, lignes: list[LigneAction], liens: Mapping[str, str]) -> Html:
    ensemble = get_partenariat_de(vue.version, vue.trimestre, partenaire.nom).ensemble
    dernier = get_derniers(vue.version, vue.trimestre).get(partenaire.nom)
    return faits.write_faits(vue.bilan, partenaire, ensemble, lignes, dernier, dict(liens))
