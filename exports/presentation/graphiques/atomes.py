"""What native charts are made of, as their format writes it: series with their workbook's cells, labels, axes."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from xml.sax.saxutils import escape

from exports.presentation.graphiques.classeur import POURCENT, Colonne, build_classeur, name_entete, name_plage
from exports.presentation.graphiques.mots import ENCRE, FILET, write_couleur
from models.texte import clean

ESPACES = (
    'xmlns:c="http://schemas.openxmlformats.org/drawingml/2006/chart" '
    'xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main" '
    'xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"'
)
TAILLE = 16
"""Size of the words of a chart, in points."""
AXES = ("111111111", "222222222")


@dataclass(frozen=True, slots=True)
class Graphique:
    """A native chart: its part, and the workbook inside it; what python-pptx asks of data to be charted."""

    xml: bytes
    xlsx_blob: bytes

    def xml_bytes(self, _genre: object) -> bytes:
        """Return the part, whatever kind of chart is asked for."""
        return self.xml


def write_police(couleur: str = ENCRE, *, gras: bool = False, pli: bool = False) -> str:
    """Return how the words of a part of a chart are set; `pli`: folded where they are too long."""
    police = f'<a:defRPr lang="fr-FR" sz="{TAILLE * 100}" b="{int(gras)}">{write_couleur(couleur)}</a:defRPr>'
    corps = f'<a:bodyPr rot="0" vert="horz" wrap="{"square" if pli else "none"}"/><a:lstStyle/>'
    return f'<c:txPr>{corps}<a:p><a:pPr>{police}</a:pPr><a:endParaRPr lang="fr-FR"/></a:p></c:txPr>'


def write_trait(couleur: str, largeur: float = 1.5, tiret: str = "solid") -> str:
    """Return a line of a colour of the theme, of a width in points."""
    fond = write_couleur(couleur) if couleur else "<a:noFill/>"
    return f'<a:ln w="{largeur * 12700:.0f}">{fond}<a:prstDash val="{tiret}"/></a:ln>'


def write_texte(formule: str, textes: Sequence[str]) -> str:
    """Return a reference to texts of the workbook, with what they were."""
    points = "".join(f'<c:pt idx="{i}"><c:v>{escape(clean(t))}</c:v></c:pt>' for i, t in enumerate(textes))
    return f'<c:strRef><c:f>{formule}</c:f><c:strCache><c:ptCount val="{len(textes)}"/>{points}</c:strCache></c:strRef>'


def write_nombres(formule: str, colonne: Colonne) -> str:
    """Return a reference to numbers of the workbook; what is unknown has no point."""
    points = "".join(f'<c:pt idx="{i}"><c:v>{v:g}</c:v></c:pt>' for i, v in enumerate(colonne.valeurs) if v is not None)
    cache = f'<c:formatCode>{escape(colonne.format_)}</c:formatCode><c:ptCount val="{len(colonne.valeurs)}"/>{points}'
    return f"<c:numRef><c:f>{formule}</c:f><c:numCache>{cache}</c:numCache></c:numRef>"


def write_serie(rang: int, colonne: Colonne, aspect: str, categories: Sequence[str]) -> tuple[str, str]:
    """Return the beginning of a series, up to its look, and its categories and values: labels stand in between.

    `colonne` is that of the workbook, where it stands at `rang` after the categories.
    """
    nombre = len(categories)
    debut = (
        f'<c:idx val="{rang}"/><c:order val="{rang}"/><c:tx>{write_texte(name_entete(rang + 1), [colonne.nom])}</c:tx>'
        f"<c:spPr>{aspect}</c:spPr>"
    )
    fin = (
        f"<c:cat>{write_texte(name_plage(0, nombre), categories)}</c:cat>"
        f"<c:val>{write_nombres(name_plage(rang + 1, nombre), colonne)}</c:val>"
    )
    return debut, fin


def write_drapeaux(*, valeur: bool = False, serie: bool = False) -> str:
    """Return what a label shows."""
    montres = {"LegendKey": False, "Val": valeur, "CatName": False, "SerName": serie}
    montres |= {"Percent": False, "BubbleSize": False}
    return "".join(f'<c:show{nom} val="{int(montre)}"/>' for nom, montre in montres.items())


def write_format(format_: str) -> str:
    """Return the format of numbers of a label or of an axis, whatever the workbook's."""
    return f'<c:numFmt formatCode="{escape(format_, {chr(34): "&quot;"})}" sourceLinked="0"/>'


