"""Bars as a native chart: the value filled, the expected one in dashes over it, the distance written in a column."""

from __future__ import annotations

from xml.sax.saxutils import escape

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
from exports.presentation.graphiques.classeur import ENTIER, POURCENT, Colonne, name_plage
from exports.presentation.graphiques.mesure import INTERLIGNE, cut_lignes, measure_largeur
from exports.presentation.graphiques.mots import AZUR, BLANC, ENCRE, ROUGE, Cadre, write_couleur, write_run
from exports.presentation.pieces import Barre, Barres
from models.texte import clean

BARRES_MAX = 7
"""Bars of a slide; the others follow on another one."""
HAUTEUR_BARRE, HAUTEUR_MAX = 43, 84
"""Least and greatest height of a bar with its white, in points."""
PART_NOMS = 0.36
MARGE = 10
PLACE_ECART = 103.0
"""Where the words begin, on the scale of the bars: a little after 100."""
AVANCEMENT, ATTENDU, PLACE, ECART = "Avancement", "Attendu", "Place de l’écart", "Écart"
_PLAGE = "{CE6537A1-D6FC-4f65-9D91-7224C49458BB}"
_PLAGES = "{02D57815-91ED-43cb-92C2-25804820EDAC}"
_C15 = 'xmlns:c15="http://schemas.microsoft.com/office/drawing/2012/chart"'
_CHAMP = "{{5B0E3A1C-0000-4000-8000-{rang:012d}}}"


def build_barres(dessin: Barres, cadre: Cadre) -> Graphique:
    """Return the chart of at most `BARRES_MAX` bars in a rectangle of the slide."""
    barres = dessin.barres
    noms_large = cadre.large * PART_NOMS
    lignes = int((cadre.haut / len(barres) - MARGE / 2) / (TAILLE * INTERLIGNE))
    noms = [cut_lignes(barre.nom, noms_large - 2 * MARGE, TAILLE, max(min(lignes, 3), 1)) for barre in barres]
    mots = [_write_mots(barre) for barre in barres]
    mots_large = max((measure_largeur(mot, TAILLE, True) for mot in mots), default=0)
    trace = cadre.large - noms_large
    maximum = PLACE_ECART * trace / max(trace - mots_large - 2 * MARGE, trace / 2)
    point = trace / maximum
    valeurs = [_round(barre.valeur) for barre in barres]
    attendus = [_round(barre.attendu) for barre in barres]
    colonnes = [Colonne(AVANCEMENT, tuple(valeurs))]
    series = [_write_valeurs(barres, noms, colonnes[0], point)]
    if any(attendu is not None for attendu in attendus):
        colonnes.append(Colonne(ATTENDU, tuple(attendus)))
        series.append(_write_attendus(noms, colonnes[1]))
    if any(mots):
        colonnes.append(Colonne(PLACE, (PLACE_ECART,) * len(barres), ENTIER))
        series.append(_write_ecarts(len(series), barres, noms, mots, colonnes[-1]))
        colonnes.append(Colonne(ECART, tuple(mots)))
    dessine = (
        '<c:barChart><c:barDir val="bar"/><c:grouping val="clustered"/><c:varyColors val="0"/>'
        f'{"".join(series)}<c:gapWidth val="55"/><c:overlap val="100"/><c:axId val="{AXES[0]}"/>'
        f'<c:axId val="{AXES[1]}"/></c:barChart>'
        f"{write_axe_noms(haut_en_bas=True)}{write_axe_valeurs(maximum, barres=True)}"
    )
    return build_graphique(dessine, write_place(PART_NOMS, 0.01, 1 - PART_NOMS, 0.98), noms, colonnes)


def _round(valeur: float | None) -> float | None:
    return None if valeur is None else round(valeur, 2)


def _write_mots(barre: Barre) -> str:
    """Return what stands at the end of a bar: its state, its distance, or that nothing is known."""
    inconnue = barre.etiquette if barre.valeur is None else ""
    return " · ".join(mot for mot in (inconnue, barre.statut, barre.ecart) if mot)


