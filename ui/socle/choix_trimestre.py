"""The quarter shown: chosen once, kept from screen to screen, always told by the address.

Not bound by the framework: it forgets a parameter bound to the widget of another page, even when a link carries it.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

import streamlit as st

from metrics.bilan import list_choix_trimestres
from models.plan import Plan
from models.trimestre import Trimestre
from phrases.trimestre import name_choix

CLE = "trimestre"
_DERNIER = "_dernier_trimestre"
"""Session key: (screen, address form of the quarter) last shown, for the links of the menu, which carry nothing."""


def take_trimestre(plan: Plan, fichier: str, defaut: Trimestre, aujourd_hui: date) -> Trimestre:
    """Return the quarter, told by the address: its own, else the one of the screen just left, else `defaut`."""
    choix = list_choix_trimestres(plan, aujourd_hui)
    ecran, dernier = st.session_state.get(_DERNIER, ("", None))
    demande = st.query_params.get(CLE) or (dernier if ecran != fichier else None)
    trimestre = read_demande(demande, choix) or defaut
    _tell(trimestre)
    st.session_state[CLE], st.session_state[_DERNIER] = trimestre, (fichier, trimestre.libelle)
    return trimestre


def show_choix_trimestre(plan: Plan, aujourd_hui: date) -> None:
    """Draw the picker, once `take_trimestre` put the quarter in it."""
    st.selectbox(
        "Trimestre",
        list_choix_trimestres(plan, aujourd_hui),
        format_func=lambda t: name_choix(t, aujourd_hui),
        key=CLE,
        label_visibility="collapsed",
        width=320,
        on_change=lambda: _tell(st.session_state[CLE]),
    )


def read_demande(texte: str | None, choix: Sequence[Trimestre]) -> Trimestre | None:
    """Return the quarter an address asks for, in any form (« T2 2026 », « 2026-T2 »), None when it cannot be shown."""
    try:
        trimestre = Trimestre.parse(texte or "")
    except ValueError:
        return None
    return trimestre if trimestre in choix else None


def _tell(trimestre: Trimestre) -> None:
    """Put the quarter in the address, the default one too: what is copied today shows the same one later."""
    if st.query_params.get(CLE) != trimestre.libelle:
        st.query_params[CLE] = trimestre.libelle
