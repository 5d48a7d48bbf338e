"""Writing a text in a workbook that is handed back: it stays a text, whatever it begins with (faults 47, 91)."""

from __future__ import annotations

import re
from typing import Any

INTERDITS = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
"""What the XML of a workbook cannot hold."""
FORMULE = re.compile(r"[\s\x00-\x1f\u00ad\u200b-\u200f\u2060\ufeff]*[=+\-@＝＋－＠﹦﹢﹣﹫]")
"""What a spreadsheet may take for a formula: that of `models/texte.py`, which this process does not see."""


def set_texte(cellule: Any, texte: str) -> None:
    """Write a text as a text, whatever it begins with."""
    cellule.value = texte
    cellule.data_type = "s"
    # Without the prefix the text stays one until somebody edits the cell.
    cellule.quotePrefix = FORMULE.match(texte) is not None
