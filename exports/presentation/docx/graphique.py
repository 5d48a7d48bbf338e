"""A drawing of the story as a native chart of Word: that of the deck, at the size of a page; its workbook opens."""

from __future__ import annotations

import re
from typing import Any, Final

from exports.presentation.docx.elements import make, make_paragraphe
from exports.presentation.docx.tableau import LARGEUR
from exports.presentation.graphiques.atomes import TAILLE, Graphique
from exports.presentation.graphiques.barres import HAUTEUR_BARRE
from exports.presentation.graphiques.dessin import build_dessin
from exports.presentation.graphiques.empilees import measure_empilees
from exports.presentation.graphiques.mots import EMU, Cadre
from exports.presentation.pieces import Barres, Courbe, Dessin, Empilees
from models.texte import clean

TAILLE_PAGE: Final = 9
"""Size of the words of a chart on a page, in points."""
ECHELLE: Final = TAILLE_PAGE / TAILLE
"""A chart is laid out as on a slide, then reduced whole: words, lines and places keep their proportions."""
LARGE: Final = LARGEUR / 20
HAUT_COURBE: Final = 190
"""Height of a curve on the page, in points."""
BARRES_MAX: Final = 20
"""Bars of a chart; past that the table alone is read."""
_LONGUEURS: Final = re.compile(r'(\bsz=|<a:ln w=|<c:size val=)"(\d+)"')
_GENRE: Final = "application/vnd.openxmlformats-officedocument.drawingml.chart+xml"
_CLASSEUR: Final = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
_DESSIN: Final = "http://schemas.openxmlformats.org/drawingml/2006/main"
_GRAPHIQUE: Final = "http://schemas.openxmlformats.org/drawingml/2006/chart"


def is_dessinable(dessin: Dessin | None) -> bool:
    """Return whether a drawing has a chart on a page: it is one, holds something, and a page holds it."""
    if isinstance(dessin, Barres):
        return 0 < len(dessin.barres) <= BARRES_MAX
    if isinstance(dessin, Empilees):
        return 0 < len(dessin.categories) <= BARRES_MAX
    return isinstance(dessin, Courbe) and bool(dessin.categories)


def draw(document: Any, dessin: Dessin, numero: int, alternative: str) -> Any:
    """Return the paragraph of a chart, its part and its workbook put in the document; raise TypeError for no chart."""
    haut = _find_hauteur(dessin)
    cadre = Cadre(0, 0, LARGE / ECHELLE, haut / ECHELLE)
    relation = _add_parties(document, build_dessin(dessin, cadre), numero)
    return make_paragraphe("Dessin", make("r", _make_dessin(relation, numero, haut, clean(alternative))))


def _find_hauteur(dessin: Dessin) -> float:
    if isinstance(dessin, Barres):
        return HAUTEUR_BARRE * len(dessin.barres) * ECHELLE
    return measure_empilees(dessin) * ECHELLE if isinstance(dessin, Empilees) else HAUT_COURBE


def reduce(xml: str) -> str:
    """Return a chart whose words and lines are at the scale of the page."""
    return _LONGUEURS.sub(lambda m: f'{m[1]}"{int(m[2]) * ECHELLE:.0f}"', xml)


def _add_parties(document: Any, graphique: Graphique, numero: int) -> str:
    """Put a chart and its workbook in the package, and return the relation that leads to the chart."""
    from docx.opc.constants import RELATIONSHIP_TYPE
    from docx.opc.packuri import PackURI
    from docx.opc.part import Part

    paquet = document.part.package
    classeur = Part(PackURI(f"/word/embeddings/donnees{numero}.xlsx"), _CLASSEUR, graphique.xlsx_blob, paquet)
    partie = Part(PackURI(f"/word/charts/chart{numero}.xml"), _GENRE, b"", paquet)
    lien = partie.relate_to(classeur, RELATIONSHIP_TYPE.PACKAGE)
    externe = f'<c:externalData r:id="{lien}"><c:autoUpdate val="0"/></c:externalData></c:chartSpace>'
    partie._blob = reduce(graphique.xml.decode()).replace("</c:chartSpace>", externe).encode()
    return str(document.part.relate_to(partie, RELATIONSHIP_TYPE.CHART))


def _make_dessin(relation: str, numero: int, haut: float, alternative: str) -> Any:
    from docx.oxml import parse_xml
    from docx.oxml.ns import nsdecls

    dessin = parse_xml(
        f'<w:drawing {nsdecls("w", "wp", "r")}><wp:inline distT="0" distB="0" distL="0" distR="0">'
        f'<wp:extent cx="{LARGE * EMU:.0f}" cy="{haut * EMU:.0f}"/><wp:docPr id="{numero}" name="Graphique {numero}"/>'
        f'<wp:cNvGraphicFramePr/><a:graphic xmlns:a="{_DESSIN}"><a:graphicData uri="{_GRAPHIQUE}">'
        f'<c:chart xmlns:c="{_GRAPHIQUE}" r:id="{relation}"/></a:graphicData></a:graphic></wp:inline></w:drawing>'
    )
    dessin[0][1].set("descr", alternative)
    return dessin
