"""A drawing as readers need it: the finding, the figure, the same thing in words, the same thing in a table."""

from __future__ import annotations

import html
import textwrap
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property

import plotly.graph_objects as go

from metrics.arrondi import round_demi
from models.plan import Orientation
from phrases.format import keep_sigles

Valeur = str | int | float | date | None
"""A cell of a workbook; None is an empty one."""


@dataclass(frozen=True)
class Graphique:
    """One drawing: `titre` says the finding, `alt` replaces the figure, `lignes` are its data under `entetes`.

    `valeurs` are the same rows for a workbook: numbers as numbers, percentages and points with one decimal.
    """

    titre: str
    alt: str
    figure: go.Figure
    entetes: tuple[str, ...]
    lignes: tuple[tuple[str, ...], ...]
    valeurs: tuple[tuple[Valeur, ...], ...] = ()

    @cached_property
    def json(self) -> str:
        """Return the figure as JSON, written once: the same drawing goes to every viewer."""
        return str(self.figure.to_json())


def round_valeur(valeur: float | None) -> float | None:
    """Return a percentage or a number of points for a workbook: one decimal, halves away from 0 as on the screens."""
    return None if valeur is None else float(round_demi(valeur, 1))


def round_points(valeur: float | None) -> int:
    """Return a difference as it is displayed: halves away from 0; 0 when it is unknown."""
    return int(round_demi(valeur or 0))


def clean_texte(texte: str) -> str:
    """Return a text that Plotly shows literally: it reads a subset of HTML, and `$…$` as LaTeX."""
    return html.escape(texte, quote=False).replace("$", "&#36;")


def wrap_texte(texte: str, largeur: int, lignes: int | None = None) -> str:
    """Return a literal text on lines of `largeur` characters, cut with « … » only beyond `lignes` lines."""
    morceaux = textwrap.wrap(keep_sigles(texte), largeur, break_long_words=True) or [""]
    if lignes is not None and len(morceaux) > lignes:
        morceaux = [
            *morceaux[: lignes - 1],
            textwrap.shorten(" ".join(morceaux[lignes - 1 :]), largeur, placeholder="…"),
        ]
    return "<br>".join(clean_texte(m) for m in morceaux)


def list_ex_aequo(couples: Sequence[tuple[Orientation, str]], valeur: str) -> list[Orientation]:
    """Return the orientations whose displayed value is a given one: a tie is told on what readers see."""
    return [orientation for orientation, affichee in couples if affichee == valeur]
