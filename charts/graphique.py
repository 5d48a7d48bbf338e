"""A drawing as readers need it: the finding, the figure, the same thing in words, the same thing in a table."""

from __future__ import annotations

import html
import textwrap
from collections.abc import Sequence
from dataclasses import dataclass

import plotly.graph_objects as go

from metrics.format import keep_sigles
from models.plan import Orientation


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
    morceaux = textwrap.wrap(keep_sigles(texte), largeur, break_long_words=True) or [""]
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


def name_orientations(orientations: Sequence[Orientation], une: str, plusieurs: str) -> str:
    """Return « L’orientation 2 est la plus avancée », or « Les orientations 1 et 2 sont les plus avancées »."""
    if len(orientations) == 1:
        return f"L’orientation {orientations[0].numero} {une}"
    return f"Les orientations {join_mots([str(o.numero) for o in orientations])} {plusieurs}"


def list_ex_aequo(couples: Sequence[tuple[Orientation, str]], valeur: str) -> list[Orientation]:
    """Return the orientations whose displayed value is a given one: a tie is told on what readers see."""
    return [orientation for orientation, affichee in couples if affichee == valeur]
