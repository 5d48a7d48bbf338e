"""Stacked bars as a native chart: parts of a whole, counted, with a legend above them."""

from __future__ import annotations

from exports.presentation.graphiques.atomes import (
    AXES,
    TAILLE,
    Graphique,
    build_graphique,
    write_axe_noms,
    write_axe_valeurs,
    write_drapeaux,
    write_format,
    write_place,
    write_police,
    write_rang,
    write_serie,
    write_trait,
)
from exports.presentation.graphiques.classeur import ENTIER, Colonne
from exports.presentation.graphiques.mesure import cut_lignes, measure_largeur
from exports.presentation.graphiques.mots import BLANC, BLEU, ENCRE, PALE, SOURDINE, Cadre, write_couleur
from exports.presentation.pieces import Empilees, Role, Serie

NOMS_MAX = 0.3
MARGE = 10
HAUTEUR_LEGENDE, HAUTEUR_BARRE = 44, 66
"""Heights of the legend and of a bar with its white, in points."""
_ASPECTS = {Role.MOBILISEES: (BLEU, BLANC), Role.SILENCIEUSES: (BLANC, ENCRE)}
_AUTRE = (PALE, ENCRE)


def measure_empilees(dessin: Empilees) -> float:
    """Return the height that stacked bars want, in points."""
    return HAUTEUR_LEGENDE + HAUTEUR_BARRE * len(dessin.categories)


def build_empilees(dessin: Empilees, cadre: Cadre) -> Graphique:
    """Return the chart in a rectangle of the slide; a count that its part is too narrow for is in the workbook."""
    noms = [cut_lignes(nom, cadre.large * NOMS_MAX, TAILLE, 2) for nom in dessin.categories]
    noms_large = min(max(measure_largeur(nom, TAILLE) for nom in noms), cadre.large * NOMS_MAX) + 2 * MARGE
    sommes = [sum(serie.valeurs[i] or 0 for serie in dessin.series) for i in range(len(noms))]
    maximum = max(*sommes, 1)
    unite = (cadre.large - noms_large) / maximum
    series = "".join(_write_serie(rang, serie, noms, unite) for rang, serie in enumerate(dessin.series))
    dessine = (
        f'<c:barChart><c:barDir val="bar"/><c:grouping val="stacked"/><c:varyColors val="0"/>{series}'
        f'<c:gapWidth val="45"/><c:overlap val="100"/><c:axId val="{AXES[0]}"/><c:axId val="{AXES[1]}"/></c:barChart>'
        f"{write_axe_noms(haut_en_bas=True)}{write_axe_valeurs(maximum, barres=True)}"
    )
    gauche, haut = noms_large / cadre.large, HAUTEUR_LEGENDE / cadre.haut
    place = (
        '<c:layout><c:manualLayout><c:xMode val="edge"/><c:yMode val="edge"/>'
        f'<c:x val="{gauche:.4f}"/><c:y val="0"/></c:manualLayout></c:layout>'
    )
    legende = f'<c:legend><c:legendPos val="t"/>{place}<c:overlay val="0"/>{write_police()}</c:legend>'
    colonnes = [Colonne(serie.nom, serie.valeurs, ENTIER) for serie in dessin.series]
    return build_graphique(dessine, write_place(gauche, haut, 0.995 - gauche, 1 - haut), noms, colonnes, legende)


def _write_serie(rang: int, serie: Serie, noms: list[str], unite: float) -> str:
    fond, encre = _ASPECTS.get(serie.role, _AUTRE)
    colonne = Colonne(serie.nom, serie.valeurs, ENTIER)
    debut, fin = write_serie(rang, colonne, write_couleur(fond) + write_trait(SOURDINE, 0.75), noms)
    etroites = "".join(
        f'<c:dLbl>{write_rang(i)}<c:delete val="1"/></c:dLbl>'
        for i, valeur in enumerate(serie.valeurs)
        if valeur is not None and valeur * unite < measure_largeur(f"{valeur:g}", TAILLE, True)
    )
    etiquettes = (
        f"<c:dLbls>{etroites}{write_format(ENTIER)}<c:spPr><a:noFill/></c:spPr>{write_police(encre, gras=True)}"
        f'<c:dLblPos val="ctr"/>{write_drapeaux(valeur=True)}</c:dLbls>'
    )
    return f'<c:ser>{debut}<c:invertIfNegative val="0"/>{etiquettes}{fin}</c:ser>'