def write_rang(rang: int) -> str:
    """Return the rank of a point."""
    return f'<c:idx val="{rang}"/>'


def write_place(x: float, y: float, large: float, haut: float) -> str:
    """Return where the plot stands in its chart, axes' words aside, in shares of it."""
    cotes = "".join(f'<c:{nom} val="{valeur:.4f}"/>' for nom, valeur in (("x", x), ("y", y), ("w", large), ("h", haut)))
    return (
        '<c:layout><c:manualLayout><c:layoutTarget val="inner"/><c:xMode val="edge"/><c:yMode val="edge"/>'
        f"{cotes}</c:manualLayout></c:layout>"
    )


def write_axe_noms(*, haut_en_bas: bool, saut: int = 1) -> str:
    """Return the axis of categories; `haut_en_bas`: horizontal bars, read from the top; a name every `saut`."""
    sens, place = ("maxMin", "l") if haut_en_bas else ("minMax", "b")
    return (
        f'<c:catAx><c:axId val="{AXES[0]}"/><c:scaling><c:orientation val="{sens}"/></c:scaling><c:delete val="0"/>'
        f'<c:axPos val="{place}"/><c:numFmt formatCode="General" sourceLinked="0"/><c:majorTickMark val="none"/>'
        f'<c:minorTickMark val="none"/><c:tickLblPos val="low"/><c:spPr>{write_trait(FILET, 1)}</c:spPr>'
        f"{write_police(pli=True)}"
        f'<c:crossAx val="{AXES[1]}"/><c:crosses val="autoZero"/><c:auto val="0"/>'
        f'<c:lblAlgn val="{"r" if haut_en_bas else "ctr"}"/>'
        f'<c:lblOffset val="100"/><c:tickLblSkip val="{saut}"/><c:noMultiLvlLbl val="1"/></c:catAx>'
    )


def write_axe_valeurs(maximum: float, *, barres: bool, pas: float = 0) -> str:
    """Return the axis of values from 0; with a step it is drawn with its lines, else it is not."""
    filets = f"<c:majorGridlines><c:spPr>{write_trait(FILET, 0.75)}</c:spPr></c:majorGridlines>" if pas else ""
    marche = f'<c:majorUnit val="{pas:g}"/>' if pas else ""
    return (
        f'<c:valAx><c:axId val="{AXES[1]}"/><c:scaling><c:orientation val="minMax"/><c:max val="{maximum:g}"/>'
        f'<c:min val="0"/></c:scaling><c:delete val="{int(not pas)}"/><c:axPos val="{"t" if barres else "l"}"/>{filets}'
        f"{write_format(POURCENT)}"
        f'<c:majorTickMark val="none"/><c:minorTickMark val="none"/><c:tickLblPos val="nextTo"/>'
        f"<c:spPr>{write_trait('')}</c:spPr>{write_police()}"
        f'<c:crossAx val="{AXES[0]}"/><c:crosses val="autoZero"/><c:crossBetween val="between"/>{marche}</c:valAx>'
    )


def build_graphique(
    dessin: str, place: str, categories: Sequence[str], colonnes: Sequence[Colonne], legende: str = ""
) -> Graphique:
    """Return a chart from what is plotted, axes included, and the columns of its workbook."""
    xml = (
        f'<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n<c:chartSpace {ESPACES}><c:date1904 val="0"/>'
        f'<c:lang val="fr-FR"/><c:roundedCorners val="0"/><c:chart><c:autoTitleDeleted val="1"/><c:plotArea>{place}'
        f'{dessin}</c:plotArea>{legende}<c:plotVisOnly val="1"/><c:dispBlanksAs val="gap"/></c:chart>'
        f"<c:spPr><a:noFill/>{write_trait('')}</c:spPr>{write_police()}</c:chartSpace>"
    )
    return Graphique(xml.encode(), build_classeur(categories, colonnes))
