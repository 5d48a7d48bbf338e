"""Looking for words: the field bound to the address, and how what it holds is compared with what is shown."""

from __future__ import annotations

from collections.abc import Callable

import streamlit as st

from models.texte import fold
from ui.socle.champ import LONGUEUR

MOTS = 20
"""Words of a search that are read."""
COURT = 4
"""Letters up to which a word is looked for as it is typed: « sans » is no plural."""


def pick_recherche(
    cle: str, invite: str, largeur: int, nom: str = "Rechercher", on_change: Callable[[], None] | None = None
) -> str:
    """Draw the field and return what it holds, empty when that is only blanks."""
    texte = st.text_input(
        nom,
        key=cle,
        bind="query-params",
        type="search",
        placeholder=invite,
        max_chars=LONGUEUR,
        width=largeur,
        on_change=on_change,
    )
    return (texte or "").strip()[:LONGUEUR]


def read_mots(texte: str) -> tuple[str, ...]:
    """Return the words looked for, each once, as they are found inside those of a text that was folded.

    Case, accents and ligatures do not matter, nor a plural or a feminine that is typed: « bloquées » finds « bloqué »,
    « locaux » finds « local ».
    """
    return tuple(dict.fromkeys(map(_strip_accord, fold(texte[:LONGUEUR]).split())))[:MOTS]


def _strip_accord(mot: str) -> str:
    """Return the part of a folded word that its plural and its feminine share; a code stays what it is."""
    if len(mot) <= COURT or not mot.isalpha():
        return mot
    if mot.endswith("aux") and not mot.endswith("eaux"):
        return mot[:-2]
    racine = mot[:-1] if mot.endswith(("s", "eux", "eaux")) else mot
    return racine[:-1] if racine.endswith("ee") else racine
