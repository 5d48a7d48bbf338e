"""On which data a screen was drawn: what a click agrees to is what its author saw."""

from __future__ import annotations

import streamlit as st

from ui.socle.donnees import Version


def swap_version_vue(cle: str, version: Version) -> Version:
    """Return the version of the data that was on the screen before this run, and note the one now drawn.

    A click runs the script again, on data that may have moved, or been replaced by others (faults 36 and 56).
    """
    vue: Version = st.session_state.get(cle, version)
    st.session_state[cle] = version
    return vue
