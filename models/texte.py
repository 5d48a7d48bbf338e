"""Comparing what people type: one folding for headers, codes, names and vocabulary."""

from __future__ import annotations

import difflib
import re
import unicodedata
from collections import Counter
from collections.abc import Iterable
from functools import lru_cache

_EQUIVALENTS = str.maketrans(
    {
        **dict.fromkeys("’‘ʼ´`′‛＇", "'"),
        **dict.fromkeys("‐‑‒–—―−﹣－", "-"),
        **dict.fromkeys("\u00ad\ufeff\u200b\u200c\u200d\u2060\u200e\u200f", None),
        "œ": "oe",
        "Œ": "oe",
        "æ": "ae",
        "Æ": "ae",
    }
)


MARQUES_MAX = 8
"""Combining marks kept one after the other: no language stacks more, and sorting a long run takes quadratic time."""


def fold(texte: str) -> str:
    """Return the comparison key of a text: case, accents, spaces, apostrophes, dashes and ligatures are levelled."""
    texte = _limit_marques(texte) if len(texte) > MARQUES_MAX else texte
    cle = unicodedata.normalize("NFKC", texte.translate(_EQUIVALENTS)).translate(_EQUIVALENTS).casefold()
    cle = "".join(c for c in unicodedata.normalize("NFD", cle) if not unicodedata.combining(c))
    return re.sub(r"\s+", " ", cle).strip()


def _limit_marques(texte: str) -> str:
    gardes, suite = [], 0
    for caractere in texte:
        suite = suite + 1 if unicodedata.combining(caractere) else 0
        if suite <= MARQUES_MAX:
            gardes.append(caractere)
    return "".join(gardes)


def slug(texte: str) -> str:
    """Return an ASCII slug: `CRIP 93` gives `crip-93`."""
    ascii_seul = fold(texte).encode("ascii", "ignore").decode()
    return re.sub(r"[^a-z0-9]+", "-", ascii_seul).strip("-")


_fold_candidat = lru_cache(4096)(fold)
"""The folding of what others are compared with: the same names again and again."""


def find_proches(texte: str, candidats: Iterable[str], nombre: int = 3, seuil: float = 0.0) -> list[str]:
    """Return the `nombre` candidates nearest to a text, nearest first, at least `seuil` alike (0 to 1).

    Between equals, the one made of the same letters comes first: A61 is more likely A16 than A01.
    """
    cle = fold(texte)
    lettres = Counter(cle)
    crible = difflib.SequenceMatcher(None, b=cle)
    notes = []
    for candidat in candidats:
        autre = _fold_candidat(candidat)
        crible.set_seq1(autre)
        if seuil and (crible.real_quick_ratio() < seuil or crible.quick_ratio() < seuil):
            continue  # upper bounds, far cheaper than the ratio itself
        ecart = sum(((lettres - Counter(autre)) + (Counter(autre) - lettres)).values())
        notes.append((-difflib.SequenceMatcher(None, cle, autre).ratio(), ecart, candidat))
    return [candidat for note, _, candidat in sorted(notes) if -note >= seuil][:nombre]


SEPARATEUR = " | "
"""Between the items of a list held in one cell of `schema_data/`."""


def split_liste(texte: str | None) -> list[str]:
    """Return the items of a list cell; empty for None."""
    return [e.strip() for e in (texte or "").split(SEPARATEUR.strip()) if e.strip()]
