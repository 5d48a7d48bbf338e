"""What opens over the screen, one at a time, and stays open from run to run until it is closed or done with."""

from __future__ import annotations

from typing import Final

import streamlit as st

from ui.kit.dialogue import follow_fond, try_ecrire
from ui.socle.texte import escape_markdown

__all__ = ["close_dialogue", "find_ouvert", "follow_fond", "open_dialogue", "say_fait", "show_fait", "try_ecrire"]

GARDER, PREPARER, DECIDER = "garder", "preparer", "decider"
CLE_SAISIE: Final = "saisie"
"""What the address asks to be opened."""
_OUVERT, _DIT = "dialogue_ouvert", "presentation_dite"


def find_ouvert() -> str:
    """Return what is open, empty for nothing; what the address asks for is opened once."""
    if demande := st.query_params.pop(CLE_SAISIE, ""):
        st.session_state[_OUVERT] = demande
    return str(st.session_state.get(_OUVERT, ""))


def open_dialogue(nom: str) -> None:
    """Have one opened at the next run."""
    st.session_state[_OUVERT] = nom


def close_dialogue() -> None:
    """Have none opened at the next run."""
    st.session_state.pop(_OUVERT, None)


def say_fait(texte: str) -> None:
    """Say once, over the screen, what was done."""
    st.session_state[_DIT] = texte


def show_fait() -> None:
    """Show what was done, once: in what is open, where something is."""
    if texte := st.session_state.pop(_DIT, ""):
        st.success(escape_markdown(texte), icon=":material/check_circle:")
