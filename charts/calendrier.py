"""The dates of the plan on one axis of time: a bar an action, its jalons on it, the meetings of the charter below."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

import plotly.graph_objects as go

from charts import calendrier_reperes as r
from charts.calendrier_barres import build_barres, clamp, find_clic
from charts.calendrier_lignes import (
    Rangee,
    find_cadre,
    list_hors_cadre,
    list_lignes,
    place_lignes,
)
from charts.calendrier_mots import ENTETES, list_textes, list_valeurs, write_alt, write_bulle
from charts.graphique import Graphique
from charts.theme import Palette, build_figure
from metrics.calendrier import Calendrier, Evenement, Nature, Situation
from models.trimestre import Trimestre, list_trimestres
from phrases.calendrier import write_titre_calendrier

DEBUT_AXE = 0.36
"""Where the axis begins, as a share of the drawing: names stand on the left."""
SYMBOLES = {
    Situation.FAITE: "circle",
    Situation.PROCHE: "diamond-open",
    Situation.LOIN: "diamond-open",
    Situation.A_CONFIRMER: "diamond",
    Situation.RETARD: "triangle-up",
    Situation.NON_TENUE: "x-thin-open",
    Situation.NON_RENSEIGNEE: "circle-open-dot",
    Situation.HORS_CALCUL: "line-ew-open",
}
FIN = "line-ns-open"
"""The end of a bar."""
VIDE = {"diamond-open": "diamond"}
"""Shapes drawn on the colour of the paper, so that a bar does not show through."""


def build_calendrier(
    calendrier: Calendrier,
    gardes: Sequence[Evenement],
    palette: Palette,
    aujourd_hui: date,
    autour: Trimestre | None = None,
) -> Graphique:
    """Return the drawing of the dates kept; the click gives back the code of an action, or `REUNIONS`.

    A postponed jalon keeps a small circle at its original date, tied to the mark of the present one. An action without
    dates of its own has marks and no bar. Dates out of the frame (`list_hors_cadre`), which is the whole plan unless it
    is `autour` a quarter, are in the data alone; what is told is of those drawn.
    """
    plan = calendrier.bilan.plan
    hors = {e.reference for e in list_hors_cadre(plan, gardes, aujourd_hui, autour)}
    vus = [e for e in gardes if e.reference not in hors]
    rangees, entetes, hauteur = place_lignes(plan, list_lignes(plan, vus, aujourd_hui, gardes))
    lignes = list_lignes(plan, gardes)
    trimestres = _list_axe(calendrier, gardes, aujourd_hui, autour)
    bornes = (trimestres[0].premier_jour.toordinal(), trimestres[-1].dernier_jour.toordinal() + 1)
    figure = build_figure(
        palette,
        round(hauteur) + 8,
        build_barres(rangees, palette, bornes),
        _build_liens(rangees, palette, bornes),
        _build_origines(rangees, palette, bornes),
        _build_marques(rangees, palette),
        xaxis={
            "domain": [DEBUT_AXE, 1],
            "range": bornes,
            "tickvals": [t.premier_jour.toordinal() for t in trimestres],
            "showticklabels": False,
            "showgrid": True,
            "gridcolor": palette.filet,
        },
        yaxis={"visible": False, "range": [hauteur, 0]},
        margin={"l": 0, "r": 10, "t": 4, "b": 4},
        barmode="overlay",
        hovermode="closest",
        meta={"coupes": [e.haut for e in entetes[1:]]},  # where paper may cut it: above the name of a group
        shapes=r.draw_reperes(calendrier, trimestres, palette, aujourd_hui, hauteur),
        annotations=[
            r.write_cle(vus, palette),
            *r.write_noms(rangees, palette),
            *(x for entete in entetes for x in r.write_groupe(entete, trimestres, palette)),
            *r.write_jours(calendrier, palette, aujourd_hui),
            *r.write_reports(rangees, palette),
        ],
    )
    fin = trimestres[-1].dernier_jour if autour else None
    titre, alt = write_titre_calendrier(calendrier, vus, fin), write_alt(calendrier, vus, trimestres)
    return Graphique(titre, alt, figure, ENTETES, list_textes(lignes), list_valeurs(lignes))


def _list_axe(
    calendrier: Calendrier, gardes: Sequence[Evenement], aujourd_hui: date, autour: Trimestre | None
) -> list[Trimestre]:
    """Return the quarters of the axis: those of the frame around a quarter, else of the plan.

    Of the plan, more where a date is out of it, never out of the frame.
    """
    plan = calendrier.bilan.plan
    if autour is not None:
        return list_trimestres(*map(Trimestre.from_date, find_cadre(plan, aujourd_hui, autour)))
    jours = [plan.debut, plan.fin, aujourd_hui, *(e.place for e in gardes), *(e.jour_initial or e.jour for e in gardes)]
    jours += [e.etat.debut for e in gardes if e.etat is not None and e.etat.dates_propres]
    debut, fin = find_cadre(plan, aujourd_hui)
    vus = [j for j in jours if debut <= j <= fin]
    return list_trimestres(Trimestre.from_date(min(vus)), Trimestre.from_date(max(vus)))


def _build_liens(rangees: Sequence[Rangee], palette: Palette, bornes: tuple[int, int]) -> go.Scatter:
    """Return the lines from the original dates to the present ones."""
    x: list[int | None] = []
    y: list[float | None] = []
    for rangee in rangees:
        for e, voie in rangee.ligne.marques:
            if e.jour_initial is not None:
                x += [clamp(e.jour_initial.toordinal(), bornes), e.place.toordinal(), None]
                y += [rangee.find_voie(voie), rangee.find_voie(voie), None]
    return go.Scatter(
        x=x, y=y, mode="lines", line={"color": palette.encre, "width": 1, "dash": "dot"}, hoverinfo="skip"
    )


def _build_origines(rangees: Sequence[Rangee], palette: Palette, bornes: tuple[int, int]) -> go.Scatter:
    """Return the original dates that were moved, as small empty circles, where the axis holds them."""
    points = [
        (e.jour_initial.toordinal(), rangee.find_voie(voie), write_bulle(e), find_clic(rangee.ligne))
        for rangee in rangees
        for e, voie in rangee.ligne.marques
        if e.jour_initial is not None and bornes[0] <= e.jour_initial.toordinal() <= bornes[1]
    ]
    marque = {"symbol": "circle", "size": 7, "color": palette.papier, "line": {"color": palette.encre, "width": 1}}
    return _build_points(points, marque)


def _build_marques(rangees: Sequence[Rangee], palette: Palette) -> go.Scatter:
    """Return the marks, a shape a situation; the échéance of an action to come is the end of its bar."""
    marques = [
        (e, rangee.find_voie(voie) if e.jalon or e.seance else rangee.milieu, rangee.ligne)
        for rangee in rangees
        for e, voie in rangee.ligne.marques
    ]
    points = [(e.place.toordinal(), y, write_bulle(e), find_clic(ligne)) for e, y, ligne in marques]
    formes = [find_symbole(e) for e, _, _ in marques]
    marque = {
        "symbol": [VIDE.get(f, f) for f in formes],
        "size": [14 if f == FIN else 10 for f in formes],
        "color": [palette.papier if f in VIDE else palette.encre for f in formes],
        "line": {"color": palette.encre, "width": 1.5},
        "opacity": 1,
    }
    return _build_points(points, marque)


def find_symbole(e: Evenement) -> str:
    """Return the shape of a mark."""
    if e.nature is Nature.ECHEANCE and e.situation in {Situation.PROCHE, Situation.LOIN}:
        return FIN
    return SYMBOLES[e.situation]


def _build_points(points: Sequence[tuple[int, float, str, str]], marque: dict[str, object]) -> go.Scatter:
    return go.Scatter(
        mode="markers",
        x=[x for x, *_ in points],
        y=[y for _, y, _, _ in points],
        hovertext=[bulle for _, _, bulle, _ in points],
        hovertemplate="%{hovertext}<extra></extra>",
        customdata=[clic for *_, clic in points],
        marker=marque,
        selected={"marker": {"opacity": 1}},
        unselected={"marker": {"opacity": 1}},
        cliponaxis=False,
    )
