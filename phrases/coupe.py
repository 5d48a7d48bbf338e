"""A text that is given little room: cut at a word, and seen to be cut."""

from __future__ import annotations

import re

_BLANCS = re.compile(r"[ \t\r\n]+")
_FIN = " ,;:.-–(«\u202f\u00a0"


def cut_mots(texte: str, maximum: int) -> str:
    """Return a text on one line, of `maximum` characters at most: cut at a word, « … » after it, where it is longer.

    A word longer than half of the room is cut where the room ends. A final full stop is left out.
    """
    propre = _BLANCS.sub(" ", texte).strip().removesuffix(".")
    if len(propre) <= maximum:
        return propre
    debut = propre[: maximum - 1]
    if propre[maximum - 1] != " " and debut.rfind(" ") > maximum // 2:
        debut = debut[: debut.rfind(" ")]
    return f"{debut.rstrip(_FIN)}…"


def cut_phrase(texte: str, maximum: int) -> str:
    """Return the same, ended as a sentence: with its own mark, with « … » where it is cut, else with a full stop."""
    coupe = cut_mots(texte, maximum)
    return coupe if coupe.endswith(("…", "!", "?")) else f"{coupe}."
