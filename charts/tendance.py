"""Progress over the quarters of the plan, against the expected, and where its pace leads."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import plotly.graph_objects as go

from charts.graphique import Graphique
from charts.tendance_mots import ENTETES, Courbe, list_compares, list_lignes, list_valeurs, write_alt, write_titre
from charts.theme import Palette, build_figure
from charts.traces import build_ligne
from metrics.projection import Projection
from models.trimestre import Trimestre, list_trimestres
from models.vocabulaire import Statut
from phrases.format import FINE, INSUFFISANTES, format_nombre, format_pourcent, format_trimestre

__all__ = ["Courbe", "build_tendance"]

HAUTEUR = 290
MARGE = {"l": 4, "r": 102, "t": 12, "b": 4}
"""The right one holds the words written at the end of the lines."""
ECART_NOMS = 13
"""Points under which the words at the ends of two lines would touch."""
ECART_FIGURES = 3
"""Quarters under which two figures written on a line would touch."""
PLACE_NOM = 5
"""Quarters that a figure with its name takes on the right."""

Rangs = Mapping[Trimestre, int]


def build_tendance(courbe: Courbe, palette: Palette) -> Graphique:
    """Return the measured line, the expected line and the projected band, on an axis that holds the whole plan.

    A quarter too little known leaves a gap in the measured line. Figures are written on its first and last quarters and
    where it turns, no more: the others are in the table.
    """
    connus = [*(p.trimestre for p in courbe.points), *(a.trimestre for a in courbe.attendus)]
    connus += [courbe.debut] if courbe.debut else []
    trimestres = list_trimestres(min(connus), max(connus)) if connus else []
    rangs = {t: i for i, t in enumerate(trimestres)}
    figure = build_figure(
        palette,
        HAUTEUR,
        *_build_bande(courbe.projection, rangs, palette),
        _build_attendu(courbe, rangs, palette),
        _build_mesure(courbe, rangs, palette),
        xaxis={**_build_annees(trimestres, palette), "range": [-0.6, max(len(trimestres) - 0.8, 1)]},
        yaxis={**_build_echelle(palette), "range": [-10, 106]},
        margin=MARGE,
        annotations=[*_write_figures(courbe, rangs, palette), *_write_fins(courbe, rangs, palette)],
        hovermode="closest",
    )
    return Graphique(write_titre(courbe), write_alt(courbe), figure, ENTETES, list_lignes(courbe), list_valeurs(courbe))


def _build_annees(trimestres: Sequence[Trimestre], palette: Palette) -> dict[str, object]:
    """Return an axis that names the years, at their first quarter."""
    debuts = [i for i, t in enumerate(trimestres) if t.numero == 1]
    return {
        "tickvals": debuts,
        "ticktext": [str(trimestres[i].annee) for i in debuts],
        "tickfont": {"color": palette.sourdine, "size": 12},
        "showgrid": True,
        "gridcolor": palette.filet,
        "gridwidth": 1,
    }


def _build_echelle(palette: Palette) -> dict[str, object]:
    return {
        "tickvals": [0, 50, 100],
        "ticktext": [format_pourcent(v) for v in (0, 50, 100)],
        "tickfont": {"color": palette.sourdine, "size": 12},
        "showgrid": True,
        "gridcolor": palette.filet,
        "gridwidth": 1,
    }


def _build_bande(projection: Projection | None, rangs: Rangs, palette: Palette) -> list[go.Scatter]:
    """Return the band from the last measure to the end of the plan, then its two dashed bounds."""
    if projection is None:
        return []
    couleur = palette.statuts[Statut.EN_COURS]
    abscisses = [rangs[projection.depuis], *(rangs[p.trimestre] for p in projection.points)]
    bas, haut = ([projection.depart, *(getattr(p, nom) for p in projection.points)] for nom in ("bas", "haut"))
    fond = go.Scatter(
        x=[*abscisses, *reversed(abscisses)],
        y=[*bas, *reversed(haut)],
        mode="lines",
        line={"width": 0},
        fill="toself",
        fillcolor=couleur.fond,
        hoverinfo="skip",
    )
    trait = {"color": couleur.trait, "width": 1.5, "dash": "dash"}
    bords = [go.Scatter(x=abscisses, y=ys, mode="lines", line=trait, hoverinfo="skip") for ys in (bas, haut)]
    return [fond, *bords]


def _build_attendu(courbe: Courbe, rangs: Rangs, palette: Palette) -> go.Scatter:
    return go.Scatter(
        x=[rangs[a.trimestre] for a in courbe.attendus],
        y=[a.attendu for a in courbe.attendus],
        mode="lines",
        line={"color": palette.sourdine, "width": 2, "dash": "dot"},
        text=[f"{format_trimestre(a.trimestre)} · attendu {format_pourcent(a.attendu)}" for a in courbe.attendus],
        hovertemplate="%{text}<extra></extra>",
    )


def _build_mesure(courbe: Courbe, rangs: Rangs, palette: Palette) -> go.Scatter:
    couleur = palette.statuts[Statut.EN_COURS].trait
    return build_ligne(
        [rangs[t] for t, _ in courbe.mesures],
        [v for _, v in courbe.mesures],
        [f"{format_trimestre(t)} · avancement {format_pourcent(v)}" for t, v in courbe.mesures],
        couleur,
        line={"color": couleur, "width": 3},
        marker={"size": 7, "color": couleur},
    )


def _write_figures(courbe: Courbe, rangs: Rangs, palette: Palette) -> list[dict[str, object]]:
    """Return the figures written on the lines, each on the side where the other line is not.

    Only the last measured quarter has both, with their names.
    """
    couleur = palette.statuts[Statut.EN_COURS].trait
    attendus = {a.trimestre: a.attendu for a in courbe.attendus}
    compares = list_compares(courbe)
    figures = choose_figures(courbe.mesures, compares[0].trimestre if compares else None)
    notes = []
    if courbe.mesures and courbe.mesures[-1][1] is None:
        ecrit = f"{format_trimestre(courbe.mesures[-1][0])}{FINE}: {INSUFFISANTES}"
        notes.append(_place((rangs[courbe.mesures[-1][0]], 0), ecrit, palette.sourdine, True, "left"))
    for trimestre, valeur in figures:
        attendu = attendus.get(trimestre, 100)
        devant, texte = valeur > attendu, f"<b>{format_pourcent(valeur)}</b>"
        if trimestre != figures[-1][0]:
            notes.append(_place((rangs[trimestre], valeur), texte, couleur, devant, "center"))
            continue
        avance = "left" if not devant and len(rangs) - rangs[trimestre] > PLACE_NOM else "right"
        attente = "left" if devant and len(rangs) - rangs[trimestre] > PLACE_NOM else "right"
        notes.append(_place((rangs[trimestre], valeur), f"avancement {texte}", couleur, devant, avance))
        ecrit = f"attendu {format_pourcent(attendu)}"
        notes.append(_place((rangs[trimestre], attendu), ecrit, palette.sourdine, not devant, attente))
    return notes


def _place(lieu: tuple[float, float], texte: str, couleur: str, dessus: bool, ancre: str) -> dict[str, object]:
    return {
        "x": lieu[0],
        "y": lieu[1],
        "text": texte,
        "xanchor": ancre,
        "yshift": 14 if dessus else -14,
        "showarrow": False,
        "font": {"color": couleur, "size": 14},
    }


def choose_figures(
    mesures: Sequence[tuple[Trimestre, float | None]], depart: Trimestre | None = None
) -> list[tuple[Trimestre, float]]:
    """Return the quarters whose figure is written: the last, `depart`, the first, then the turns, clear of the others.

    `depart` is the quarter that the title counts from. A turn is where the line starts to fall, or stops falling.
    """
    connues = [(t, v) for t, v in mesures if v is not None]
    if not connues:
        return []
    valeurs = [v for _, v in connues]
    tournants = [
        connues[i]
        for i in range(1, len(connues) - 1)
        if (valeurs[i] < valeurs[i - 1]) != (valeurs[i + 1] < valeurs[i]) and valeurs[i] != valeurs[i - 1]
    ]
    choisies: list[tuple[Trimestre, float]] = []
    for candidat in (connues[-1], *(c for c in connues if c[0] == depart), connues[0], *tournants):
        if all(abs(candidat[0].rang - t.rang) >= ECART_FIGURES for t, _ in choisies):
            choisies.append(candidat)
    return sorted(choisies)


def _write_fins(courbe: Courbe, rangs: Rangs, palette: Palette) -> list[dict[str, object]]:
    """Return the words at the right of the lines, in place of a legend, kept apart from each other."""
    fins: list[tuple[float, str, str]] = []
    if courbe.attendus:
        dernier = courbe.attendus[-1]
        fins.append((dernier.attendu, f"{courbe.nom_attendu}<br>{format_pourcent(dernier.attendu)}", palette.sourdine))
    if courbe.projection is not None:
        terme = courbe.projection.terme
        bas, haut = format_pourcent(terme.bas), format_pourcent(terme.haut)
        fourchette = bas if bas == haut else f"{format_nombre(terme.bas)} à {haut}"
        texte = f"projection<br><b>{fourchette}</b><br>au rythme des<br>4 derniers<br>trimestres"
        milieu = min((terme.bas + terme.haut) / 2, 100)
        if fins:
            milieu = min(milieu, fins[0][0] - 2 * ECART_NOMS) if milieu <= fins[0][0] else milieu
        fins.append((milieu, texte, palette.statuts[Statut.EN_COURS].trait))
    return [
        {
            "x": len(rangs) - 1,
            "y": y,
            "text": texte,
            "align": "left",
            "xanchor": "left",
            "xshift": 8,
            "showarrow": False,
            "font": {"color": couleur, "size": 12},
        }
        for y, texte, couleur in fins
    ]
