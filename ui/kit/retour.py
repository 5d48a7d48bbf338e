"""The way back from a sheet to the list as it was filtered, carried by the address."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from urllib.parse import parse_qsl, urlencode

import streamlit as st

RETOUR = "retour"


def pack_retour(filtres: Mapping[str, str]) -> dict[str, str]:
    """Return what a link to a sheet adds to its address so that one comes back to the list as it was.

    One parameter of its own: the framework takes those bound to a filter off the address of a page without that filter.
    """
    return {RETOUR: urlencode(filtres)} if filtres else {}


def read_retour(cles: Collection[str]) -> dict[str, str]:
    """Return the filters to come back to, of these keys; empty when the sheet was not opened from the list."""
    return {cle: valeur for cle, valeur in parse_qsl(st.query_params.get(RETOUR, "")) if cle in cles}
