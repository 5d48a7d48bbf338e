"""The charts of the first sheet: native ones, drawn from its own cells, so that they follow a value that changes."""

from __future__ import annotations

from typing import Any, Final

from exports.tableau import BLEU, ENCRE, GRIS, SOURDINE

LARGEUR_CM, HAUTEUR_CM = 19.0, 8.6
PLACE: Final = "G"
"""Column where charts begin, past a narrow blank one."""
AXE: Final = "0%"
PALE: Final = "A9B4C6"


def draw_barres(page: Any, place: int, entete: int, premiere: int, derniere: int) -> None:
    """Draw at a row the bars of column B, with what is expected (column C) and the names (column A)."""
    from openpyxl.chart import BarChart

    barres = BarChart()
    barres.type, barres.grouping, barres.gapWidth, barres.overlap = "bar", "clustered", 60, 0
    barres.y_axis.scaling.min, barres.y_axis.scaling.max = 0, 1
    barres.x_axis.scaling.orientation = "maxMin"
    barres.y_axis.crosses = "max"
    barres.title = _build_titre("Avancement et attendu par orientation")
    _set(barres, page, entete, premiere, derniere)
    for serie, couleur in zip(barres.series, (BLEU, PALE), strict=True):
        serie.graphicalProperties.solidFill = couleur
        serie.graphicalProperties.line.noFill = True
        _label(serie)
    page.add_chart(barres, f"{PLACE}{place}")


def draw_courbe(page: Any, place: int, entete: int, derniere: int) -> None:
    """Draw at a row the line of column B over the quarters of column A, column C in dashes; the unknown is a gap."""
    from openpyxl.chart import LineChart

    courbe = LineChart()
    courbe.y_axis.scaling.min, courbe.y_axis.scaling.max = 0, 1
    courbe.display_blanks = "gap"
    courbe.title = _build_titre("Avancement et attendu, trimestre par trimestre")
    _set(courbe, page, entete, entete + 1, derniere)
    for serie, couleur, trait in zip(courbe.series, (BLEU, SOURDINE), ("solid", "sysDash"), strict=True):
        serie.graphicalProperties.line.solidFill = couleur
        serie.graphicalProperties.line.dashStyle = trait
        serie.graphicalProperties.line.width = 28000
        serie.marker.symbol = "none"
        serie.smooth = False
    page.add_chart(courbe, f"{PLACE}{place}")


def _set(dessin: Any, page: Any, entete: int, premiere: int, derniere: int) -> None:
    from openpyxl.chart import Reference
    from openpyxl.chart.shapes import GraphicalProperties
    from openpyxl.drawing.line import LineProperties

    dessin.width, dessin.height = LARGEUR_CM, HAUTEUR_CM
    dessin.legend.position = "b"
    for colonne in (2, 3):
        dessin.add_data(Reference(page, colonne, entete, colonne, entete), titles_from_data=True)
        serie = dessin.series[-1]
        serie.val.numRef.f = str(Reference(page, colonne, premiere, colonne, derniere))
    dessin.set_categories(Reference(page, 1, premiere, 1, derniere))
    dessin.x_axis.delete = dessin.y_axis.delete = False  # Excel takes an axis of which nothing is said as taken away
    dessin.y_axis.number_format, dessin.y_axis.majorUnit = AXE, 0.25
    dessin.y_axis.title = dessin.x_axis.title = None
    dessin.y_axis.majorGridlines.spPr = GraphicalProperties(ln=LineProperties(solidFill=GRIS, w=6350))
    dessin.x_axis.txPr = dessin.y_axis.txPr = _build_texte()


def _build_titre(texte: str) -> Any:
    from openpyxl.chart.text import RichText, Text
    from openpyxl.chart.title import Title
    from openpyxl.drawing.text import CharacterProperties, Paragraph, ParagraphProperties, RegularTextRun

    forme = CharacterProperties(sz=1200, b=True, solidFill=ENCRE)
    run = RegularTextRun(rPr=forme, t=texte)
    paragraphe = Paragraph(pPr=ParagraphProperties(defRPr=forme), r=[run])
    return Title(tx=Text(rich=RichText(p=[paragraphe])), overlay=False)


def _build_texte() -> Any:
    from openpyxl.chart.text import RichText
    from openpyxl.drawing.text import CharacterProperties, Paragraph, ParagraphProperties

    forme = CharacterProperties(sz=900, solidFill=ENCRE)
    return RichText(p=[Paragraph(pPr=ParagraphProperties(defRPr=forme), endParaRPr=forme)])


def _label(serie: Any) -> None:
    from openpyxl.chart.label import DataLabelList

    serie.dLbls = DataLabelList()
    serie.dLbls.showVal = True
    serie.dLbls.numFmt = AXE
    for nom in ("showSerName", "showCatName", "showLegendKey", "showPercent"):
        setattr(serie.dLbls, nom, False)
