"""A cell of a workbook typed on a screen: the widget of its kind of column, whose text is read like any cell's."""

from __future__ import annotations

from datetime import date

import streamlit as st

from loaders.apercu.formulaire import Champ
from loaders.cellules.dates import ANNEES
from loaders.cellules.mots import AFFICHES
from models.colonnes import NOM_MAX, TEXTE_MAX, Colonne, Genre
from phrases.format import NON_RENSEIGNE, format_date

LARGE = 30
"""Width of a column of text from which it holds sentences."""
COURT, MOYEN, LONG = 190, 280, 480
"""Widths of the widgets, in pixels."""
_BORNES = (date(ANNEES[0], 1, 1), date(ANNEES[-1], 12, 31))


def type_champ(champ: Champ, cle: str, nom: str | None = None) -> str:
    """Draw a cell with what is known of it, and return what it holds as one would type it, empty for nothing."""
    colonne, genre = champ.colonne, champ.colonne.genre
    libelle = nom or write_libelle(champ)
    aide = colonne.aide or None
    if genre in (Genre.DATE, Genre.JOUR):
        connue = date.fromisoformat(str(champ.montree)) if champ.montree else None
        jour = st.date_input(libelle, connue, *_BORNES, key=cle, help=aide, format="DD/MM/YYYY", width=COURT)
        return format_date(jour) if isinstance(jour, date) else ""
    if genre is Genre.POURCENTAGE:
        connu = int(champ.montree) if isinstance(champ.montree, int | float) else None
        nombre = st.number_input(libelle, 0, 100, connu, 1, key=cle, help=aide, width=COURT)
        return "" if nombre is None else str(nombre)
    if genre is Genre.CROIX:
        return "x" if st.checkbox(libelle, bool(champ.montree), key=cle, help=aide) else ""
    if genre in AFFICHES:
        return _pick_mot(champ, cle, libelle, aide)
    if is_phrase(colonne):
        return st.text_area(libelle, champ.texte, 68, TEXTE_MAX, key=cle, help=aide, width=LONG) or ""
    return st.text_input(libelle, champ.texte, NOM_MAX, key=cle, help=aide, width=_find_largeur(colonne)) or ""


def write_libelle(champ: Champ) -> str:
    """Return the header of a cell, with the quarter of a value that carries: « Statut, du T2 2026 »."""
    return f"{champ.colonne.libelle}, du {champ.du.libelle}" if champ.du else champ.colonne.libelle


def is_phrase(colonne: Colonne) -> bool:
    """Return whether a column holds sentences."""
    return colonne.genre is Genre.TEXTE and colonne.largeur >= LARGE


def _pick_mot(champ: Champ, cle: str, libelle: str, aide: str | None) -> str:
    mots = ["", *AFFICHES[champ.colonne.genre]]
    rang = mots.index(champ.texte) if champ.texte in mots else 0
    mot = st.selectbox(libelle, mots, rang, lambda m: m or NON_RENSEIGNE.capitalize(), key=cle, help=aide, width=COURT)
    return mot or ""


def _find_largeur(colonne: Colonne) -> int:
    return MOYEN if colonne.genre in (Genre.TEXTE, Genre.LIBELLE) else COURT
