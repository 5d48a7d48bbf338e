"""The sheet of one engagement: where it stands, its actions, its dates, its evidence."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

import streamlit as st

from exports.blocs import fiche
from exports.blocs.engagements import fiche as parties
from exports.blocs.engagements import liste as e
from exports.blocs.liens import PAGE_ENGAGEMENTS, link_explication
from exports.blocs.pages import write_pages
from metrics.bilan import Bilan
from metrics.chiffres import DECIMALES
from metrics.engagement import (
    list_etats,
)
from metrics.portee import make_code_engagement
from models.plan import Engagement, Plan
from models.trimestre import Trimestre
from phrases.engagements import write_constat_engagement
from phrases.format import FINE
from phrases.html import RIEN, Html, escape_html
from ui.actions import classeur_liste as tableau  # its actions are taken away as the list is
from ui.kit import composants as c
from ui.kit.commandes import write_commandes
from ui.kit.pages import read_page
from ui.kit.source import show_source
from ui.kit.telechargement import offer_tableau
from ui.socle.donnees import Version, get_bilan
from ui.socle.guard import Contexte
from ui.socle.memoire import keep
from ui.socle.sortie import show_html
from ui.socle.style import configure_page


def write_tete(plan: Plan, liens: Mapping[str, str]) -> Html | None:
    """Return the head of the sheet that the address asks for, None when it asks for none."""
    numero = st.query_params.get("engagement")
    engagement = next((x for x in plan.engagements if str(x.numero) == numero), None)
    return None if engagement is None else write_titre(engagement, liens)


def write_titre(engagement: Engagement, liens: Mapping[str, str]) -> Html:
    """Return the way back, whose address has `liens`, then the number and the words of an engagement."""
    titre = f"{e.write_numero(engagement)}· {e.write_libelle(engagement)}"
    return fiche.write_tete(PAGE_ENGAGEMENTS, "Engagements", liens, titre, len(engagement.libelle.texte))


def show_engagement(contexte: Contexte, engagement: Engagement) -> None:
    """Draw the whole sheet."""
    bilan = get_bilan(contexte.version, contexte.trimestre)
    etats = list_etats(bilan, engagement)
    titre = f"Engagement {engagement.numero}"
    configure_page(f"{titre} — {contexte.plan.nom}")
    with st.container(horizontal=True, vertical_alignment="center", key="retour"):
        show_source(engagement.libelle, "Texte")
        show_html(
            write_commandes(contexte.trimestre, PAGE_ENGAGEMENTS, {"engagement": str(engagement.numero)}),
            width="content",
        )
    if not etats:
        show_html(parties.write_place(bilan, engagement))
        c.show_vide("Aucune action n’est rattachée à cet engagement", ["Rien ne peut donc en être calculé."])
        return
    plan, liens = contexte.plan, contexte.liens
    haut = write_situation(bilan, engagement, contexte.aujourd_hui, liens)
    page = read_page(len(etats), parties.LIGNES_MAX)
    pages = write_pages(page, "de ses actions", PAGE_ENGAGEMENTS, {"engagement": str(engagement.numero), **liens})
    show_html(f"{haut}{parties.write_actions(etats, page, plan, liens)}{pages}")
    offer_tableau(
        contexte,
        f"engagement_{engagement.numero}_actions",
        f"{titre}{FINE}: ses actions",
        tableau.ENTETES,
        lambda: tableau.build_lignes(contexte.plan, etats),
        f"engagement_{engagement.numero}",
    )
    cle = contexte.version, contexte.trimestre, engagement.numero, tuple(contexte.liens.items())
    show_html(_write_preuves(*cle))


@keep(64)
def _write_preuves(version: Version, trimestre: Trimestre, numero: int, liens: tuple[tuple[str, str], ...]) -> Html:
    """Return the jalons to come, then the evidence; `liens` go in the address of each fiche."""
    bilan = get_bilan(version, trimestre)
    engagement = next(x for x in bilan.plan.engagements if x.numero == numero)
    return parties.write_preuves(list_etats(bilan, engagement), dict(liens))


def write_situation(bilan: Bilan, engagement: Engagement, aujourd_hui: date, liens: Mapping[str, str]) -> Html:
    """Return where an engagement stands, by the actions that serve it; empty when none does."""
    etats = list_etats(bilan, engagement)
    if not etats:
        return RIEN
    chiffres, portee = bilan.engagements[engagement.numero], make_code_engagement(engagement.numero)
    figure = link_explication(e.write_figure(chiffres, DECIMALES), "avancement", liens, portee)
    detail = e.write_detail(chiffres, bilan.trimestre, aujourd_hui)
    constat = escape_html(write_constat_engagement(bilan, engagement.numero, aujourd_hui))
    faits = parties.write_faits(chiffres, etats, bilan.plan, (figure, detail))
    return f'<p class="phrase">{constat}</p>{parties.write_place(bilan, engagement)}{faits}'
