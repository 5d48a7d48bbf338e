"""Comparing what people type: one folding for headers, codes, names and vocabulary."""

from __future__ import annotations

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


COURT = 400
"""Signs up to which a folding is kept: heads, codes, titles and names come back again and again in a workbook, and
4,096 of them stay small; a long text comes once."""


def fold(texte: str) -> str:
    """Return the comparison key of a text: case, accents, spaces, apostrophes, dashes and ligatures are levelled.

    What looks like a digit and is none (², ½, ①, Ⅳ) stays what it is: 8² is not 82 (fault 67).
    """
    return _fold_court(texte) if len(texte) <= COURT else _fold(texte)


def _fold(texte: str) -> str:
    if texte.isascii():  # no accent and no mark to look for: long texts cost ten times less
        return re.sub(r"\s+", " ", texte.translate(_EQUIVALENTS).casefold()).strip()
    texte = _limit_marques(texte) if len(texte) > MARQUES_MAX else texte
    cle = _level_formes(texte.translate(_EQUIVALENTS)).translate(_EQUIVALENTS).casefold()
    cle = "".join(c for c in unicodedata.normalize("NFD", cle) if not unicodedata.combining(c))
    return re.sub(r"\s+", " ", cle).strip()


_fold_court = lru_cache(4096)(_fold)


def has_faux_chiffre(texte: str) -> bool:
    """Return whether a text holds a sign that stands for a number without being a digit: ², ½, ①, Ⅳ."""
    return any(c.isnumeric() and not c.isdecimal() for c in texte)


def _level_formes(texte: str) -> str:
    if not has_faux_chiffre(texte):
        return unicodedata.normalize("NFKC", texte)
    return "".join(c if has_faux_chiffre(c) else unicodedata.normalize("NFKC", c) for c in texte)


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


# rapidfuzz takes longer to import than most commands take to answer: it waits until somebody made a mistake
def find_proches(texte: str, candidats: Iterable[str], nombre: int = 3, seuil: float = 0.0) -> list[str]:
    """Return the `nombre` candidates nearest to a text, nearest first, at least `seuil` alike (0 to 1).

    Between equals, the one made of the same letters comes first: A61 is more likely A16 than A01.
    """
    from rapidfuzz import process
    from rapidfuzz.distance import Indel

    noms, cle = list(candidats), fold(texte)
    pliables = [fold(nom) for nom in noms]
    trouves = process.extract(cle, pliables, scorer=Indel.normalized_similarity, limit=None, score_cutoff=seuil)
    dernier = trouves[:nombre][-1][1] if trouves else 0.0
    lettres, notes = Counter(cle), []
    for autre, note, rang in trouves:  # the nearest first: what comes after the last one kept is no equal of it
        if note < dernier:
            break
        ecart = sum(((lettres - Counter(autre)) + (Counter(autre) - lettres)).values())
        notes.append((-note, ecart, noms[rang]))
    return [nom for _, _, nom in sorted(notes)[:nombre]]


def compare(un: str, autre: str) -> float:
    """Return how alike two texts are once folded, from 0 to 1: the share of their letters found in the same order."""
    from rapidfuzz.distance import Indel

    return float(Indel.normalized_similarity(fold(un), fold(autre)))


_FORMULE = re.compile(r"[\s\x00-\x1f\u00ad\u200b-\u200f\u2060\ufeff]*[=+\-@＝＋－＠﹦﹢﹣﹫]")


def begins_formule(texte: str) -> bool:
    """Return whether a spreadsheet may take a text for a formula: by its first sign, past what it does not show.

    Signs of full width count: some spreadsheets read them as the plain ones.
    """
    return _FORMULE.match(texte) is not None


_HORS_DOCUMENT = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")


def clean(texte: str) -> str:
    """Return a text without what no document can hold: control characters, halves of pairs, non-characters.

    Line ends, whatever they were, become that of Unix.
    """
    return _HORS_DOCUMENT.sub("", texte.replace("\r\n", "\n").replace("\r", "\n"))


SEPARATEUR = " | "
"""Between the items of a list held in one cell of `schema_data/`."""


def split_liste(texte: str | None) -> list[str]:
    """Return the items of a list cell; empty for None."""
    return [e.strip() for e in (texte or "").split(SEPARATEUR.strip()) if e.strip()]
