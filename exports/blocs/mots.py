"""What is said above a drawing or a list, and in small print under it."""

from __future__ import annotations

from phrases.html import Html, escape_html


def write_constat(titre: str) -> Html:
    """Return what a drawing or a list says, to stand above it, as HTML."""
    return f'<p class="constat" role="heading" aria-level="2">{escape_html(titre)}</p>'


def write_note(texte: str) -> Html:
    """Return a line of small print as HTML: a caution, or what stands where a list or a table would."""
    return f'<p class="note">{escape_html(texte)}</p>'
