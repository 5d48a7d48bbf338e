"""What an address asks for and a screen does not have: it is said, not shown as something else without a word.

A link copied short, or kept from another plan, would else show every action, or another quarter, as if it were asked.
"""

from __future__ import annotations

import streamlit as st

from phrases.format import FINE
from ui.socle.sortie import show_html
from ui.socle.texte import Html, escape_html

_PLACE = "_place_des_inconnus"
"""Session key: the place of the state of the data, what it says, and what was said under it in this run."""
LONGUEUR = 60
"""Characters of what was asked that are said again."""


def show_etat(etat: Html) -> None:
    """Show the state of the data, under which what is unknown is said, for the run of a screen."""
    st.session_state[_PLACE] = (show_html(etat), [etat])


def tell_inconnu(nom: str, demande: str, suite: str) -> None:
    """Say that the address asks for something that `nom` does not have, and what is shown (`suite`)."""
    place, dits = st.session_state[_PLACE]
    dit = f"«{FINE}{_cut(demande)}{FINE}» n’existe pas dans «{FINE}{nom}{FINE}»{FINE}: {suite}"
    dits.append(f'<p class="consultation" role="status">{escape_html(dit)}</p>')
    show_html("".join(dits), place)


def _cut(demande: str) -> str:
    return demande if len(demande) <= LONGUEUR else f"{demande[:LONGUEUR]}…"
