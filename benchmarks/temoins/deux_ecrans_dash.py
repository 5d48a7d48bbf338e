"""The Synthèse and the list of actions in Dash, with a menu: `python -m benchmarks.temoins.deux_ecrans_dash PORT`.

Written with Dash Pages, as its documentation advises: a link changes the address, a callback brings the other screen.
Both screens are computed once.
"""

from __future__ import annotations

import sys
from collections.abc import Callable
from functools import lru_cache

import dash
import waitress
from dash import Dash, dcc, html
from dash.development.base_component import Component

from benchmarks.temoins.contenu import PLAN, build_vue
from benchmarks.temoins.synthese_dash import build_synthese, build_table
from phrases.format import format_pourcent

ACTIONS = "Orientations et actions"
ENTETES = ("Action", "Statut", "Avancement", "Météo", "Pilote")


@lru_cache(maxsize=1)
def build_actions() -> Component:
    """Return the list of actions by orientation and priorité: what the application's list says of each."""
    etats = build_vue().bilan.etats
    blocs: list[Component] = [html.H1(ACTIONS)]
    for orientation in PLAN.orientations:
        blocs.append(html.H2(orientation.libelle.texte))
        for priorite in orientation.priorites:
            lignes = tuple(
                (
                    f"{e.code} {e.action.libelle.texte}",
                    e.statut,
                    format_pourcent(e.avancement),
                    e.meteo,
                    e.action.pilote.nom,
                )
                for e in (etats[a.code] for a in priorite.actions)
            )
            blocs += [html.H3(priorite.libelle.texte), build_table(ENTETES, lignes)]
    return html.Main(blocs)


def build_application() -> Dash:
    """Return the Dash application, its Synthèse at the root."""
    application = Dash(__name__, title="Synthèse", compress=True, use_pages=True, pages_folder="")
    register: Callable[..., None] = dash.register_page
    register("synthese", path="/", title="Synthèse", layout=lru_cache(maxsize=1)(build_synthese))
    register("actions", path="/actions", title=ACTIONS, layout=build_actions)
    menu = html.Nav([dcc.Link("Synthèse", href="/"), " ", dcc.Link(ACTIONS, href="/actions")])
    application.layout = html.Div([menu, dash.page_container])
    return application


if __name__ == "__main__":
    waitress.serve(build_application().server, host="localhost", port=int(sys.argv[1]))
