"""What a window last drew of a draft: a click agrees to that, and to nothing that another screen changed since.

Two windows may hold one draft, and both keep in it what they say. Changed in place, as all that decides what a click
does: reading or writing the session itself is where a script may be stopped.
"""

from __future__ import annotations

from dataclasses import dataclass

import streamlit as st

from loaders.ecriture.reglages import Reglages

AILLEURS = "Cet aperçu a changé sur un autre écran."


@dataclass(slots=True)
class Vue:
    """What is on the screen: the files of a draft, by their bytes, and what is kept with it.

    None before anything is drawn. `tour` counts the times when another screen changed what is kept: the widgets drawn
    since are others, which start from it.
    """

    empreintes: tuple[str, ...] | None = None
    reglages: Reglages | None = None
    tour: int = 0

    def meet(self, gardes: Reglages) -> bool:
        """Take what is kept with the draft now; return whether another screen changed it since it was drawn here."""
        ailleurs = self.reglages not in (None, gardes)
        self.reglages = gardes
        self.tour += ailleurs
        return ailleurs

    def swap(self, empreintes: tuple[str, ...]) -> bool:
        """Note the files now drawn; return whether others were."""
        autres, self.empreintes = self.empreintes not in (None, empreintes), empreintes
        return autres


def open_vue(lot: str) -> Vue:
    """Return what this window knows of a draft."""
    cle = f"import_vue_{lot}"
    if cle not in st.session_state:
        st.session_state[cle] = Vue()
    vue: Vue = st.session_state[cle]
    return vue
