"""The one door by which the HTML of a screen leaves: what is done to all of it is done here."""

from __future__ import annotations

from contextvars import ContextVar
from dataclasses import dataclass
from typing import Literal

import streamlit as st
from streamlit.delta_generator import DeltaGenerator

from ui.socle.donnees import Version
from ui.socle.sigles import Lecture
from ui.socle.texte import Html

# Not the session's state: it belongs to one run of a screen, and Streamlit gives each run a thread of its own.
_lecture: ContextVar[Lecture | None] = ContextVar("lecture", default=None)


@dataclass(frozen=True, slots=True)
class Ecrit:
    """HTML as it is: of a text, Streamlit asks the disk whether it names a file, then looks at its every line."""

    html: Html

    def _repr_html_(self) -> Html:
        return self.html


def begin_ecran(version: Version) -> None:
    """Forget what was shown before: the screen that begins here has a first use of its own for each sigle."""
    _lecture.set(Lecture(version))


def show_html(
    contenu: Html, place: DeltaGenerator | None = None, *, width: Literal["stretch", "content"] = "stretch"
) -> DeltaGenerator:
    """Show HTML, here or at a place kept before, its sigles told at their first use on the screen.

    Return its place, where other HTML may be shown instead.
    """
    lecture = _lecture.get()
    marque = contenu if lecture is None else lecture.mark(contenu)
    return (st if place is None else place).html(Ecrit(marque), width=width)
