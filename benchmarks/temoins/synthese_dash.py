"""The Synthèse written in Dash, as its documentation advises: `python -m benchmarks.temoins.synthese_dash PORT`.

Same data, same sentence, five figures, the same drawings (the very `go.Figure` of the application), the tree as a table
of its actions, a quarter picker; what depends on the data is computed once. Compressed, behind a production server; the
first content is in the layout, so that no callback is waited for. It has no menu, links, lists of decisions or style
sheet.
"""

from __future__ import annotations

import sys
from collections.abc import Sequence
from datetime import UTC, datetime
from functools import lru_cache

import waitress
from dash import Dash, Input, Output, dcc, html
from dash.development.base_component import Component

from charts.theme import CLAIR
from metrics.bilan import Bilan, choose_trimestre, list_choix_trimestres
from metrics.etat import EtatAction
from models.trimestre import Trimestre
from phrases.actions import name_fraicheur
from phrases.format import NON_RENSEIGNE, format_points, format_pourcent, format_taux
from phrases.synthese import write_ouverture
from ui.socle import dessins
from ui.socle.donnees import find_version, get_plan
from ui.socle.vue import Vue

AUJOURD_HUI = datetime.now(UTC).date()
VERSION = find_version(AUJOURD_HUI)
PLAN = get_plan(VERSION)
DEFAUT = choose_trimestre(PLAN, AUJOURD_HUI)
DESSINS = (dessins.get_courbe, dessins.get_orientations, dessins.get_meteo)
ENTETES = ("Code", "Intitulé", "Statut", "Avancement", "Fraîcheur")
TUILE = {"display": "inline-block", "width": "19%"}


@lru_cache(maxsize=64)
def build_contenu(texte: str) -> list[Component]:
    """Return everything under the picker, for a quarter."""
    vue = Vue(VERSION, Trimestre.parse(texte), DEFAUT, AUJOURD_HUI, CLAIR.nom)
    graphiques = [build(vue) for build in DESSINS]
    return [
        html.P(write_ouverture(vue.bilan, AUJOURD_HUI), className="phrase"),
        html.Div([_build_chiffre(nom, valeur) for nom, valeur in _list_chiffres(vue.bilan)]),
        *(
            html.Section([html.H2(g.titre), dcc.Graph(figure=g.figure, config={"displayModeBar": False})])
            for g in graphiques
        ),
        _build_table(ENTETES, [_list_cases(etat) for etat in vue.bilan.etats.values()]),
    ]


def _list_chiffres(bilan: Bilan) -> list[tuple[str, str]]:
    c = bilan.ensemble
    return [
        ("Avancement", format_pourcent(c.avancement)),
        ("Taux de réalisation", format_taux(c.taux_realisation)),
        ("Écart à l’attendu", format_points(c.ecart)),
        ("Remontée", format_taux(c.taux_remontee)),
        ("Décisions attendues", str(c.decisions)),
    ]


def _build_chiffre(nom: str, valeur: str) -> Component:
    return html.Dl([html.Dt(nom), html.Dd(valeur, className="valeur")], className="kpi", style=TUILE)


def _list_cases(etat: EtatAction) -> tuple[str, ...]:
    statut = str(etat.statut) if etat.statut else NON_RENSEIGNE
    return etat.code, etat.action.libelle.texte, statut, format_pourcent(etat.avancement), name_fraicheur(etat)


def _build_table(entetes: Sequence[str], lignes: Sequence[Sequence[str]]) -> Component:
    tete = html.Thead(html.Tr([html.Th(e) for e in entetes]))
    return html.Table([tete, html.Tbody([html.Tr([html.Td(c) for c in ligne]) for ligne in lignes])])


def build_application() -> Dash:
    """Return the Dash application."""
    choix = [{"value": str(t), "label": t.libelle} for t in list_choix_trimestres(PLAN, AUJOURD_HUI)]
    application = Dash(__name__, title="Synthèse", compress=True)
    application.layout = lambda: html.Main(
        [
            html.H1("Synthèse"),
            dcc.Dropdown(choix, str(DEFAUT), id="trimestre", clearable=False, searchable=False),
            html.Div(build_contenu(str(DEFAUT)), id="contenu"),
        ]
    )
    choisir = Output("contenu", "children"), Input("trimestre", "value")
    application.callback(*choisir, prevent_initial_call=True)(build_contenu)
    return application


if __name__ == "__main__":
    waitress.serve(build_application().server, host="localhost", port=int(sys.argv[1]))
