"""Partners against orientations as a picture, for somebody's note: the table of the screen, drawn."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from itertools import pairwise

import plotly.graph_objects as go

from charts.graphique import Graphique, Valeur, clean_texte, wrap_texte
from charts.theme import Palette, build_figure
from metrics.bilan import SEUIL_COUVERTURE
from metrics.implication import ImplicationPartenaire
from models.plan import Orientation
from phrases.format import FINE, format_taux
from phrases.partenaires import write_case

LARGEUR_NOM = 34
LIGNE, MARGE = 17, 13
"""Height of a line of a name, and what is added to a row, in pixels."""

PIED = 64
CLE = (
    f"3/5{FINE}: 3 mobilisées sur 5 attendues{FINE}; 2?{FINE}: dont 2 sans nouvelle{FINE}; ?/5{FINE}: aucune nouvelle"
    f"<br>pointillés{FINE}: moins de {format_taux(SEUIL_COUVERTURE)} de nouvelles"
    f"<br>+1{FINE}: une participation dite sans être attendue"
)
"""What the numbers say, under the picture, which leaves the screen."""

Cases = Mapping[tuple[str, str], ImplicationPartenaire]


def build_carte(
    noms: Sequence[str], orientations: Sequence[Orientation], cases: Cases, titre: str, palette: Palette
) -> Graphique:
    """Return the map: rows in the order given, a number in each cell, a dashed outline where silence dominates.

    A row is as high as its name needs, so that sixty names stay whole.
    """
    textes = [wrap_texte(nom, LARGEUR_NOM) for nom in noms]
    hauteurs = [LIGNE * (texte.count("<br>") + 1) + MARGE for texte in textes]
    bords = [sum(hauteurs[:rang]) for rang in range(len(noms) + 1)]
    centres = [(haut + bas) / 2 for haut, bas in pairwise(bords)]
    grille = [[cases.get((nom, o.code)) for o in orientations] for nom in noms]
    figure = build_figure(
        palette,
        bords[-1] + 40 + PIED,
        _build_fond(grille, bords, palette),
        xaxis={
            "tickvals": list(range(len(orientations))),
            "ticktext": [f"<b>{o.numero}</b>" for o in orientations],
            "side": "top",
            "range": [-0.5, len(orientations) - 0.5],
        },
        yaxis={
            "tickvals": centres,
            "ticktext": textes,
            "tickfont": {"color": palette.encre, "size": 14},
            "range": [bords[-1], 0],
        },
        annotations=[*_write_nombres(grille, centres, palette), _build_cle(palette)],
        margin={"l": 4, "r": 4, "t": 4, "b": PIED},
        shapes=_build_contours(grille, bords, palette),
    )
    entetes = ("Partenaire", *(f"{o.numero}. {o.libelle_court}" for o in orientations))
    lignes = tuple(
        (nom, *("" if case is None else write_case(case) for case in rangee))
        for nom, rangee in zip(noms, grille, strict=True)
    )
    alt = f"{titre}{FINE}: participations mobilisées sur attendues, par partenaire et par orientation, dans le tableau."
    valeurs: tuple[tuple[Valeur, ...], ...] = lignes
    return Graphique(titre, alt, figure, entetes, lignes, valeurs)


def find_degre(case: ImplicationPartenaire, nombre: int) -> int:
    """Return the step of a ramp of `nombre` steps for a share, 0 for nobody."""
    return min(int((case.taux_mobilisation or 0) * nombre), nombre - 1)


def is_coloree(case: ImplicationPartenaire) -> bool:
    """Return whether a cell takes the ramp: somebody is mobilised, or enough was reported to say that nobody is."""
    return bool(case.mobilisees) or case.suffisante


def is_lacunaire(case: ImplicationPartenaire) -> bool:
    """Return whether a cell is outlined: less than the threshold of what is expected was reported."""
    return bool(case.attendues) and not case.suffisante


def _build_fond(
    grille: Sequence[Sequence[ImplicationPartenaire | None]], bords: Sequence[float], palette: Palette
) -> go.Heatmap:
    """Return the grounds; where nothing is expected, or 0 would be said for silence, the paper shows."""
    nombre = len(palette.rampe)
    return go.Heatmap(
        z=[[find_degre(c, nombre) if c and is_coloree(c) else None for c in rangee] for rangee in grille],
        x=[rang - 0.5 for rang in range(len(grille[0]) + 1)] if grille else [],
        y=list(bords),
        zmin=0,
        zmax=nombre - 1,
        colorscale=[[rang / (nombre - 1), couleur] for rang, couleur in enumerate(palette.rampe)],
        showscale=False,
        xgap=3,
        ygap=3,
        hoverinfo="skip",
    )


def _write_nombres(
    grille: Sequence[Sequence[ImplicationPartenaire | None]], centres: Sequence[float], palette: Palette
) -> list[dict[str, object]]:
    return [
        {
            "x": colonne,
            "y": centres[rang],
            "text": clean_texte(write_case(case)),
            "showarrow": False,
            "font": {"color": palette.encre if is_coloree(case) else palette.sourdine, "size": 14},
        }
        for rang, rangee in enumerate(grille)
        for colonne, case in enumerate(rangee)
        if case is not None
    ]


def _build_cle(palette: Palette) -> dict[str, object]:
    return {
        "xref": "paper",
        "yref": "paper",
        "x": 0,
        "y": 0,
        "xanchor": "left",
        "yanchor": "top",
        "align": "left",
        "yshift": -6,
        "text": CLE,
        "showarrow": False,
        "font": {"color": palette.sourdine, "size": 12},
    }


def _build_contours(
    grille: Sequence[Sequence[ImplicationPartenaire | None]], bords: Sequence[float], palette: Palette
) -> list[dict[str, object]]:
    return [
        {
            "type": "rect",
            "x0": colonne - 0.48,
            "x1": colonne + 0.48,
            "y0": bords[rang] + 2,
            "y1": bords[rang + 1] - 2,
            "line": {"color": palette.inconnu.trait, "width": 1, "dash": "dot"},
        }
        for rang, rangee in enumerate(grille)
        for colonne, case in enumerate(rangee)
        if case is not None and is_lacunaire(case)
    ]
