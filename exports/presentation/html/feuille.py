"""The style sheet that pages of the story go with, wherever they are shown."""

from __future__ import annotations

from functools import lru_cache
from pathlib import Path


@lru_cache(maxsize=1)
def read_feuille() -> str:
    """Return the style sheet of the pages: colours are the variables of the house, sizes those of the place."""
    return Path(__file__).with_name("diapo.css").read_text(encoding="utf-8")
