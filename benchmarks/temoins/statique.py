"""The words of the Synthèse as a static page, compressed: `python -m benchmarks.temoins.statique PORT`.

No script, no drawing: what a document alone can do.
"""

from __future__ import annotations

import sys
from html import escape

import uvicorn
from starlette.applications import Starlette
from starlette.middleware import Middleware
from starlette.middleware.gzip import GZipMiddleware
from starlette.requests import Request
from starlette.responses import HTMLResponse
from starlette.routing import Route

from benchmarks.temoins.contenu import A_DECIDER, AUJOURD_HUI, build_vue, list_chiffres, list_decisions
from phrases.synthese import write_ouverture


def write_page() -> str:
    """Return the document."""
    vue = build_vue()
    chiffres = "".join(
        f'<dl class="kpi"><dt>{escape(nom)}</dt><dd class="valeur">{escape(valeur)}</dd></dl>'
        for nom, valeur in list_chiffres(vue.bilan)
    )
    decisions = "".join(f'<li class="decision">{escape(dit)}</li>' for dit in list_decisions(vue))
    return (
        '<!doctype html><html lang="fr"><meta charset="utf-8"><title>Synthèse</title><main><h1>Synthèse</h1>'
        f'<p class="phrase">{escape(write_ouverture(vue.bilan, AUJOURD_HUI))}</p>{chiffres}'
        f'<section class="decisions"><h2>{A_DECIDER}</h2><ul>{decisions}</ul></section></main></html>'
    )


PAGE = write_page()


async def send(_: Request) -> HTMLResponse:
    """Send the document, written once."""
    return HTMLResponse(PAGE)


application = Starlette(routes=[Route("/", send)], middleware=[Middleware(GZipMiddleware)])

if __name__ == "__main__":
    uvicorn.run(application, host="localhost", port=int(sys.argv[1]), log_level="error")
