"""The sheet of one partner: who it is, what it does, what is expected of it; made to be printed and sent."""

from __future__ import annotations

from collections.abc import Mapping

import streamlit as st

from exports.blocs import fiche
from exports.blocs.liens import PAGE_PARTENAIRES
from exports.blocs.partenaires import faits, tables
from exports.tableau import Tableau
from metrics.partenaire import (
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
Liens = tuple[tuple[str, str], ...]


def write_tete(plan: Plan, liens: Mapping[str, str]) -> Html | None:
    """Return the head of the sheet that the address asks for, None when it asks for none."""
    nom = st.query_params.get("partenaire")
    if nom is None or all(p.nom != nom for p in plan.partenaires):
        return None
    return fiche.write_tete(PAGE_PARTENAIRES, "Partenaires", {**liens, **read_retour(CLES)}, escape_html(nom), len(nom))


def show_partenaire(contexte: Contexte, partenaire: Partenaire) -> None:
    """Draw the whole sheet."""
    nom, plan = partenaire.nom, contexte.plan
    configure_page(f"{clean_texte(nom)} — {plan.nom}")
    with st.container(horizontal=True, vertical_alignment="center", key="retour"):
        show_html(write_commandes(contexte, PAGE_PARTENAIRES, {"partenaire": nom}), width="content")
        offer_classeur(
            contexte,
            f"partenaire_{nom}",
            nom,
            lambda: _build_classeur(contexte, nom),
            "partenaire",
            "Télécharger les tableaux (.xlsx)",
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
    partenariat = get_partenariat_de(vue.version, vue.trimestre, partenaire.nom)
    dernier = get_derniers(vue.version, vue.trimestre).get(partenaire.nom)
    ouverture = write_ouverture_partenaire(partenaire.nom, partenariat, vue.aujourd_hui)
    suite = write_suite_partenaire(bilan, list_attentes(bilan, lignes))
    morceaux = (
        f'<p class="phrase">{escape_html(ouverture)}</p>',
        f'<p class="phrase suite-phrase">{escape_html(suite)}</p>' if suite else RIEN,
        faits.write_faits(bilan, partenaire, partenariat.ensemble, lignes, dernier, adresse),
        tables.write_actions(bilan, lignes, adresse),
        tables.write_trimestres(lignes, trimestres, adresse),
        tables.write_contributions(lignes, adresse),
        tables.write_charte(bilan, adresse) if is_signataire(vue.plan, partenaire) else RIEN,
    )
    return f'<div class="fiche-partenaire">{"".join(morceaux)}</div>'
