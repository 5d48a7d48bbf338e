"""Progress over the quarters, against the expected."""

from __future__ import annotations

from dataclasses import dataclass

import plotly.graph_objects as go

from charts.graphique import Graphique, join_mots
from charts.theme import Palette, build_figure
from metrics.format import FINE, NON_RENSEIGNE, format_compte, format_points, format_pourcent, format_trimestre
from metrics.tendance import Point
from models.vocabulaire import Statut

ENTETES = ("Trimestre", "Avancement", "Attendu", "Écart", "Actions renseignées")


@dataclass(frozen=True, slots=True)
class Serie:
    """A line: its name, written at its end, its values (None leaves a gap), its colour, where its figures are written.

    The main one is thick.
    """

    nom: str
    valeurs: list[float | None]
    couleur: str
    principale: bool
    dessus: bool


def build_tendance(points: list[Point], palette: Palette, rythme_constant: bool, periode: str = "") -> Graphique:
    """Return the line of progress and the line of the expected; a quarter too little known is left out of the line."""
    abscisses = [p.trimestre.libelle.replace(" ", "<br>") for p in points]
    avancements = [p.ensemble.avancement if p.ensemble.suffisante else None for p in points]
    attendu = f"rythme constant<br>{periode}" if rythme_constant else "attendu"
    devant = bool(points) and (points[-1].ensemble.ecart or 0) > 0
    series = (
        Serie(attendu, [p.ensemble.attendu for p in points], palette.sourdine, False, not devant),
        Serie("avancement", avancements, palette.statuts[Statut.EN_COURS].trait, True, devant),
    )
    connues = [v for s in series for v in s.valeurs if v is not None]
    figure = build_figure(
        palette,
        260,
        *(_build_ligne(abscisses, serie) for serie in series),
        yaxis={"visible": False, "range": [max(min(connues, default=0) - 14, -8), max(connues, default=100) + 12]},
        xaxis={"type": "category", "range": [-0.35, len(points) - 0.25 if points else 1]},
        margin={"l": 8, "r": 112 if rythme_constant else 92, "t": 8, "b": 8},
        annotations=[_build_nom(s, len(points) - 1) for s in series if points and s.valeurs[-1] is not None],
    )
    lignes = tuple(_write_ligne(p) for p in points)
    return Graphique(_write_titre(points), _write_alt(points), figure, ENTETES, lignes)


def _build_ligne(abscisses: list[str], serie: Serie) -> go.Scatter:
    return go.Scatter(
        x=abscisses,
        y=serie.valeurs,
        name=serie.nom,
        mode="lines+markers+text",
        text=["" if v is None else format_pourcent(v) for v in serie.valeurs],
        textposition="top center" if serie.dessus else "bottom center",
        textfont={"color": serie.couleur, "size": 13},
        line={
            "color": serie.couleur,
            "width": 3 if serie.principale else 1.5,
            "dash": "solid" if serie.principale else "dot",
        },
        marker={"size": 8 if serie.principale else 5, "color": serie.couleur},
        hovertemplate=f"{serie.nom} %{{text}}<extra></extra>",
        cliponaxis=False,
        connectgaps=False,
    )


def _build_nom(serie: Serie, rang: int) -> dict[str, object]:
    """Return the name of a line, written at its end in place of a legend."""
    return {
        "x": rang,
        "y": serie.valeurs[-1],
        "text": serie.nom,
        "align": "left",
        "xanchor": "left",
        "xshift": 22,
        "showarrow": False,
        "font": {"color": serie.couleur, "size": 13},
    }


def _write_titre(points: list[Point]) -> str:
    connus = [p for p in points if p.ensemble.suffisante and p.ensemble.avancement is not None]
    if not connus:
        return f"L’avancement n’est pas encore assez renseigné pour être suivi{FINE}: moins de six actions sur dix"
    if len(connus) == 1:
        return f"Un seul trimestre est assez renseigné{FINE}: {format_trimestre(connus[0].trimestre)}"
    premier, dernier = connus[0], connus[-1]
    gain = round((dernier.ensemble.avancement or 0) - (premier.ensemble.avancement or 0))
    ecart = round(dernier.ensemble.ecart or 0) - round(premier.ensemble.ecart or 0)
    sens = "le retard sur l’attendu se creuse" if ecart < 0 else "le retard sur l’attendu se réduit"
    if round(dernier.ensemble.ecart or 0) >= 0:
        sens = "au niveau de l’attendu ou devant"
    elif ecart == 0:
        sens = "au même rythme que l’attendu"
    return f"{format_points(gain)} d’avancement depuis le {format_trimestre(premier.trimestre)}{FINE}; {sens}"


def _write_alt(points: list[Point]) -> str:
    connus = [(format_trimestre(p.trimestre), p.ensemble) for p in points if p.ensemble.suffisante]
    dits = [f"{t}, {format_pourcent(c.avancement)} pour {format_pourcent(c.attendu)} attendus" for t, c in connus]
    return f"Avancement par trimestre{FINE}: {join_mots(dits)}." if dits else "Aucun trimestre assez renseigné."


def _write_ligne(point: Point) -> tuple[str, ...]:
    c = point.ensemble
    avancement = format_pourcent(c.avancement) if c.suffisante else "données insuffisantes"
    ecart = format_points(c.ecart) if c.suffisante else NON_RENSEIGNE
    compte = f"{c.connues} sur {format_compte(c.actives, 'active')}"
    return format_trimestre(point.trimestre), avancement, format_pourcent(c.attendu), ecart, compte
