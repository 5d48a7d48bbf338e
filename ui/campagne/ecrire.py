"""What every act of the screen says to the writers: in whose name, on which data, and what was done, once."""

from __future__ import annotations

import streamlit as st

from loaders.ecriture.application import Accord
from loaders.ecriture.journal import Acte
from models.vocabulaire import NatureEntree
from phrases.format import FINE
from ui.socle import identity
from ui.socle.donnees import Version
from ui.socle.guard import Contexte
from ui.socle.texte import escape_markdown

_DIT, _VUE = "campagne_dite", "campagne_vue"


def build_acte(contexte: Contexte, auteur: str) -> Acte:
    """Return an act of the screen."""
    return Acte(NatureEntree.IMPORT, auteur, contexte.maintenant)


def note_vue(version: Version) -> None:
    """Note on which data a dialog was opened, which its button agrees to."""
    st.session_state[_VUE] = version


def build_accord() -> Accord:
    """Return what who acts agreed to: the data that were there when the dialog was opened."""
    vue: Version | None = st.session_state.get(_VUE)
    if vue is None:
        return Accord(identity.find_agissant())
    return Accord(identity.find_agissant(), revision_vue=vue.revision, sceau_vu=vue.sceau)


def say_fait(texte: str, numero: int | None = None, *, inchange: bool = False) -> None:
    """Say once, at the next run, what was done, with the entry of the journal where there is one."""
    suite = f" (entrée n°\u00a0{numero} du journal)" if numero is not None else ""
    st.session_state[_DIT] = f"{texte}{FINE}: rien n’a changé." if inchange else f"{texte}{suite}."


def show_fait() -> None:
    """Show what was done, once."""
    if texte := st.session_state.pop(_DIT, ""):
        st.success(escape_markdown(texte), icon=":material/check_circle:")
