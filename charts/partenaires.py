"""What the partners answered, and did, of what was expected of them, quarter by quarter."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

import plotly.graph_objects as go

from charts.etiquettes import spread
from charts.graphique import Graphique
from charts.partenaires_mots import ENTETES, list_lignes, list_valeurs, write_alt, write_titre
from charts.theme import Palette, build_figure
from charts.traces import build_ligne
from metrics.partenariat_temps import PointImplication
from models.vocabulaire import Statut
from phrases.format import format_nombre, format_trimestre

HAUTEUR, MARGE = 280, {"l": 4, "r": 96, "t": 16, "b": 34}
"""The right margin holds the words written at the end of the lines."""
ECART_NOMS = 34
"""Pixels under which the names at the ends of two lines, on two lines each, would touch."""


@dataclass(frozen=True, slots=True)
class Trait:
    """A line of the drawing: its number in each quarter, None where nothing says it; what its end is called."""

    nombres: tuple[int | None, ...]
    nom: str
    couleur: str
    tirets: str = "solid"
    largeur: float = 2.5


def build_evolution(points: Sequence[PointImplication], palette: Palette, aujourd_hui: date | None = None) -> Graphique:
    """Return the answers and the mobilised as lines over the quarters, named where they end, under what is expected.

    A quarter without any answer leaves a gap in the mobilised, which are not 0.
    """
    traits = _list_traits(points, palette)
    haut = max((n for t in traits for n in t.nombres if n is not None), default=0) or 1
    echelle = (-0.06 * haut, 1.08 * haut)
    figure = build_figure(
        palette,
        HAUTEUR,
        *(_build_trace(t, points) for t in traits),
        margin=MARGE,
        xaxis={
            "tickvals": list(range(len(points))),
            "ticktext": [f"T{p.trimestre.numero}<br>{_name_annee(p, rang)}" for rang, p in enumerate(points)],
            "tickfont": {"color": palette.sourdine, "size": 12},
            "range": [-0.5, max(len(points) - 0.8, 0.5)],
        },
        yaxis={"visible": False, "range": list(echelle)},
        annotations=[*_write_nombres(traits), *_write_fins(traits, len(points) - 1, echelle)],
        hovermode="closest",
    )
    titre = write_titre(points, aujourd_hui)
    return Graphique(titre, write_alt(points), figure, ENTETES, list_lignes(points), list_valeurs(points))


def _list_traits(points: Sequence[PointImplication], palette: Palette) -> list[Trait]:
    implications, trait = [p.implication for p in points], palette.statuts[Statut.EN_COURS].trait
    mobilisees = tuple(i.mobilisees if i.remontees else None for i in implications)
    return [
        Trait(tuple(i.attendues for i in implications), "attendues", palette.sourdine, "dot", 2),
        Trait(tuple(i.remontees for i in implications), "réponses<br>reçues", palette.encre),
        Trait(mobilisees, "mobilisées", trait),
    ]


def _name_annee(point: PointImplication, rang: int) -> str:
    return str(point.trimestre.annee) if point.trimestre.numero == 1 or not rang else ""


def _build_trace(trait: Trait, points: Sequence[PointImplication]) -> go.Scatter:
    nom = trait.nom.replace("<br>", " ")
    bulles = [
        f"{format_trimestre(p.trimestre)} · {format_nombre(n)} {nom}"
        for p, n in zip(points, trait.nombres, strict=True)
    ]
    return build_ligne(
        range(len(points)),
        trait.nombres,
        bulles,
        trait.couleur,
        name=nom,
        mode="lines" if trait.tirets == "dot" and len(points) > 1 else "lines+markers",
        line={"color": trait.couleur, "width": trait.largeur, "dash": trait.tirets},
    )


def _write_nombres(traits: Sequence[Trait]) -> list[dict[str, object]]:
    """Return the numbers that the title tells: the first expected, the first and the highest of the answers."""
    attendues, reponses = traits[0], traits[1]
    if len(reponses.nombres) < 2:
        return []
    haut = max(range(len(reponses.nombres)), key=lambda rang: reponses.nombres[rang] or 0)
    rangs = [(attendues, 0), (reponses, 0)]
    rangs += [(reponses, haut)] if 0 < haut < len(reponses.nombres) - 1 else []
    return [
        _write(rang, t.nombres[rang], f"<b>{format_nombre(t.nombres[rang])}</b>", t.couleur) | {"yshift": 12}
        for t, rang in rangs
    ]


def _write_fins(traits: Sequence[Trait], rang: int, echelle: tuple[float, float]) -> list[dict[str, object]]:
    """Return the last number of each line with its name, at the right, kept apart from each other."""
    finis = [(t, t.nombres[-1]) for t in traits if t.nombres and t.nombres[-1] is not None]
    pas = ECART_NOMS * (echelle[1] - echelle[0]) / (HAUTEUR - MARGE["t"] - MARGE["b"])
    hauteurs = spread([nombre or 0 for _, nombre in finis], pas)
    return [
        _write(rang, y, f"<b>{format_nombre(nombre)}</b> {trait.nom}", trait.couleur)
        | {"xanchor": "left", "align": "left", "xshift": 8}
        for (trait, nombre), y in zip(finis, hauteurs, strict=True)
    ]


def _write(x: float, y: float | None, texte: str, couleur: str) -> dict[str, object]:
    return {"x": x, "y": y, "text": texte, "showarrow": False, "font": {"color": couleur, "size": 14}}
