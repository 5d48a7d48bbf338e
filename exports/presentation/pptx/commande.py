"""The format « pptx » of the command line."""

from __future__ import annotations

from pathlib import Path

from exports.formats import Demande
from exports.presentation.pieces import Periode
from exports.presentation.pptx.deck import build_pptx
from exports.presentation.recit import build_recit, find_periode


def export(demande: Demande) -> bytes:
    """Return the deck of a demand: since the quarter it says, else since the last annual meeting."""
    periode = find_periode(demande.plan, demande.trimestre, demande.aujourd_hui)
    if demande.depuis is not None:
        periode = Periode(demande.depuis, demande.trimestre)
    modele = demande.options.get("modele")
    recit = build_recit(demande.plan, periode, demande.aujourd_hui)
    return build_pptx(recit, modele=Path(modele) if modele else None)
