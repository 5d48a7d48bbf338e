"""Showing what people typed exactly as they typed it, wherever Streamlit reads Markdown or HTML.

Streamlit's labels and messages are Markdown with additions (LaTeX, emoji and icon codes, colour directives, automatic
links, typographic replacements), some of which are looked for after Markdown's own escapes are undone: those are broken
by an invisible word joiner.
"""

from __future__ import annotations

import re

from phrases.html import RIEN, Html, clean_texte, escape_html, replace_passages

__all__ = ["RIEN", "Html", "clean_texte", "escape_html", "escape_markdown", "replace_passages", "shorten_nom"]
"""What a screen writes texts with: HTML comes from below, where documents write theirs too."""

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


def escape_markdown(texte: str) -> str:
    """Return Markdown that Streamlit shows as this very text, on one line.

    Only what would be read as something else is escaped: labels reach screen readers as they are written.
    """
    ligne = _BLANCS.sub(" ", clean_texte(texte)).strip(" ")
    echappe = _A_ECHAPPER.sub(r"\\\g<0>", _A_SEPARER.sub(_JOINT, ligne))
    return _NUMERO.sub(r"\1\\", echappe)


def shorten_nom(nom: str, maximum: int = 120) -> str:
    """Return a file name to be shown: cleaned, without folders, at most `maximum` characters."""
    propre = " ".join(clean_texte(nom).replace("\\", "/").rsplit("/", 1)[-1].split()) or "fichier sans nom"
    return propre if len(propre) <= maximum else f"{propre[: maximum - 1]}…"
