"""The one door by which the HTML of a screen leaves: what is done to all of it is done here."""

from __future__ import annotations

from contextvars import ContextVar
from typing import Literal

import streamlit as st
from streamlit.delta_generator import DeltaGenerator

from ui.socle.donnees import Version
from ui.socle.sigles import Lecture
from ui.socle.texte import Html

# Not the session's state: it belongs to one run of a screen, and Streamlit gives each run a thread of its own.
_lecture: ContextVar[Lecture | None] = ContextVar("lecture", default=None)


def begin_ecran(version: Version) -> None:
    """Forget what was shown before: the screen that begins here has a first use of its own for each sigle."""
    _lecture.set(Lecture(version))


def show_html(
    contenu: Html, place: DeltaGenerator | None = None, *, width: Literal["stretch", "content"] = "stretch"
) -> None:
    """Show HTML, here or at a place kept before, its sigles told at their first use on the screen."""
    lecture = _lecture.get()
    marque = contenu if lecture is None else lecture.mark(contenu)
    (st if place is None else place).html(marque, width=width)
