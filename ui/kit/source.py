"""Where the words of a title come from, on demand."""

from __future__ import annotations

import streamlit as st

from models.libelle import Libelle
from models.texte import split_liste
from models.vocabulaire import StatutLibelle
from phrases.format import FINE
from ui.socle.sortie import show_html
from ui.socle.texte import Html, escape_html


def show_source(libelle: Libelle, nom: str = "Intitulé") -> None:
    """Draw a button that opens the source; `nom` is a masculine noun for what the words are."""
    statut = "officiel" if libelle.statut is StatutLibelle.OFFICIEL else "provisoire"
    with st.popover(f"{nom} {statut}{FINE}: sa source", type="tertiary", icon=":material/menu_book:"):
        show_html(_write_source(libelle))


def _write_source(libelle: Libelle) -> Html:
    intro = "Cet intitulé est un titre de travail, tiré de la source ci-dessous, en attendant l’intitulé officiel."
    if libelle.statut is StatutLibelle.OFFICIEL:
        intro = "Ces mots sont ceux de la source."
    citations = "".join(
        f'<blockquote class="citation">«{FINE}{escape_html(e)}{FINE}»</blockquote>'
        for e in split_liste(libelle.extrait)
    )
    sources = "".join(f"<li>{escape_html(s.titre)}, {escape_html(s.date)}</li>" for s in libelle.sources)
    return f"<p>{escape_html(intro)}</p>{citations}<ul>{sources or '<li>Source non renseignée</li>'}</ul>"
