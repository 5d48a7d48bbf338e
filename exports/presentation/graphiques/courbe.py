"""Lines as a native chart: nothing where nothing is known, each line named at its end, names kept apart."""

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
from exports.presentation.graphiques.classeur import POURCENT, Colonne
from exports.presentation.graphiques.mesure import INTERLIGNE, measure_largeur
from exports.presentation.graphiques.mots import BLEU, SOURDINE, Cadre, write_couleur, write_run
from exports.presentation.pieces import Courbe, Role, Serie
from phrases.format import INSECABLE, format_pourcent

MARGE = 12
GAUCHE, BAS = 62, 48
"""Room of the words of the axes, in points."""
TRIMESTRES_MAX = 8
"""Quarters named under the axis."""
_ASPECTS = {
    Role.AVANCEMENT: (BLEU, 3, "solid", "circle"),
    Role.ATTENDU: (SOURDINE, 2.25, "sysDash", "none"),
    Role.PROJECTION: (BLEU, 2.25, "dash", "none"),
}
_AUTRE = (SOURDINE, 2.25, "solid", "none")


def build_courbe(dessin: Courbe, cadre: Cadre) -> Graphique:
    """Return the chart in a rectangle of the slide, from 0 to 100 %."""
    large = max((measure_largeur(serie.fin, TAILLE, True) for serie in dessin.series), default=0) + 2 * MARGE
    droite = min(large, cadre.large * 0.45)
    places = _spread(dessin.series, cadre.haut - BAS - MARGE)
    categories = [nom.replace(INSECABLE, " ") for nom in dessin.categories]  # a year goes under its quarter
    series = "".join(
        _write_serie(rang, serie, categories, places.get(rang, 0) / cadre.haut)
        for rang, serie in enumerate(dessin.series)
    )
    saut = -(-len(categories) // TRIMESTRES_MAX)
    dessine = (
        f'<c:lineChart><c:grouping val="standard"/><c:varyColors val="0"/>{series}<c:marker val="1"/>'
        f'<c:axId val="{AXES[0]}"/><c:axId val="{AXES[1]}"/></c:lineChart>'
        f"{write_axe_noms(haut_en_bas=False, saut=saut)}{write_axe_valeurs(100, barres=False, pas=50)}"
    )
    place = write_place(
        GAUCHE / cadre.large,
        MARGE / cadre.haut,
        (cadre.large - GAUCHE - droite) / cadre.large,
        (cadre.haut - BAS - MARGE) / cadre.haut,
    )
    return build_graphique(dessine, place, categories, [_list_valeurs(serie) for serie in dessin.series])


def _list_valeurs(serie: Serie) -> Colonne:
    return Colonne(serie.nom, tuple(None if v is None else round(v, 2) for v in serie.valeurs))


def _find_fin(serie: Serie) -> int | None:
    """Return the rank of the last known point."""
    return max((i for i, valeur in enumerate(serie.valeurs) if valeur is not None), default=None)


def _spread(series: tuple[Serie, ...], haut: float) -> dict[int, float]:
    """Return by series how far its name is moved down, in points, so that no two stand on each other."""
    fins = {rang: fin for rang, serie in enumerate(series) if serie.fin and (fin := _find_fin(serie)) is not None}
    voulus = {rang: haut * (1 - (series[rang].valeurs[fin] or 0) / 100) for rang, fin in fins.items()}
    ligne = TAILLE * INTERLIGNE
    ordre = sorted(voulus, key=lambda rang: voulus[rang])
    groupes = [[rang] for rang in ordre]
    while True:  # names that touch are set one under the other around their common middle
        poses = [_stack(groupe, voulus, ligne) for groupe in groupes]
        touche = next((i for i in range(len(poses) - 1) if poses[i][-1] + ligne > poses[i + 1][0] + 1e-6), None)
        if touche is None:
            break
        groupes[touche : touche + 2] = [groupes[touche] + groupes[touche + 1]]
    places = {rang: y for groupe, ys in zip(groupes, poses, strict=True) for rang, y in zip(groupe, ys, strict=True)}
    return {rang: y - voulus[rang] for rang, y in places.items()}


def _stack(groupe: list[int], voulus: dict[int, float], ligne: float) -> list[float]:
    milieu = sum(voulus[rang] for rang in groupe) / len(groupe)
    return [milieu + (i - (len(groupe) - 1) / 2) * ligne for i in range(len(groupe))]


def _write_serie(rang: int, serie: Serie, categories: list[str], descente: float) -> str:
    couleur, largeur, tiret, marque = _ASPECTS.get(serie.role, _AUTRE)
    debut, fin = write_serie(rang, _list_valeurs(serie), write_trait(couleur, largeur, tiret), categories)
    aspect = f'<c:size val="8"/><c:spPr>{write_couleur(couleur)}</c:spPr>' if marque != "none" else ""
    return (
        f'<c:ser>{debut}<c:marker><c:symbol val="{marque}"/>{aspect}</c:marker>'
        f'{_write_fin(serie, couleur, descente)}{fin}<c:smooth val="0"/></c:ser>'
    )


def _write_fin(serie: Serie, couleur: str, descente: float) -> str:
    """Return the label at the last known point: its series and its value, which follow the workbook, else its words."""
    rang = _find_fin(serie)
    if rang is None or not serie.fin:
        return ""
    suivies = f"{serie.nom} {format_pourcent(serie.valeurs[rang])}" == serie.fin
    mots = "" if suivies else _write_mots(serie.fin, couleur)
    place = f'<c:layout><c:manualLayout><c:x val="0"/><c:y val="{descente:.4f}"/></c:manualLayout></c:layout>'
    return (
        f"<c:dLbls><c:dLbl>{write_rang(rang)}{place if descente else ''}{mots}{write_format(POURCENT)}"
        f'<c:spPr><a:noFill/></c:spPr>{write_police(couleur, gras=True)}<c:dLblPos val="r"/>'
        f"{write_drapeaux(valeur=True, serie=True)}<c:separator> </c:separator></c:dLbl>{write_drapeaux()}</c:dLbls>"
    )


def _write_mots(texte: str, couleur: str) -> str:
    run = write_run(texte, TAILLE, gras=True, couleur=couleur)
    return f'<c:tx><c:rich><a:bodyPr wrap="none"/><a:lstStyle/><a:p>{run}</a:p></c:rich></c:tx>'
