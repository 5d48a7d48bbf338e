"""What the screens are made of: findings, drawings with their data, links, empty states."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

import streamlit as st

from charts.graphique import Graphique
from phrases.format import keep_sigles
from ui.kit.graphique import draw_graphique, offer_image
from ui.kit.table import write_table
from ui.kit.telechargement import offer_tableau
from ui.socle.guard import Contexte
from ui.socle.navigation import PAGES
from ui.socle.sortie import show_html
from ui.socle.texte import RIEN, Html, escape_html, escape_markdown


def write_constat(titre: str) -> Html:
    """Return what a drawing or a list says, to stand above it, as HTML."""
    return f'<p class="constat" role="heading" aria-level="2">{escape_html(titre)}</p>'


def write_note(texte: str) -> Html:
    """Return a line of small print as HTML: a caution, or what stands where a list or a table would."""
    return f'<p class="note">{escape_html(texte)}</p>'


def show_constat(titre: str) -> None:
    """Write what a list says, above it."""
    show_html(write_constat(titre))


def show_graphique(  # noqa: PLR0917
    graphique: Graphique,
    cle: str,
    clic: bool = False,
    legende: Html = RIEN,
    contexte: Contexte | None = None,
    clair: Callable[[], Graphique] | None = None,
    cles: Html = RIEN,
) -> str | None:
    """Draw a figure under its finding, its data in a table below; return what was just clicked, when asked.

    `cles` is a key above the figure, `legende` a key or a note under it. With `contexte`, the image and
    the table can be taken away; `clair` gives the same figure for the light ground of images and paper.
    """
    show_html(write_constat(graphique.titre) + cles)
    clique = draw_graphique(graphique, cle, clic, clair)
    if legende:
        show_html(legende)
    donnees = st.expander("Données du graphique", key=f"donnees_{cle}", on_change="rerun")
    if donnees.open:
        with donnees:
            lignes = [[escape_html(c) for c in ligne] for ligne in graphique.lignes]
            show_html(write_table(graphique.titre, graphique.entetes, lignes))
            if contexte is not None:
                with st.container(horizontal=True, gap="medium", key=f"emporter_{cle}"):
                    offer_image(contexte, graphique, cle)
                    valeurs = graphique.valeurs or graphique.lignes
                    offer_tableau(contexte, cle, graphique.titre, graphique.entetes, lambda: valeurs, cle)
    return clique


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


def open_ecran(fichier: str, parametres: Mapping[str, str]) -> None:
    """Go to a screen."""
    st.switch_page(PAGES / fichier, query_params=dict(parametres))
