"""What the pages of Aide are made of: articles grouped in rubriques, and the few shapes their texts take."""

from __future__ import annotations

import html
import re
from collections.abc import Iterable
from dataclasses import dataclass

from models.texte import slug
from phrases.format import set_espaces
from phrases.html import Html

_BALISE = re.compile(r"<[^>]+>")


@dataclass(frozen=True, slots=True)
class Article:
    """A question answered: a title (plain text), its text (HTML), where else its link leads than to this text."""

    titre: str
    corps: Html
    adresse: tuple[tuple[str, str], ...] = ()

    @property
    def cle(self) -> str:
        """Return its place in the address, among the articles of its part."""
        return slug(self.titre)

    @property
    def texte(self) -> str:
        """Return its text without marks, as one reads it."""
        return html.unescape(_BALISE.sub(" ", self.corps))


def make_article(titre: str, *morceaux: Html) -> Article:
    """Return an article whose texts, written with plain spaces, get those of French typography."""
    return Article(set_espaces(titre), set_espaces("".join(morceaux)))


def paragraphe(texte: Html) -> Html:
    """Return a paragraph."""
    return f"<p>{texte}</p>"


def etapes(*textes: Html) -> Html:
    """Return what to do, in order."""
    return f"<ol>{_write_items(textes)}</ol>"


def puces(*textes: Html) -> Html:
    """Return a list without order."""
    return f"<ul>{_write_items(textes)}</ul>"


def definitions(couples: Iterable[tuple[Html, Html]]) -> Html:
    """Return words (HTML) and what they mean (HTML)."""
    return (
        f'<dl class="definitions">{"".join(f"<div><dt>{mot}</dt><dd>{sens}</dd></div>" for mot, sens in couples)}</dl>'
    )


def _write_items(textes: Iterable[Html]) -> Html:
    return "".join(f"<li>{texte}</li>" for texte in textes)
