"""A page of the server's own, when no screen can be shown: a title, what to know, a link."""

from __future__ import annotations

from collections.abc import Mapping
from html import escape

from starlette.responses import HTMLResponse, Response

from phrases.format import set_espaces

_PAGE = """<!DOCTYPE html>
<html lang="fr"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width">
<title>{titre}</title><style>
:root {{ color-scheme: light dark; font: 1rem/1.5 system-ui, sans-serif; }}
body {{ max-width: 36rem; margin: 4rem auto; padding: 0 1rem; }}
h1 {{ font-size: 1.5rem; line-height: 1.25; }}
</style></head><body><main><h1>{titre}</h1><p>{texte}</p><p><a href="{cible}">{lien}</a></p></main></body>
</html>
"""
_ENTETES = {
    "cache-control": "no-store",
    "referrer-policy": "no-referrer",
    "content-security-policy": "default-src 'none'; style-src 'unsafe-inline'; frame-ancestors 'none'",
}
LIRE = ("./", "Lire le tableau de bord")
REESSAYER = ("", "Réessayer")
"""Where the link of a page leads, and its words: the first screen, or the same address again."""


def write_page(
    statut: int, titre: str, texte: str, lien: tuple[str, str] = LIRE, entetes: Mapping[str, str] | None = None
) -> Response:
    """Return a page that is never kept and runs no script; `titre` and `texte` are plain French texts."""
    cible, mots = lien
    page = _PAGE.format(
        titre=escape(set_espaces(titre)), texte=escape(set_espaces(texte)), cible=cible, lien=escape(mots)
    )
    return HTMLResponse(page, statut, {**_ENTETES, **(entetes or {})})
