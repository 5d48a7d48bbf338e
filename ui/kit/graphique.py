"""The drawing of a figure in the browser: a plotly.js cut down to what the charts use, in place of Streamlit's own.

The figure travels as JSON, written once per figure whoever looks; the scripts are static files that the browser keeps.
"""

from __future__ import annotations

import json
from collections.abc import Callable

import streamlit as st

from charts.graphique import Graphique
from charts.theme import CLAIR
from ui.kit.telechargement import name_fichier, write_mention
from ui.socle.guard import Contexte
from ui.socle.sortie import show_html
from ui.socle.statiques import DESSIN, MOTEUR
from ui.socle.style import find_palette
from ui.socle.texte import Html, escape_html

_SCRIPT = f"""
const load = (adresse) => import(new URL(adresse, document.baseURI));
const charges = Promise.all([load("{MOTEUR}"), load("{DESSIN}")]);
export default async (composant) => {{
  const [plotly, dessin] = await charges;
  return dessin.draw(plotly.default, composant);
}};
"""
_ICONE = Html('<span class="icone" aria-hidden="true">download</span>')
_composant = st.components.v2.component(
    "graphique", html='<div class="graphique-attente"></div>', js=_SCRIPT, isolate_styles=False
)


def draw_graphique(
    graphique: Graphique, cle: str, clic: bool, clair: Callable[[], Graphique] | None = None
) -> str | None:
    """Draw a figure at its own height; return the `customdata` of the mark just clicked, when clicks are asked for.

    Images and paper have a light ground whatever the screen: `clair` gives the figure drawn for it.
    """
    hauteur = int(graphique.figure.layout.height)
    claire = clair() if clair is not None and find_palette() is not CLAIR else None
    charge = write_charge(graphique, clic, claire)
    if not clic:
        _composant(key=cle, data=charge, height=hauteur)
        return None
    etat = _composant(key=cle, data=charge, height=hauteur, on_clic_change=_ignore)
    return None if etat.clic is None else str(etat.clic)


def write_charge(graphique: Graphique, clic: bool = False, claire: Graphique | None = None) -> bytes:
    """Return what the browser is sent: the figure, the words that replace it, whether its marks can be clicked.

    On a dark screen the same figure for a light ground goes with it: a browser that prints waits for no server.
    """
    suite = json.dumps({"alt": graphique.alt, "clic": clic}, ensure_ascii=False)
    sur_clair = "" if claire is None else f',"claire":{claire.json}'
    return f"{graphique.json[:-1]}{sur_clair},{suite[1:]}".encode()


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


def _ignore() -> None:
    """Declare the event, which the return value carries."""
