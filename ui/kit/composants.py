"""What the screens are made of: findings, drawings with their data, links, empty states."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import streamlit as st

from charts.graphique import Graphique
from exports.blocs.mots import write_constat
from exports.blocs.table import write_table
from phrases.format import keep_sigles
from ui.kit.graphique import GetGraphique, offer_image, write_dessin
from ui.kit.telechargement import offer_tableau
from ui.socle.guard import Contexte
from ui.socle.navigation import PAGES
from ui.socle.sortie import show_html
from ui.socle.texte import RIEN, Html, escape_html, escape_markdown
from ui.socle.vue import Vue


def show_constat(titre: str) -> None:
    """Write what a list says, above it."""
    show_html(write_constat(titre))


def write_graphique(  # noqa: PLR0917
    get: GetGraphique,
    vue: Vue,
    cle: str,
    legende: Html = RIEN,
    cles: Html = RIEN,
    liens: Mapping[str, str] | None = None,
) -> Html:
    """Return a figure under its finding as HTML; `cles` is a key above it, `legende` a key or a note under it.

    `liens` gives the address that a click on a mark opens, by its `customdata`.
    """
    titre = write_constat(get(vue).titre) + cles
    tete = f"<div>{titre}</div>" if cles else titre
    return f'<div class="pile">{tete}{write_dessin(get, vue, cle, liens)}{legende}</div>'


def show_donnees(graphique: Graphique, cle: str, contexte: Contexte) -> None:
    """Draw the fold under a figure: its data in a table, its image and its workbook to be taken away."""
    donnees = st.expander("Données du graphique", key=f"donnees_{cle}", on_change="rerun")
    if not donnees.open:
        return
    with donnees:
        lignes = [[escape_html(c) for c in ligne] for ligne in graphique.lignes]
        show_html(write_table(graphique.titre, graphique.entetes, lignes))
        with st.container(horizontal=True, gap="medium", key=f"emporter_{cle}"):
            offer_image(contexte, graphique, cle)
            valeurs = graphique.valeurs or graphique.lignes
            offer_tableau(contexte, cle, graphique.titre, graphique.entetes, lambda: valeurs, cle)


def show_vide(titre: str, etapes: Sequence[str], precision: str = "", liens: Html = RIEN) -> None:
    """Draw an empty state: what is missing, a word about it, what to do step by step, then `liens` to do it."""
    items = "".join(f"<li>{escape_html(e)}</li>" for e in etapes)
    dit = f"<p>{escape_html(precision)}</p>" if precision else RIEN
    suite = f'<p class="suites">{liens}</p>' if liens else RIEN
    show_html(f'<section class="vide"><h2>{escape_html(titre)}</h2>{dit}<ol>{items}</ol>{suite}</section>')


def link_ecran(
    fichier: str,
    texte: str,
    icone: str | None = None,
    parametres: Mapping[str, str] | None = None,
) -> None:
    """Write a link to a screen, its text shown literally; `parametres` go in the address."""
    etiquette, adresse = escape_markdown(keep_sigles(texte)), dict(parametres or {})
    st.page_link(PAGES / fichier, label=etiquette, icon=icone, query_params=adresse, width="content")
