"""The address bar, told what a run shows only where it would not know: each word to the browser costs a message.

A link to the page already shown does not reach the bar by itself; a control does, or its run tells the bar.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from urllib.parse import parse_qsl

import streamlit as st
from streamlit.runtime.scriptrunner import get_script_run_ctx

from ui.socle.navigation import Ecran

_CLE = "_barre"
Adresse = tuple[str, list[tuple[str, str]]]


@dataclass(slots=True)
class Barre:
    """What the last run left in the bar: its page, its parameters.

    Kept in the session and changed in place: a script that stops can no longer write in the session itself.
    """

    dite: Adresse | None = None


def tell_adresse(ecran: Ecran) -> None:
    """Have the bar show the parameters of this run, unless the last one left it so."""
    if _open_barre().dite != _read(ecran.url):
        st.query_params.update({})


@contextmanager
def note_adresse(url: str) -> Iterator[None]:
    """Run a page, then note what it leaves in the bar, however it ends."""
    barre = _open_barre()
    try:
        yield
    finally:
        barre.dite = _read(url)


def _open_barre() -> Barre:
    barre: Barre = st.session_state.setdefault(_CLE, Barre())
    return barre


def _read(url: str) -> Adresse:
    contexte = get_script_run_ctx(suppress_warning=True)
    return url, sorted(parse_qsl(contexte.query_string if contexte else "", keep_blank_values=True))
