"""Any drawing of the story as a native chart, in a rectangle: that of a slide, or of a page."""

from __future__ import annotations

from exports.presentation.pieces import Barres, Courbe, Dessin, Empilees
from exports.presentation.pptx.atomes import Graphique
from exports.presentation.pptx.barres import build_barres
from exports.presentation.pptx.courbe import build_courbe
from exports.presentation.pptx.ecriture import Cadre
from exports.presentation.pptx.empilees import build_empilees


def build_dessin(dessin: Dessin, cadre: Cadre) -> Graphique:
    """Return the chart of a drawing; raise TypeError for one that is words and numbers alone."""
    if isinstance(dessin, Courbe):
        return build_courbe(dessin, cadre)
    if isinstance(dessin, Empilees):
        return build_empilees(dessin, cadre)
    if isinstance(dessin, Barres):
        return build_barres(dessin, cadre)
    raise TypeError(f"{type(dessin).__name__} is not a chart")
