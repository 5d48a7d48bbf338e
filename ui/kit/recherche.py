"""The field where words are looked for, bound to the address."""

from __future__ import annotations

import streamlit as st

LONGUEUR = 200
"""Characters of a search that are read; what the address holds beyond is left out."""


def pick_recherche(cle: str, invite: str, largeur: int, nom: str = "Rechercher") -> str:
    """Draw the field and return what it holds, empty when that is only blanks."""
    texte = st.text_input(
        nom,
        key=cle,
        bind="query-params",
        type="search",
        placeholder=invite,
        max_chars=LONGUEUR,
        width=largeur,
    )
    return (texte or "").strip()[:LONGUEUR]
