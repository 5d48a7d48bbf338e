"""A drawing as readers need it: the finding, the figure, the same thing in words, the same thing in a table."""

from __future__ import annotations

import html
import textwrap
from collections.abc import Sequence
from dataclasses import dataclass

import plotly.graph_objects as go


@dataclass(frozen=True)
class Graphique:
    """One drawing: `titre` says the finding, `alt` replaces the figure, `lignes` are its data under `entetes`."""

    titre: str
    alt: str
    figure: go.Figure
    entetes: tuple[str, ...]
    lignes: tuple[tuple[str, ...], ...]


def clean_texte(texte: str) -> str:
    """Return a text that Plotly shows literally: it reads a subset of HTML, and `$…$` as LaTeX."""
    return html.escape(texte, quote=False).replace("$", "&#36;")


def wrap_texte(texte: str, largeur: int, lignes: int | None = None) -> str:
    """Return a literal text on lines of `largeur` characters, cut with « … » only beyond `lignes` lines."""
    morceaux = textwrap.wrap(texte, largeur, break_long_words=True) or [""]
    if lignes is not None and len(morceaux) > lignes:
        morceaux = [
            *morceaux[: lignes - 1],
            textwrap.shorten(" ".join(morceaux[lignes - 1 :]), largeur, placeholder="…"),
        ]
    return "<br>".join(clean_texte(m) for m in morceaux)


def join_mots(mots: Sequence[str]) -> str:
    """Return « a, b et c »."""
    if len(mots) < 2:
        return "".join(mots)
    return f"{', '.join(mots[:-1])} et {mots[-1]}"
