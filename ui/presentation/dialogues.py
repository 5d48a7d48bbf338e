"""What opens over the screen, one at a time, and stays open from run to run until it is closed or done with."""

from __future__ import annotations

import logging
from collections.abc import Callable
from typing import Final

import streamlit as st

from charts.theme import SOMBRE
from models.refus import Refus
from models.remede import Canal
from phrases.format import set_espaces
from ui.socle.sortie import show_html
from ui.socle.style import find_palette
from ui.socle.texte import escape_markdown

GARDER, PREPARER, DECIDER = "garder", "preparer", "decider"
CLE_SAISIE: Final = "saisie"
"""What the address asks to be opened."""
_OUVERT, _DIT = "dialogue_ouvert", "presentation_dite"
_JOURNAL = logging.getLogger(__name__)
IMPREVU: Final = "L’enregistrement n’a pas abouti et rien n’a été changé. Réessayez, puis prévenez l’administrateur."


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


def follow_fond() -> None:
    """Have what opens follow the ground of the screen: it is drawn beside the application, which alone bears it."""
    if find_palette() is SOMBRE:
        show_html('<span class="sur-sombre"></span>')


def say_fait(texte: str) -> None:
    """Say once, over the screen, what was done."""
    st.session_state[_DIT] = texte


def show_fait() -> None:
    """Show what was done, once: in what is open, where something is."""
    if texte := st.session_state.pop(_DIT, ""):
        st.success(escape_markdown(texte), icon=":material/check_circle:")


def try_ecrire(ecrire: Callable[[], None]) -> bool:
    """Write, and return whether it was; else say why not, here."""
    try:
        ecrire()
    except Refus as refus:
        st.error(escape_markdown(set_espaces(refus.say(Canal.ECRAN))), icon=":material/error:")
        return False
    except Exception:
        _JOURNAL.exception("réunion")
        st.error(IMPREVU, icon=":material/error:")
        return False
    return True
