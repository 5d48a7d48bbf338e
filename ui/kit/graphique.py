"""The drawing of a figure in the browser: a plotly.js cut down to what the charts use, in place of Streamlit's own.

The figure travels as JSON, written once per figure whoever looks; the scripts are static files that the browser keeps.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from dataclasses import replace

from charts.graphique import Graphique
from charts.theme import CLAIR
from ui.kit.telechargement import name_fichier, write_mention
from ui.socle.guard import Contexte
from ui.socle.sortie import show_html
from ui.socle.texte import Html, escape_html
from ui.socle.vue import Vue

GetGraphique = Callable[[Vue], Graphique]
"""What gives a figure seen from a view: its data, its quarter, its ground."""

_ICONE = Html('<span class="icone" aria-hidden="true">download</span>')


def write_dessin(get: GetGraphique, vue: Vue, cle: str, liens: Mapping[str, str] | None = None) -> Html:
    """Return a figure as HTML: its place at its own height, where the browser draws it.

    A component of the framework's would cost the server and the browser several times what a text does. `liens` gives
    the address that a click on a mark opens, by its `customdata`.
    """
    graphique = get(vue)
    claire = None if vue.fond == CLAIR.nom else get(replace(vue, fond=CLAIR.nom))
    # Angle brackets by their numbers: the framework drops an attribute that looks like a tag.
    charge = write_charge(graphique, claire, liens or {}).replace("<", r"\u003c").replace(">", r"\u003e")
    nom, hauteur = escape_html(cle), int(graphique.figure.layout.height)
    return (
        f'<div class="dessin st-key-{nom}" style="height:{hauteur}px" data-cle="{nom}" '
        f'data-figure="{escape_html(charge)}"><div class="graphique-attente"></div></div>'
    )


def write_charge(graphique: Graphique, claire: Graphique | None, liens: Mapping[str, str]) -> str:
    """Return what the browser is sent: the figure, the words that replace it, what its marks open.

    `claire` is the same figure for a light ground, given on a dark screen: a browser that prints waits for no server.
    """
    suite = json.dumps({"alt": graphique.alt} | ({"liens": dict(liens)} if liens else {}), ensure_ascii=False)
    sur_clair = "" if claire is None else f',"claire":{claire.json}'
    return f"{graphique.json[:-1]}{sur_clair},{suite[1:]}"


def offer_image(contexte: Contexte, graphique: Graphique, cle: str) -> None:
    """Draw a discreet button: the browser makes a PNG of the figure, its finding above, its source below."""
    donnees = {
        "image": cle,
        "titre": graphique.titre,
        "mention": write_mention(contexte),
        "nom": name_fichier(contexte, cle, "png"),
        "papier": CLAIR.papier,
        "encre": CLAIR.encre,
        "sourdine": CLAIR.sourdine,
    }
    attributs = "".join(f' data-{escape_html(nom)}="{escape_html(valeur)}"' for nom, valeur in donnees.items())
    show_html(f'<button type="button" class="telecharger"{attributs}>{_ICONE}Télécharger l’image (.png)</button>')
