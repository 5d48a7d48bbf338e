"""What every block of the Synthèse reads."""

from __future__ import annotations

from dataclasses import dataclass

from charts.theme import Palette
from metrics.avancement import Bilan
from ui.donnees import get_bilan
from ui.guard import Contexte
from ui.style import find_palette

PAGE_ACTIONS = "orientations_et_actions.py"


@dataclass(frozen=True)
class Vue:
    """The context, the figures of the quarter and of the one before, the ground."""

    contexte: Contexte
    bilan: Bilan
    precedent: Bilan
    palette: Palette


def build_vue(contexte: Contexte) -> Vue:
    """Return the view of the quarter shown."""
    bilan = get_bilan(contexte.version, contexte.trimestre)
    precedent = get_bilan(contexte.version, contexte.trimestre.decale(-1))
    return Vue(contexte, bilan, precedent, find_palette())
