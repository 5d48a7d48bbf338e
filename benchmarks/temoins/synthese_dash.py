"""The Synthèse written in Dash, as its documentation advises: `python -m benchmarks.temoins.synthese_dash PORT`.

Same data, same sentence, five figures, the same décisions, the same drawings (the very `go.Figure` of the application),
a table of the actions, a quarter picker; what depends on the data is computed once. Compressed, behind a production
server; the first content is in the layout, so that no callback is waited for. It has no menu, links or style sheet.
"""

from __future__ import annotations

import sys
from functools import lru_cache

import waitress
from dash import Dash, Input, Output, dcc, html
from dash.development.base_component import Component

from benchmarks.temoins.contenu import A_DECIDER, AUJOURD_HUI, DEFAUT, PLAN, build_vue, list_chiffres, list_decisions
from metrics.bilan import list_choix_trimestres
from metrics.etat import EtatAction
from models.trimestre import Trimestre
from phrases.actions import name_fraicheur
from phrases.format import NON_RENSEIGNE, format_pourcent
from phrases.synthese import write_ouverture
from ui.socle import dessins

DESSINS = (dessins.get_courbe, dessins.get_orientations, dessins.get_meteo)
ENTETES = ("Code", "Intitulé", "Statut", "Avancement", "Fraîcheur")
TUILE = {"display": "inline-block", "width": "19%"}


@lru_cache(maxsize=64)
def build_contenu(texte: str) -> list[Component]:
    """Return everything under the picker, for a quarter."""
    vue = build_vue(Trimestre.parse(texte))
    graphiques = [build(vue) for build in DESSINS]
    decisions = [html.Li(dit, className="decision") for dit in list_decisions(vue)]
    return [
        html.P(write_ouverture(vue.bilan, AUJOURD_HUI), className="phrase"),
        html.Div([_build_chiffre(nom, valeur) for nom, valeur in list_chiffres(vue.bilan)]),
        html.Section([html.H2(A_DECIDER), html.Ul(decisions)], className="decisions"),
        *(
            html.Section([html.H2(g.titre), dcc.Graph(figure=g.figure, config={"displayModeBar": False})])
            for g in graphiques
        ),
        build_table(ENTETES, tuple(_list_cases(etat) for etat in vue.bilan.etats.values())),
    ]


def _build_chiffre(nom: str, valeur: str) -> Component:
    return html.Dl([html.Dt(nom), html.Dd(valeur, className="valeur")], className="kpi", style=TUILE)


def _list_cases(etat: EtatAction) -> tuple[str, ...]:
    statut = str(etat.statut) if etat.statut else NON_RENSEIGNE
    return etat.code, etat.action.libelle.texte, statut, format_pourcent(etat.avancement), name_fraicheur(etat)


def build_table(entetes: tuple[str, ...], lignes: tuple[tuple[object, ...], ...]) -> Component:
    """Return a table; what is not known is an empty cell."""
    tete = html.Thead(html.Tr([html.Th(e) for e in entetes]))
    return html.Table(
        [tete, html.Tbody([html.Tr([html.Td("" if c is None else str(c)) for c in ligne]) for ligne in lignes])]
    )


def build_synthese() -> Component:
    """Return the whole screen at the quarter shown by default."""
    choix = [{"value": str(t), "label": t.libelle} for t in list_choix_trimestres(PLAN, AUJOURD_HUI)]
    return html.Main(
        [
            html.H1("Synthèse"),
            dcc.Dropdown(choix, str(DEFAUT), id="trimestre", clearable=False, searchable=False),
            html.Div(build_contenu(str(DEFAUT)), id="contenu"),
        ]
    )


def build_application() -> Dash:
    """Return the Dash application."""
    application = Dash(__name__, title="Synthèse", compress=True)
    application.layout = build_synthese
    choisir = Output("contenu", "children"), Input("trimestre", "value")
    application.callback(*choisir, prevent_initial_call=True)(build_contenu)
    return application


if __name__ == "__main__":
    waitress.serve(build_application().server, host="localhost", port=int(sys.argv[1]))
