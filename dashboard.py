"""Front door: `streamlit run dashboard.py` finds `app` and serves it.

The script is `ui/entree.py`, not this file: a script beside `pages/` lets a first visitor run a page around the gate.
"""

from __future__ import annotations

import sys
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

import streamlit as st
from starlette.middleware import Middleware

from models.refus import ReglageInvalide
from models.vocabulaire import Role
from ui.serveur.arret import watch_arret
from ui.serveur.ecrits import watch_ecrits
from ui.serveur.incident import answer_incident, show_incident
from ui.serveur.lignes import is_json
from ui.serveur.ouverture import announce_ouverture
from ui.serveur.reponses import Serveur
from ui.socle.texte import Html


@asynccontextmanager
async def start(_: st.App) -> AsyncIterator[None]:
    """Make everything ready before the first visitor, say where it is served; stop without cutting an import."""
    from ui.socle.chauffe import warm_up

    watch_ecrits()
    watch_arret()
    write_premier("", "", Role.LECTURE)  # kept: that of the first visitor
    warm_up()
    announce_ouverture()
    yield


def write_premier(chemin: str, requete: str, role: Role) -> Html:
    """Return the first page of an address; imported when one is asked for, since it draws as the screens do."""
    from ui.premier.page import write_premier

    return write_premier(chemin, requete, role)


def leave_if_open() -> None:
    """Leave, with what to set, rather than serve a network without knowing who comes, or follow half a setting."""
    from ui.socle.voies import check_depart

    try:
        check_depart(str(st.get_option("server.address") or ""))
        is_json()
    except ReglageInvalide as refus:
        sys.exit(f"\n  Le tableau de bord ne démarre pas. {refus}\n")


leave_if_open()
app = st.App(
    Path(__file__).resolve().parent / "ui" / "entree.py",
    middleware=[Middleware(Serveur, write_premier=write_premier)],
    lifespan=start,
    on_script_error=show_incident,
    exception_handlers={Exception: answer_incident},
)
