"""Who signs an import or an undo: a name typed once, kept for the session."""

from __future__ import annotations

import streamlit as st

CLE = "auteur"


def pick_auteur() -> str:
    """Draw the field of the name and return what it holds, empty when nothing was typed."""
    nom = st.text_input(
        "Votre nom",
        key=CLE,
        persist_state="session",
        max_chars=80,
        placeholder="Prénom Nom, ou votre service",
        help="Inscrit au journal. Demandé une fois, gardé pendant votre visite.",
        width=360,
    )
    return (nom or "").strip()
