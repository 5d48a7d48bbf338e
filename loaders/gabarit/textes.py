"""Writing a text in a workbook that goes out: it stays a text, whatever it begins with (faults 47, 91)."""

from __future__ import annotations

import re
from typing import Any

from models.texte import begins_formule

INTERDITS = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
"""What the XML of a workbook cannot hold."""


def set_texte(cellule: Any, texte: str) -> None:
    """Write a text as a text: never a formula."""
    cellule.value = texte
    cellule.data_type = "s"  # openpyxl reads a leading « = » as a formula when the value is set
    # Without the prefix the text stays one until somebody edits the cell, when Excel would take it for a formula.
    cellule.quotePrefix = begins_formule(texte)
