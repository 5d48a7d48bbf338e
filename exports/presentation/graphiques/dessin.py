"""Any drawing of the story as a native chart, in a rectangle: that of a slide, or of a page."""

from __future__ import annotations

from exports.presentation.graphiques.atomes import Graphique
from exports.presentation.graphiques.barres import build_barres
from exports.presentation.graphiques.courbe import build_courbe
from exports.presentation.graphiques.empilees import build_empilees
from exports.presentation.graphiques.mots import Cadre
from exports.presentation.pieces import Barres, Courbe, Dessin, Empilees


def build_dessin(dessin: Dessin, cadre: Cadre) -> Graphique:
    """Return the chart of a drawing; raise TypeError for one that is words and numbers alone."""
    if isinstance(dessin, Courbe):
        return build_courbe(dessin, cadre)
    if isinstance(dessin, Empilees):
        return build_empilees(dessin, cadre)
    if isinstance(dessin, Barres):
        return build_barres(dessin, cadre)
    raise TypeError(f"{type(dessin).__name__} is not a chart")
