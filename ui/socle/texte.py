"""Showing what people typed exactly as they typed it, wherever Streamlit reads Markdown or HTML.

Streamlit's labels and messages are Markdown with additions (LaTeX, emoji and icon codes, colour directives, automatic
links, typographic replacements), some of which are looked for after Markdown's own escapes are undone: those are broken
by an invisible word joiner.
"""

from __future__ import annotations

import html
import re
import unicodedata
from collections.abc import Iterable
from typing import NewType, cast

from phrases.format import FINE, INSECABLE

Html = NewType("Html", str)
"""HTML that may be shown: typed texts in it are escaped. `scripts/mypy_html.py` tells mypy which texts are."""

RIEN = Html("")

_JOINT = "\u2060"
_A_SEPARER = re.compile(r"(?<=:)(?=\S)(?!\d+(?![\w:+-]))|(?=@)|(?<=www)(?=\.)|(?<=[<>~=-])(?=[<>=-])", re.IGNORECASE)
"""Where an addition of Streamlit would be seen; an hour (« 10:32 ») is none."""
_A_ECHAPPER = re.compile(
    r"[\\`*\[\]<>~$|{}^@]"  # Markdown and LaTeX anywhere
    r"|(?<![^\W_])_|_(?![^\W_])"  # not inside a word
    r"|&(?=[#\w])"  # an entity
    r"|:(?=" + _JOINT + r")"  # a code, a directive, an address
    r"|^[-+=#]"  # a block, at the beginning alone
)
_NUMERO = re.compile(r"^(\d+)(?=[.)])")
_BLANCS = re.compile(r"[ \t\n\r\x0b\x0c\u0085\u2028\u2029]+")
_INTERDITS = frozenset({"Cc", "Cs", "Co", "Cn"})
_SENS = frozenset("\u200e\u200f\u061c\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069\ufeff")


def clean_texte(texte: str) -> str:
    """Return a text without control characters, lone surrogates or changes of writing direction; line breaks stay."""
    if texte.replace(FINE, "").replace(INSECABLE, "").isprintable():  # nearly every text: nothing to look at one by one
        return texte
    gardes = (c for c in texte if c in "\n\t" or (unicodedata.category(c) not in _INTERDITS and c not in _SENS))
    return "".join(gardes)


def escape_markdown(texte: str) -> str:
    """Return Markdown that Streamlit shows as this very text, on one line.

    Only what would be read as something else is escaped: labels reach screen readers as they are written.
    """
    ligne = _BLANCS.sub(" ", clean_texte(texte)).strip(" ")
    echappe = _A_ECHAPPER.sub(r"\\\g<0>", _A_SEPARER.sub(_JOINT, ligne))
    return _NUMERO.sub(r"\1\\", echappe)


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


def shorten_nom(nom: str, maximum: int = 120) -> str:
    """Return a file name to be shown: cleaned, without folders, at most `maximum` characters."""
    propre = " ".join(clean_texte(nom).replace("\\", "/").rsplit("/", 1)[-1].split()) or "fichier sans nom"
    return propre if len(propre) <= maximum else f"{propre[: maximum - 1]}…"
