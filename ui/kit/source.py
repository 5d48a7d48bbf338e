"""Where the words of a title come from, on demand."""

from __future__ import annotations

import streamlit as st

from exports.blocs.source import write_source
from models.libelle import Libelle
from models.vocabulaire import StatutLibelle
from phrases.format import FINE
from ui.socle.sortie import show_html


def show_source(libelle: Libelle, nom: str = "Intitulé") -> None:
    """Draw a button that opens the source; `nom` is a masculine noun for what the words are."""
    with st.popover(name_source(libelle, nom), type="tertiary", icon=":material/menu_book:"):
        show_html(write_source(libelle))


def name_source(libelle: Libelle, nom: str = "Intitulé") -> str:
    """Return what the button says."""
    statut = "officiel" if libelle.statut is StatutLibelle.OFFICIEL else "provisoire"
    return f"{nom} {statut}{FINE}: sa source"
