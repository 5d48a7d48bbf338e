"""Which dialog stands over the screen: one at a time, open from run to run until it is closed or done with."""

from __future__ import annotations

from enum import StrEnum

import streamlit as st

from ui.campagne.ecrire import note_vue
from ui.socle.donnees import Version

_OUVERT = "campagne_dialogue"


class Dialogue(StrEnum):
    """What may open over the screen."""

    OUVRIR = "ouvrir"
    RELANCER = "relancer"
    CONTACTS = "contacts"
    CLORE = "clore"
    ROUVRIR = "rouvrir"


def draw_bouton(nom: str, ouvre: Dialogue, icone: str, version: Version, *, premier: bool = False) -> None:
    """Draw what opens a dialog at the next run, on the data that are shown now."""

    def open_dialogue() -> None:
        note_vue(version)
        st.session_state[_OUVERT] = ouvre

    st.button(
        nom,
        key=f"campagne_{ouvre}",
        icon=f":material/{icone}:",
        type="primary" if premier else "tertiary",
        on_click=open_dialogue,
    )


def find_ouvert() -> Dialogue | None:
    """Return what is open, None for nothing."""
    ouvert: Dialogue | None = st.session_state.get(_OUVERT)
    return ouvert


def close_dialogue() -> None:
    """Have none opened at the next run."""
    st.session_state.pop(_OUVERT, None)


def finish() -> None:
    """Close what was done with, and draw the screen again."""
    close_dialogue()
    st.rerun()
