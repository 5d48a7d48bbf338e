"""The format « pptx » of the command line."""

from __future__ import annotations

from pathlib import Path

from exports.formats import Demande
from exports.presentation.periode import choose_periode
from exports.presentation.pptx.deck import build_pptx
from exports.presentation.recit import build_recit


def export(demande: Demande) -> bytes:
    """Return the deck of a demand: of the period it asks for (`choose_periode`)."""
    periode = choose_periode(demande)
    modele = demande.options.get("modele")
    recit = build_recit(demande.plan, periode, demande.aujourd_hui)
    return build_pptx(recit, modele=Path(modele) if modele else None)
