"""What any dialog that writes needs: the ground of the screen, a refusal said where the button is."""

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

_JOURNAL = logging.getLogger(__name__)
IMPREVU: Final = "L’enregistrement n’a pas abouti et rien n’a été changé. Réessayez, puis prévenez l’administrateur."


def follow_fond() -> None:
    """Have what opens follow the ground of the screen: it is drawn beside the application, which alone bears it."""
    if find_palette() is SOMBRE:
        show_html('<span class="sur-sombre"></span>')


def try_ecrire(ecrire: Callable[[], object]) -> bool:
    """Write, and return whether it was; else say why not, here."""
    try:
        ecrire()
    except Refus as refus:
        st.error(escape_markdown(set_espaces(refus.say(Canal.ECRAN))), icon=":material/error:")
        return False
    except Exception:
        _JOURNAL.exception("saisie")
        st.error(IMPREVU, icon=":material/error:")
        return False
    return True
