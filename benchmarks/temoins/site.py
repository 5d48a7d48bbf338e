"""The public site, compressed, and the words of its first page alone: `python -m benchmarks.temoins.site PORT`.

`/nu` has the same words without a class, a drawing or a style sheet: what the site costs is what it adds to them.
"""

from __future__ import annotations

import re
import sys
from collections.abc import Mapping

import uvicorn
from starlette.applications import Starlette
from starlette.middleware import Middleware
from starlette.middleware.gzip import GZipMiddleware
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from benchmarks.temoins.contenu import AUJOURD_HUI, DEFAUT, PLAN
from exports.formats import Demande, export

GENRES = {"html": "text/html", "css": "text/css", "svg": "image/svg+xml"}
_ATTRIBUTS = re.compile(r"<(\w+)[^>]*>")
_TETE = re.compile(r"<(script|svg)\b.*?</\1>|<meta http-equiv[^>]*>|<link[^>]*>", re.DOTALL)


def build_site() -> Mapping[str, bytes]:
    """Return the site by the addresses of its files."""
    site = export("html", Demande(PLAN, DEFAUT, AUJOURD_HUI))
    if isinstance(site, bytes):
        raise TypeError("html")
    return site


def strip_page(page: str) -> str:
    """Return a page without its style, its script and its attributes, but those by which it is known to be read."""
    nue = _TETE.sub("", page)
    return _ATTRIBUTS.sub(lambda m: m[0] if 'class="phrase"' in m[0] or _is_chiffre(m[0]) else f"<{m[1]}>", nue)


def _is_chiffre(balise: str) -> bool:
    return 'class="kpi"' in balise or 'class="valeur' in balise


SITE = build_site()
NU = strip_page(SITE["index.html"].decode())


async def send(requete: Request) -> Response:
    """Send a file of the site, the first page without a name, or its words alone."""
    nom = requete.path_params["nom"] or "index.html"
    if nom == "nu":
        return Response(NU, media_type="text/html")
    if nom not in SITE:
        return Response(status_code=404)
    return Response(SITE[nom], media_type=GENRES.get(nom.rpartition(".")[2], "application/octet-stream"))


application = Starlette(routes=[Route("/{nom:path}", send)], middleware=[Middleware(GZipMiddleware)])

if __name__ == "__main__":
    uvicorn.run(application, host="localhost", port=int(sys.argv[1]), log_level="error")
