"""Documents of the organisation, read in Aide as they stand in `docs/`: a section is an article."""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache
from pathlib import Path

from exports.blocs.aide.articles import Article, make_article, paragraphe, puces
from exports.blocs.table import write_table
from phrases.html import Html, escape_html

DOSSIER = Path(__file__).resolve().parents[2] / "docs"


@lru_cache(maxsize=4)
def read_document(nom: str) -> tuple[Article, ...]:
    """Return the sections of a document of `docs/`: paragraphs, lists and tables, the marks of emphasis kept."""
    texte = (DOSSIER / nom).read_text(encoding="utf-8")
    sections = texte.split("\n## ")[1:]
    return tuple(_build_article(*section.split("\n", 1)) for section in sections)


def _build_article(titre: str, corps: str = "") -> Article:
    return make_article(titre.strip(), *_iter_blocs(titre.strip(), corps))


def _iter_blocs(titre: str, corps: str) -> Iterator[Html]:
    for bloc in filter(None, (b.strip("\n") for b in corps.split("\n\n"))):
        if bloc.startswith("- "):
            yield puces(*(_write(item.replace("\n", " ")) for item in bloc[2:].split("\n- ")))
        elif bloc.startswith("|"):
            entetes, _, *lignes = ([_write(c.strip()) for c in x.strip("|").split("|")] for x in bloc.split("\n"))
            yield write_table(titre, entetes, lignes, legende_lue=True)
        else:
            yield paragraphe(_write(bloc.replace("\n", " ")))


def _write(texte: str) -> Html:
    """Return a text with its emphasis, and nothing else that it could be taken for."""
    morceaux = [_write_mots(m) if n % 2 == 0 else f"<strong>{escape_html(m)}</strong>" for n, m in _split(texte, "**")]
    return "".join(morceaux)


def _write_mots(texte: str) -> Html:
    return "".join(escape_html(m) if n % 2 == 0 else f"<em>{escape_html(m)}</em>" for n, m in _split(texte, "*"))


def _split(texte: str, marque: str) -> Iterator[tuple[int, str]]:
    """Yield the pieces of a text around a mark: every second one stands between two of them."""
    return iter(enumerate(texte.split(marque)))