def _write_valeurs(barres: tuple[Barre, ...], noms: list[str], colonne: Colonne, point: float) -> str:
    """Return the filled bars, light enough for the dashes over them; a label too long for its bar stands after it."""
    debut, fin = write_serie(0, colonne, write_couleur(AZUR), noms)
    places = [_place_etiquette(barre, point) for barre in barres]
    autres = [
        f"<c:dLbl>{write_rang(rang)}{write_format(POURCENT)}<c:spPr>{fond}</c:spPr>{write_police(gras=True)}"
        f'<c:dLblPos val="{place}"/>{write_drapeaux(valeur=True)}</c:dLbl>'
        for rang, place in enumerate(places)
        if place != "inEnd"
        for fond in (write_couleur(BLANC) if place == "outEnd" else "<a:noFill/>",)
    ]
    etiquettes = (
        f"<c:dLbls>{''.join(autres)}{write_format(POURCENT)}<c:spPr><a:noFill/></c:spPr>"
        f'{write_police(gras=True)}<c:dLblPos val="inEnd"/>{write_drapeaux(valeur=True)}</c:dLbls>'
    )
    return f'<c:ser>{debut}<c:invertIfNegative val="0"/>{etiquettes}{fin}</c:ser>'


def _place_etiquette(barre: Barre, point: float) -> str:
    """Return where the value of a bar stands: at its end, at its start where dashes cross that, after it if too short.

    `point`: the length of one percent, in points.
    """
    mots = measure_largeur(barre.etiquette, TAILLE, True) + MARGE
    if barre.valeur is None:
        return "inEnd"
    if barre.valeur * point < mots:
        return "outEnd"
    if barre.attendu is None or barre.attendu * point <= mots:
        return "inEnd"
    return "inBase" if 0 < (barre.valeur - barre.attendu) * point < mots else "inEnd"


def _write_attendus(noms: list[str], colonne: Colonne) -> str:
    contour = f"<a:noFill/>{write_trait(ENCRE, 1.25, 'dash')}"
    debut, fin = write_serie(1, colonne, contour, noms)
    return f'<c:ser>{debut}<c:invertIfNegative val="0"/>{fin}</c:ser>'


def _write_ecarts(rang: int, barres: tuple[Barre, ...], noms: list[str], mots: list[str], colonne: Colonne) -> str:
    """Return a series that is not seen, whose labels are read in a column of the workbook, so that they follow it."""
    debut, fin = write_serie(rang, colonne, "<a:noFill/>", noms)
    couleurs = [ROUGE if barre.alerte else ENCRE for barre in barres]
    champs = "".join(_write_champ(i, mot, couleurs[i]) for i, mot in enumerate(mots))
    etiquettes = (
        f"<c:dLbls>{champs}<c:spPr><a:noFill/></c:spPr>{write_police(gras=True)}"
        f'<c:dLblPos val="outEnd"/>{write_drapeaux()}<c:extLst><c:ext uri="{_PLAGE}" {_C15}>'
        '<c15:showDataLabelsRange val="1"/></c:ext></c:extLst></c:dLbls>'
    )
    points = "".join(f'<c:pt idx="{i}"><c:v>{escape(clean(mot))}</c:v></c:pt>' for i, mot in enumerate(mots))
    plage = (
        f'<c:extLst><c:ext uri="{_PLAGES}" {_C15}><c15:datalabelsRange><c15:f>{name_plage(rang + 2, len(noms))}</c15:f>'
        f'<c15:dlblRangeCache><c:ptCount val="{len(mots)}"/>{points}</c15:dlblRangeCache></c15:datalabelsRange></c:ext>'
        "</c:extLst>"
    )
    return f'<c:ser>{debut}<c:invertIfNegative val="0"/>{etiquettes}{fin}{plage}</c:ser>'


def _write_champ(rang: int, mot: str, couleur: str) -> str:
    """Return the label of a point, read in its cell; its text is what is read where fields are not known."""
    if not mot:
        return f'<c:dLbl>{write_rang(rang)}<c:delete val="1"/></c:dLbl>'
    run = write_run(mot, TAILLE, gras=True, couleur=couleur)
    champ = run.replace("<a:r>", f'<a:fld id="{_CHAMP.format(rang=rang + 1)}" type="CELLRANGE">')
    champ = champ.replace("</a:r>", "</a:fld>").replace("<a:t>", "<a:pPr/><a:t>")
    return (
        f'<c:dLbl>{write_rang(rang)}<c:tx><c:rich><a:bodyPr wrap="none"/><a:lstStyle/><a:p>{champ}'
        f'<a:endParaRPr lang="fr-FR"/></a:p></c:rich></c:tx><c:dLblPos val="outEnd"/>{write_drapeaux()}<c:extLst>'
        f'<c:ext uri="{_PLAGE}" {_C15}><c15:showDataLabelsRange val="1"/></c:ext></c:extLst>'
        "</c:dLbl>"
    )
