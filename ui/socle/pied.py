"""What every screen ends with, since the law wants it on each: how accessible it is, the statement, whom to tell."""

from __future__ import annotations

from typing import NoReturn

import streamlit as st

from exports.blocs.liens import PAGE_AIDE, write_lien
from models.refus import Refus
from phrases.accessibilite import MENTION
from ui.socle.choix_trimestre import CLE
from ui.socle.sortie import show_html
from ui.socle.texte import RIEN, escape_html
from ui.socle.voies import find_voies

DECLARATION = "declaration"
"""The part of Aide that is the statement."""


def show_pied() -> None:
    """Draw the mention, a link to the statement, then whom to tell where the settings name somebody."""
    try:
        contact = find_voies().contact
    except Refus:
        contact = ""
    suite = escape_html(f" · {contact}") if contact else RIEN
    lus = {cle: st.query_params[cle] for cle in (CLE,) if cle in st.query_params}
    lien = write_lien(PAGE_AIDE, escape_html(MENTION), {"rubrique": DECLARATION, **lus})
    show_html(f'<p class="pied-ecran sans-impression">{lien}{suite}</p>')


def stop_ecran() -> NoReturn:
    """End a screen before its end: nothing can be drawn once it was stopped."""
    show_pied()
    st.stop()
