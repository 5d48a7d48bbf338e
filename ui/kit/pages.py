"""Long lists, a page at a time: which page the address asks for. What is written of it: `exports.blocs.pages`."""

from __future__ import annotations

import streamlit as st

from exports.blocs.pages import PAGE, PAR_PAGE, Decoupe
from ui.socle.inconnus import tell_inconnu

CHIFFRES_MAX = 6
"""Digits of a page number that are read."""


def read_page(total: int, par_page: int = PAR_PAGE) -> Decoupe:
    """Return the page that the address asks for; one that does not exist is said, and the first one is shown."""
    lue = st.query_params.get(PAGE, "")
    page = Decoupe(1, total, par_page)
    numero = int(lue) if lue.isdecimal() and len(lue) <= CHIFFRES_MAX else 0
    if 1 <= numero <= page.pages:
        return Decoupe(numero, total, par_page)
    if lue:
        tell_inconnu("Page", lue, "voici la première.")
    return page


def reopen() -> None:
    """Go back to the first page: what a filter or an order changes is another list."""
    st.query_params.pop(PAGE, None)
