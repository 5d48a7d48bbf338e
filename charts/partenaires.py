"""What the partners did of what was expected of them, quarter by quarter."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from datetime import date

import plotly.graph_objects as go

from charts.graphique import Graphique, Valeur, round_valeur
from charts.theme import Palette, build_figure
from metrics.arrondi import round_demi
from metrics.implication import ImplicationPartenaire
from metrics.partenariat_temps import PointImplication
from models.trimestre import Trimestre
from models.vocabulaire import Statut
from phrases.format import FINE, format_compte, format_points, format_taux, format_trimestre

HAUTEUR = 300
ENTETES = ("Trimestre", "Attendues", "Mobilisées", "Informées ou non mobilisées", "Sans nouvelle", "Taux")
_PARTS = ("mobilisees", "peu_mobilisees", "silencieuses")
NOMS = ("Mobilisées", "Informées ou non mobilisées", "Sans nouvelle")


def build_evolution(
    points: Sequence[PointImplication],
    palette: Palette,
    aujourd_hui: date | None = None,
    complets: Collection[Trimestre] | None = None,
) -> Graphique:
    """Return a bar a quarter, cut into mobilised, reported below that, and silent (an empty outline).

    The taux is written above each bar; a quarter without any report has none, which is not 0.
    """
    implications = [p.implication for p in points]
    rangs, haut = list(range(len(points))), max((i.attendues for i in implications), default=0) or 1
    figure = build_figure(
        palette,
        HAUTEUR,
        *(_build_trace(rang, implications, palette) for rang in range(len(_PARTS))),
        barmode="stack",
        showlegend=True,
        legend={
            "orientation": "h",
            "x": 0,
            "y": -0.24,
            "yanchor": "top",
            "font": {"size": 13},
            "itemclick": False,
            "itemdoubleclick": False,
            "traceorder": "normal",
        },
        margin={"l": 4, "r": 4, "t": 4, "b": 92},
        bargap=0.25,
        xaxis={
            "tickvals": rangs,
            "ticktext": [f"T{p.trimestre.numero}<br>{_name_annee(p, rang)}" for rang, p in enumerate(points)],
            "tickfont": {"color": palette.sourdine, "size": 12},
            "range": [-0.6, max(len(points) - 0.4, 1)],
        },
        yaxis={"visible": False, "range": [-0.01 * haut, 1.14 * haut]},
        annotations=[_write_taux(rang, i, palette) for rang, i in enumerate(implications)],
    )
    lignes = tuple(_list_ligne(p) for p in points)
    valeurs = tuple(_list_valeurs(p) for p in points)
    return Graphique(write_titre(points, aujourd_hui, complets), _write_alt(points), figure, ENTETES, lignes, valeurs)


def _name_annee(point: PointImplication, rang: int) -> str:
    return str(point.trimestre.annee) if point.trimestre.numero == 1 or not rang else ""


def _build_trace(rang: int, implications: Sequence[ImplicationPartenaire], palette: Palette) -> go.Bar:
    trait = palette.statuts[Statut.EN_COURS].trait
    fond = (trait, palette.rampe[2], palette.papier)[rang]
    bord = (trait, palette.rampe[2], palette.inconnu.trait)[rang]
    return go.Bar(
        x=list(range(len(implications))),
        y=[getattr(i, _PARTS[rang]) for i in implications],
        name=NOMS[rang],
        marker={"color": fond, "line": {"color": bord, "width": 1}},
        hovertemplate=f"{NOMS[rang]}{FINE}: %{{y}}<extra></extra>",
    )


def _write_taux(rang: int, implication: ImplicationPartenaire, palette: Palette) -> dict[str, object]:
    taux = format_taux(implication.taux_mobilisation) if implication.remontees else "?"
    return {
        "x": rang,
        "y": implication.attendues,
        "yanchor": "bottom",
        "text": taux if implication.attendues else "",
        "showarrow": False,
        "font": {"color": palette.encre, "size": 12},
    }


def write_titre(
    points: Sequence[PointImplication],
    aujourd_hui: date | None = None,
    complets: Collection[Trimestre] | None = None,
) -> str:
    """Return the finding: the taux of the last reported quarter, and its change since the quarter before it.

    The comparison is that of the key figure; where too little was reported to compare, the silence is said instead; a
    quarter that runs at `aujourd_hui` is said so. Only the `complets` are compared, all where they are not told.
    """
    dits = [p for p in points if p.implication.remontees]
    if not dits:
        return "Aucune participation de partenaire n’a encore été remontée"
    dernier = dits[-1].implication
    au_moins = " au moins" if dernier.silencieuses else ""
    phrase = f"{format_taux(dernier.taux_mobilisation)}{au_moins} des participations attendues sont mobilisées"
    phrase += f" au {format_trimestre(dits[-1].trimestre)}"
    if dits[-1].trimestre.is_en_cours(aujourd_hui):
        return f"{phrase}, trimestre en cours"
    veille = next((p for p in dits if p.trimestre.decale(1) == dits[-1].trimestre), None)
    entiers = veille is not None and (complets is None or {veille.trimestre, dits[-1].trimestre} <= set(complets))
    if veille is not None and entiers and dernier.suffisante and veille.implication.suffisante:
        ecart = 100 * ((dernier.taux_mobilisation or 0) - (veille.implication.taux_mobilisation or 0))
        moment = format_trimestre(veille.trimestre)
        return f"{phrase}, {f'{format_points(ecart)} depuis le' if round_demi(ecart) else 'autant qu’au'} {moment}"
    silence = 1 - (dernier.couverture or 0)
    return f"{phrase}, {format_taux(silence)} sont sans nouvelle" if dernier.silencieuses else phrase


def _write_alt(points: Sequence[PointImplication]) -> str:
    dits = [
        f"{format_trimestre(p.trimestre)}, {format_compte(p.implication.mobilisees, 'mobilisée')} sur "
        f"{p.implication.attendues}, {p.implication.silencieuses} sans nouvelle"
        for p in points
    ]
    return f"Participations attendues par trimestre{FINE}: {f'{FINE}; '.join(dits)}."


def _list_ligne(point: PointImplication) -> tuple[str, ...]:
    i = point.implication
    taux = format_taux(i.taux_mobilisation) if i.remontees else "sans nouvelle"
    return (format_trimestre(point.trimestre), str(i.attendues), *(str(getattr(i, p)) for p in _PARTS), taux)


def _list_valeurs(point: PointImplication) -> tuple[Valeur, ...]:
    i = point.implication
    taux = round_valeur(100 * i.taux_mobilisation) if i.remontees and i.taux_mobilisation is not None else None
    return (point.trimestre.libelle, i.attendues, *(getattr(i, p) for p in _PARTS), taux)
