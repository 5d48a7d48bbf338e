"""The format « pptx » of the command line."""

from __future__ import annotations

from pathlib import Path

from exports.formats import Demande
from exports.presentation.demande import tell_recit
from exports.presentation.pptx.deck import build_pptx


def export(demande: Demande) -> bytes:
    """Return the deck of a demand: of the period it asks for, as its meeting tells it."""
    modele = demande.options.get("modele")
    return build_pptx(tell_recit(demande), modele=Path(modele) if modele else None)
