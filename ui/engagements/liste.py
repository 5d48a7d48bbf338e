"""The flagship commitments: one below the other with their words, figures and actions; as a strip of cards."""

from __future__ import annotations

import streamlit as st

from exports.blocs.engagements import liste
from models.trimestre import Trimestre
from phrases.format import FINE
from ui.engagements import classeur as tableau
from ui.kit import composants as c
from ui.kit.telechargement import offer_tableau
from ui.socle.donnees import Version, get_bilan
from ui.socle.guard import Contexte
from ui.socle.memoire import keep
from ui.socle.sortie import show_html
from ui.socle.texte import Html, escape_markdown


def show_inconnu(numero: str) -> None:
    """Say that the address asks for an engagement that does not exist."""
    st.warning(f"L’engagement «{FINE}{escape_markdown(numero[:40])}{FINE}» n’existe pas. Voici tous les engagements.")


def show_engagements(contexte: Contexte) -> None:
    """Draw the sentence, then a block an engagement."""
    bilan = get_bilan(contexte.version, contexte.trimestre)
    if not contexte.plan.engagements:
        c.show_vide("Aucun engagement n’est défini", ["Ajoutez les engagements au référentiel."])
        return
    with st.container(horizontal=True, vertical_alignment="center", key="compte"):
        show_html(liste.write_phrase(bilan, contexte.aujourd_hui), width="stretch")
        offer_tableau(
            contexte,
            "engagements",
            "Engagements",
            tableau.ENTETES,
            lambda: tableau.build_lignes(bilan),
            "engagements",
        )
    show_html(write_blocs(contexte.version, contexte.trimestre, tuple(contexte.liens.items())))


@keep(32)
def write_blocs(version: Version, trimestre: Trimestre, liens: tuple[tuple[str, str], ...]) -> Html:
    """Return every engagement, one below the other, as HTML; `liens` go in the addresses of its links."""
    return liste.write_blocs(get_bilan(version, trimestre), dict(liens), version.jour)
