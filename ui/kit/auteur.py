"""Who signs an import or an undo: a name typed once, kept for the session and remembered by the browser."""

from __future__ import annotations

from urllib.parse import unquote

import streamlit as st

CLE = "auteur"
"""Key of the field, hence of its class `st-key-auteur`, and name of the cookie that `francais.js` keeps it in."""
AUTEUR_MAX = 80
_DIT = "auteur_dit"
"""Key of the name last typed: unlike the field's, it stays when a screen without the field is shown."""


def find_auteur() -> str:
    """Return the name typed in this session, else the one that this browser remembers; empty for none.

    It only saves typing: it is no right, and whoever signs sees it and may change it.
    """
    dit = st.session_state.get(CLE, st.session_state.get(_DIT))
    retenu = unquote(st.context.cookies.get(CLE, ""))
    return str(dit).strip() if dit is not None else retenu.strip()[:AUTEUR_MAX]


def pick_auteur() -> str:
    """Draw the field of the name and return what it holds, empty when nothing was typed."""
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
