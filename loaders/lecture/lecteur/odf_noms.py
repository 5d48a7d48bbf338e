"""The names of OpenDocument, by what they stand for and not by the prefix that a file gives them."""

from __future__ import annotations

import functools

_OASIS = "urn:oasis:names:tc:opendocument:xmlns:"
_PREFIXES = {
    f"{_OASIS}office:1.0": "office",
    f"{_OASIS}table:1.0": "table",
    f"{_OASIS}text:1.0": "text",
    f"{_OASIS}style:1.0": "style",
    f"{_OASIS}drawing:1.0": "draw",
    f"{_OASIS}meta:1.0": "meta",
    f"{_OASIS}manifest:1.0": "manifest",
    f"{_OASIS}script:1.0": "script",
    f"{_OASIS}form:1.0": "form",
    f"{_OASIS}xsl-fo-compatible:1.0": "fo",
    "urn:org:documentfoundation:names:experimental:calc:xmlns:calcext:1.0": "calcext",
    "http://openoffice.org/2000/script": "module",
    "http://openoffice.org/2000/library": "module",
    "http://www.w3.org/1999/xlink": "xlink",
    "http://purl.org/dc/elements/1.1/": "dc",
}
SEPARATEUR = " "
"""What the parser puts between the vocabulary of a name and the name."""


@functools.lru_cache(maxsize=4_096)
def shorten(nom: str) -> str:
    """Return a name as `table:table-cell`; `?:…` in a vocabulary that is not looked at."""
    vocabulaire, _, local = nom.rpartition(SEPARATEUR)
    return f"{_PREFIXES.get(vocabulaire, '?')}:{local}" if vocabulaire else local


def shorten_attributs(attributs: dict[str, str]) -> dict[str, str]:
    """Return the attributes of an element by their short names."""
    return {shorten(nom): valeur for nom, valeur in attributs.items()}
