"""How far each orientation stands from the expected, quarter after quarter: slopes, each named where it ends."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import plotly.graph_objects as go

from charts.etiquettes import spread
from charts.graphique import Graphique, Valeur, clean_texte, round_points, round_valeur
from charts.theme import Palette, build_figure
from charts.traces import build_ligne
from metrics.tendance import Point
from models.plan import Orientation
from models.trimestre import Trimestre, list_trimestres
from phrases.format import (
    FINE,
    NON_RENSEIGNE,
    format_compte,
    format_points,
    format_trimestre,
    join_mots,
    name_orientation,
    name_orientations,
)

TRIMESTRES = 6
"""Quarters shown, the one of the screen last."""
HAUTEUR, MARGE = 290, {"l": 34, "r": 92, "t": 8, "b": 30}
ECART_NOMS = 17
"""Pixels under which the names at the ends of two slopes would touch."""


@dataclass(frozen=True, slots=True)
class Pente:
    """The distance of an orientation to the expected in each quarter shown, in points; None where it is not known.

    `depart` is the rank of the first quarter in which all of them are known: what is told of several starts there.
    """

    orientation: Orientation
    ecarts: tuple[float | None, ...]
    depart: int

    @property
    def perte(self) -> int:
        """Return what changed from the start to the last quarter, in the points that are displayed."""
        return round_points(self.ecarts[-1]) - round_points(self.ecarts[self.depart])


def build_pentes(
    orientations: Sequence[Orientation], tendances: Mapping[str, Sequence[Point]], jusqu_a: Trimestre, palette: Palette
) -> Graphique | None:
    """Return the slopes up to a quarter; None unless all orientations are known in it and in a same one before.

    `tendances` are the figures over the quarters, by code of orientation. A quarter too little known, or reported,
    leaves a gap.
    """
    trimestres = list_trimestres(jusqu_a.decale(1 - TRIMESTRES), jusqu_a)
    series = [_list_ecarts(tendances.get(o.code, ()), trimestres) for o in orientations]
    communs = [i for i, ecarts in enumerate(zip(*series, strict=True)) if None not in ecarts]
    if len(communs) < 2 or communs[-1] != len(trimestres) - 1:
        return None
    pentes = [Pente(o, ecarts, communs[0]) for o, ecarts in zip(orientations, series, strict=True)]
    bornes = _find_bornes(pentes)
    figure = build_figure(
        palette,
        HAUTEUR,
        *(_build_trace(p, trimestres, palette) for p in pentes),
        xaxis=_build_trimestres(trimestres, palette),
        yaxis={**_build_echelle(bornes, palette), "range": list(bornes)},
        margin=MARGE,
        annotations=_write_noms(pentes, bornes, palette),
        hovermode="closest",
    )
    entetes = ("Orientation", *(format_trimestre(t) for t in trimestres))
    lignes = tuple((name_orientation(p.orientation), *map(_write_ecart, p.ecarts)) for p in pentes)
    nombres: tuple[tuple[Valeur, ...], ...] = tuple(
        (name_orientation(p.orientation), *map(round_valeur, p.ecarts)) for p in pentes
    )
    return Graphique(_write_titre(pentes, trimestres), _write_alt(pentes, trimestres), figure, entetes, lignes, nombres)


def _list_ecarts(points: Sequence[Point], trimestres: Sequence[Trimestre]) -> tuple[float | None, ...]:
    connus = {p.trimestre: p.ensemble.ecart for p in points if p.complet and p.ensemble.suffisante}
    return tuple(connus.get(t) for t in trimestres)


def _write_ecart(ecart: float | None) -> str:
    return NON_RENSEIGNE if ecart is None else format_points(ecart)


def _find_bornes(pentes: Sequence[Pente]) -> tuple[float, float]:
    connus = [0.0, *(e for p in pentes for e in p.ecarts if e is not None)]
    return min(connus) - 3, max(connus) + 3


def _build_trace(pente: Pente, trimestres: Sequence[Trimestre], palette: Palette) -> go.Scatter:
    couleur = palette.colour_orientation(pente.orientation.numero)
    nom = clean_texte(name_orientation(pente.orientation))
    bulles = [
        f"{nom}<br>{format_trimestre(t)}{FINE}: {_write_ecart(e)}"
        for t, e in zip(trimestres, pente.ecarts, strict=True)
    ]
    return build_ligne(range(len(trimestres)), pente.ecarts, bulles, couleur)


def _build_trimestres(trimestres: Sequence[Trimestre], palette: Palette) -> dict[str, object]:
    """Return an axis that names the first quarter, each first of a year, and the last."""
    rangs = {0, len(trimestres) - 1, *(i for i, t in enumerate(trimestres) if t.numero == 1)}
    return {
        "tickvals": sorted(rangs),
        "ticktext": [format_trimestre(trimestres[i]) for i in sorted(rangs)],
        "tickfont": {"color": palette.sourdine, "size": 12},
        "range": [-0.35, len(trimestres) - 0.9],
    }


def _build_echelle(bornes: tuple[float, float], palette: Palette) -> dict[str, object]:
    dizaines = [v for v in range(-100, 101, 10) if bornes[0] <= v <= bornes[1]]
    return {
        "tickvals": dizaines,
        "ticktext": [format_points(v).partition(" ")[0] for v in dizaines],
        "tickfont": {"color": palette.sourdine, "size": 12},
        "showgrid": True,
        "gridcolor": palette.filet,
        "zeroline": True,
        "zerolinecolor": palette.encre,
        "zerolinewidth": 1.5,
    }


def _write_noms(pentes: Sequence[Pente], bornes: tuple[float, float], palette: Palette) -> list[dict[str, object]]:
    """Return the number and the last distance of each orientation at the end of its slope, kept apart from each other.

    The line of those that keep pace is named among them.
    """
    noms = [(0.0, "au rythme", palette.sourdine)]
    for pente in pentes:
        dit = f"<b>{pente.orientation.numero}</b>  {format_points(pente.ecarts[-1])}"
        noms.append((pente.ecarts[-1] or 0, dit, palette.colour_orientation(pente.orientation.numero)))
    points_par_pixel = (bornes[1] - bornes[0]) / (HAUTEUR - MARGE["t"] - MARGE["b"])
    return [
        {
            "x": len(pentes[0].ecarts) - 1,
            "y": y,
            "text": dit,
            "xanchor": "left",
            "xshift": 8,
            "showarrow": False,
            "font": {"color": couleur, "size": 14},
        }
        for (_, dit, couleur), y in zip(noms, spread([e for e, *_ in noms], ECART_NOMS * points_par_pixel), strict=True)
    ]


def _write_titre(pentes: Sequence[Pente], trimestres: Sequence[Trimestre]) -> str:
    """Return who lost ground on the expected over the quarters that are drawn, and how much."""
    depuis = f"depuis le {format_trimestre(trimestres[pentes[0].depart])}"
    pertes = [p.perte for p in pentes]
    perdantes = [p for p in pentes if p.perte < 0]
    if len(perdantes) == len(pentes) > 1:
        bas, haut = -max(pertes), -min(pertes)
        combien = f"de {format_compte(haut, 'point')}" if bas == haut else f"de {bas} à {format_compte(haut, 'point')}"
        return f"Les {len(pentes)} orientations perdent du terrain {depuis}, {combien}"
    if not perdantes:
        gagnees = [p for p in pentes if p.perte > 0]
        if not gagnees:
            return f"Aucune orientation n’a gagné ni perdu de terrain {depuis}"
        meilleures = [p.orientation for p in gagnees if p.perte == max(pertes)]
        suite = f"{format_compte(max(pertes), 'point')} sur l’attendu {depuis}"
        return name_orientations(meilleures, f"gagne {suite}", f"gagnent {suite}") + ", aucune n’en perd"
    pires = [p.orientation for p in perdantes if p.perte == min(pertes)]
    suite = f"{format_compte(-min(pertes), 'point')} sur l’attendu {depuis}"
    reste = f"{FINE}; {len(perdantes)} sur {len(pentes)} en perdent" if len(perdantes) > len(pires) else ""
    return name_orientations(pires, f"perd {suite}", f"perdent {suite}") + reste


def _write_alt(pentes: Sequence[Pente], trimestres: Sequence[Trimestre]) -> str:
    dits = [
        f"orientation {p.orientation.numero}, {format_points(p.ecarts[p.depart])} au "
        f"{format_trimestre(trimestres[p.depart])}, {format_points(p.ecarts[-1])} au {format_trimestre(trimestres[-1])}"
        for p in pentes
    ]
    return f"Écart de chaque orientation avec l’attendu{FINE}: {join_mots(dits)}."
