"""The style sheet of the screens: colours of the theme as variables that follow the ground, then the files."""

from __future__ import annotations

from functools import lru_cache
from pathlib import Path

import streamlit as st

from charts.theme import CLAIR, SOMBRE, Palette
from exports.blocs.couleurs import build_couleurs, read_blocs
from ui.socle.statiques import FACES, FAMILLE, find_police

FAVICON = Path(__file__).parents[1] / "static" / "favicon.svg"
_FEUILLES = ("premier.css", "projection.css")
LARGEUR_MENU = 240
_SECOURS = [
    "@font-face{font-family:'Secours';font-weight:400 500;src:local('DejaVu Sans');size-adjust:88%}",
    "@font-face{font-family:'Secours';font-weight:700;src:local('DejaVu Sans Bold');size-adjust:83%}",
]
"""Where Arial is not (it is as wide as our font): another, brought to that width, so that no line breaks elsewhere
when ours comes."""


def configure_page(titre: str) -> None:
    """Set the title of the browser's tab, and what every page shares: wide, a narrow menu, an icon of our own."""
    st.set_page_config(titre, str(FAVICON), "wide", LARGEUR_MENU)


def find_palette() -> Palette:
    """Return the palette of the ground this viewer sees."""
    return SOMBRE if st.context.theme.type == "dark" else CLAIR


@lru_cache(maxsize=1)
def build_style() -> str:
    """Return the style sheet, which the document carries: the colours of the theme follow the ground."""
    feuilles = "".join((FAVICON.parents[1] / nom).read_text(encoding="utf-8") for nom in _FEUILLES)
    regles = "".join(_list_polices()) + build_couleurs(".stApp,.premier,.stDialog")
    return f"<style>{regles}{read_blocs()}{feuilles}</style>"


def _list_polices() -> list[str]:
    """Return the rules of the fonts, which the first page needs before the framework could tell them."""
    return [
        f"@font-face{{font-family:'{FAMILLE}';font-weight:{graisse};font-style:{forme};font-display:swap;"
        f"src:url({find_police(graisse, forme)}) format('woff2')}}"
        for graisse, forme in FACES
    ] + _SECOURS
