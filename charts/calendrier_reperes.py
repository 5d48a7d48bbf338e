"""What the calendar is read by: the lines of time, the names of the rows and of the groups, the counts of reports."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from charts.calendrier_lignes import TETE, Entete, Rangee
from charts.calendrier_lignes import write_reports as name_reports
from charts.calendrier_mots import list_cle
from charts.theme import Palette
from metrics.calendrier import Calendrier, Evenement
from models.trimestre import Trimestre
from phrases.format import format_trimestre

TRIMESTRES_NOMMES = 8
"""Quarters up to which each has its name."""


def draw_reperes(
    calendrier: Calendrier, trimestres: Sequence[Trimestre], palette: Palette, aujourd_hui: date, bas: float
) -> list[dict[str, object]]:
    """Return the 90 days as a band, today as a line, the end of the quarter as a thinner one, the years."""
    communs = {"xref": "x", "yref": "y", "y0": TETE - 12, "y1": bas}
    fin = calendrier.bilan.trimestre.dernier_jour.toordinal()
    bande = {"fillcolor": palette.action, "opacity": 0.1, "line": {"width": 0}, "layer": "below", "type": "rect"}
    annee = {"color": palette.sourdine, "width": 1}
    annees = [
        _draw_trait({**communs, "y0": TETE}, t.premier_jour.toordinal(), annee) for t in trimestres if t.numero == 1
    ]
    return [
        {**communs, **bande, "x0": calendrier.lecture.toordinal(), "x1": calendrier.limite.toordinal()},
        *annees,
        _draw_trait(communs, fin, {"color": palette.sourdine, "width": 1, "dash": "dot"}),
        _draw_trait(communs, aujourd_hui.toordinal(), {"color": palette.action, "width": 2}),
    ]


def _draw_trait(communs: dict[str, object], x: int, trait: dict[str, object]) -> dict[str, object]:
    return {**communs, "type": "line", "x0": x, "x1": x, "line": trait, "layer": "below"}


def _write(x: float | int, y: float, texte: str, couleur: str, **suite: object) -> dict[str, object]:
    police = {"color": couleur, "size": suite.pop("size", 12)}
    return {"x": x, "y": y, "yref": "y", "text": texte, "showarrow": False, "font": police, "borderpad": 0, **suite}


def write_noms(rangees: Sequence[Rangee], palette: Palette) -> list[dict[str, object]]:
    """Return the names of the rows, whole, on as many lines as they need."""
    place = {"xref": "paper", "xanchor": "left", "yanchor": "middle", "align": "left"}
    return [_write(0, r.milieu, r.ligne.nom, palette.encre, **place) for r in rangees]


def write_groupe(entete: Entete, trimestres: Sequence[Trimestre], palette: Palette) -> list[dict[str, object]]:
    """Return the name of a group, and the years above its rows, or the quarters where they are few.

    They are said again above each group so that none is far from its rows.
    """
    couleur = palette.colour_orientation(entete.groupe) if entete.groupe else palette.encre
    place = {"xref": "paper", "xanchor": "left", "yanchor": "bottom", "align": "left"}
    courts = len(trimestres) <= TRIMESTRES_NOMMES
    annees = [
        _write(
            t.premier_jour.toordinal(),
            entete.bas,
            format_trimestre(t) if courts else str(t.annee),
            palette.sourdine,
            **{**place, "xref": "x", "xshift": 3},
        )
        for t in trimestres
        if courts or t.numero == 1
    ]
    return [_write(0, entete.bas, f"<b>{entete.nom}</b>", couleur, size=14, **place), *annees]


def write_jours(calendrier: Calendrier, palette: Palette, aujourd_hui: date) -> list[dict[str, object]]:
    """Return the names of the two lines, each on the side where the other is not."""
    trimestre = calendrier.bilan.trimestre
    avant = trimestre.dernier_jour < aujourd_hui
    fin, jour = trimestre.dernier_jour.toordinal(), aujourd_hui.toordinal()
    return [
        _write(
            fin,
            TETE - 24,
            f"fin du {format_trimestre(trimestre)}",
            palette.sourdine,
            xref="x",
            xanchor="right" if avant else "left",
        ),
        _write(jour, TETE - 24, "<b>aujourd’hui</b>", palette.action, xref="x", xanchor="left" if avant else "right"),
    ]


def write_reports(rangees: Sequence[Rangee], palette: Palette) -> list[dict[str, object]]:
    """Return « 3 reports » after the marks that moved more than once."""
    return [
        _write(
            e.place.toordinal(),
            r.find_voie(voie),
            name_reports(e),
            palette.encre,
            size=12,
            xref="x",
            xanchor="left",
            xshift=9,
        )
        for r in rangees
        for e, voie in r.ligne.marques
        if e.reports > 1
    ]


def write_cle(gardes: Sequence[Evenement], palette: Palette) -> dict[str, object]:
    """Return the key of the shapes that are drawn, at the head of the names."""
    texte = "<br>".join(ligne.replace(" " * 3, "\u2003") for ligne in list_cle(gardes))
    place = {"xref": "paper", "xanchor": "left", "yanchor": "top", "align": "left"}
    return _write(0, 0, texte, palette.sourdine, size=12, **place)
