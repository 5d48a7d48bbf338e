"""A text that may be read as HTML, on a screen or in a document: what somebody typed in it is escaped."""

from __future__ import annotations

import html
import unicodedata
from collections.abc import Iterable
from typing import NewType, cast

from phrases.format import FINE, INSECABLE

Html = NewType("Html", str)
"""HTML that may be shown: typed texts in it are escaped. `scripts/mypy_html.py` tells mypy which texts are."""

RIEN = Html("")

_INTERDITS = frozenset({"Cc", "Cs", "Co", "Cn"})
_SENS = frozenset("\u200e\u200f\u061c\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069\ufeff")


def clean_texte(texte: str) -> str:
    """Return a text without control characters, lone surrogates or changes of writing direction; line breaks stay."""
    if texte.replace(FINE, "").replace(INSECABLE, "").isprintable():  # nearly every text: nothing to look at one by one
        return texte
    gardes = (c for c in texte if c in "\n\t" or (unicodedata.category(c) not in _INTERDITS and c not in _SENS))
    return "".join(gardes)


def escape_html(texte: str) -> Html:
    """Return HTML, for content or a quoted attribute, that shows as this very text."""
    return _trust(html.escape(clean_texte(texte), quote=True))


def replace_passages(contenu: Html, passages: Iterable[tuple[int, int, Html]]) -> Html:
    """Return HTML with passages of its texts, from where to where and in their order, given up for other HTML.

    A passage lies within one text, never across a tag nor in the middle of an entity.
    """
    morceaux: list[str] = []
    place = 0
    for debut, fin, remplacant in passages:
        morceaux += [contenu[place:debut], remplacant]
        place = fin
    return _trust("".join([*morceaux, contenu[place:]]))


def _trust(texte: str) -> Html:
    """Return as HTML what the two functions above made safe: nowhere else is a text said to be so."""
    return cast(Html, texte)
