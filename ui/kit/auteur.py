"""Who signs an import or an undo: a name typed once, kept for the session and remembered by the browser."""

from __future__ import annotations

from urllib.parse import unquote

import streamlit as st

from ui.socle import identity
from ui.socle.sortie import show_html
from ui.socle.texte import escape_html

CLE = "auteur"
"""Key of the field, hence of its class `st-key-auteur`, and name of the cookie that `francais.js` keeps it in."""
AUTEUR_MAX = 80
_DIT = "auteur_dit"
"""Key of the name last typed: unlike the field's, it stays when a screen without the field is shown."""


def find_auteur() -> str:
    """Return the name of the account, else the one typed in this session, else what this browser remembers; or empty.

    It only saves typing: it is no right, and the writers sign with the account themselves.
    """
    agissant = identity.find_agissant()
    if agissant.personne is not None:
        return agissant.nom
    dit = st.session_state.get(CLE, st.session_state.get(_DIT))
    retenu = unquote(st.context.cookies.get(CLE, ""))
    return str(dit).strip() if dit is not None else retenu.strip()[:AUTEUR_MAX]


def pick_auteur() -> str:
    """Draw the field of the name and return what it holds, empty when nothing was typed; an account has its own."""
    if identity.find_agissant().personne is not None:
        nom = find_auteur()
        show_html(f'<p class="note">Au nom de <strong>{escape_html(nom)}</strong>.</p>')
        return nom
    if CLE not in st.session_state:
        st.session_state[CLE] = find_auteur()
    nom = st.text_input(
        "Votre nom",
        key=CLE,
        max_chars=AUTEUR_MAX,
        placeholder="Prénom Nom, ou votre service",
        help="Inscrit au journal. Demandé une fois, gardé sur cet ordinateur.",
        width=360,
    )
    st.session_state[_DIT] = nom or ""
    return (nom or "").strip()
