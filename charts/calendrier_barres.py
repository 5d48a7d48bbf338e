"""The bars of the calendar: the actions from their beginning to their end, the periods in which a body is to meet."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

import plotly.graph_objects as go

from charts.calendrier_lignes import SANS_ORIENTATION, VOIE, Ligne, Rangee
from charts.theme import Palette
from phrases.format import format_date

BARRE, PERIODE = 12, 4
"""Thickness in pixels of the bar of an action, and of a period in which a body is to meet."""
OPACITE = 0.32
REUNIONS = "charte"
"""What a click on a meeting gives back."""


@dataclass(frozen=True, slots=True)
class _Barre:
    """A bar at its place: its days, its middle and thickness in pixels, its row, what it says under the mouse."""

    debut: date
    fin: date
    milieu: float
    epaisseur: float
    ligne: Ligne

    @property
    def duree(self) -> int:
        """Return its length in days, the gap before the next period taken off."""
        return max((self.fin - self.debut).days + (1 if self.ligne.groupe else -6), 1)

    @property
    def bulle(self) -> str:
        """Return its name and its days."""
        nom = self.ligne.nom if "<b>" in self.ligne.nom else f"<b>{self.ligne.nom}</b>"
        return f"{nom}<br>du {format_date(self.debut)} au {format_date(self.fin)}"


def _list_barres(rangees: Sequence[Rangee]) -> Iterator[_Barre]:
    """Yield the bars of the actions, and the periods in which a body was to meet."""
    for rangee in rangees:
        ligne = rangee.ligne
        if ligne.debut is not None and ligne.fin is not None:
            yield _Barre(ligne.debut, ligne.fin, rangee.milieu, max(BARRE, VOIE * ligne.voies - 3), ligne)
        for e, voie in ligne.marques:
            if e.seance is not None and e.seance.due:
                yield _Barre(e.seance.debut, e.seance.fin, rangee.find_voie(voie), PERIODE, ligne)


def build_barres(rangees: Sequence[Rangee], palette: Palette, bornes: tuple[int, int]) -> go.Bar:
    """Return the bars, cut at the ends of the axis."""
    barres = list(_list_barres(rangees))
    debuts = [clamp(b.debut.toordinal(), bornes) for b in barres]
    fins = [clamp(b.debut.toordinal() + b.duree, bornes) for b in barres]
    return go.Bar(
        orientation="h",
        base=debuts,
        x=[fin - debut for debut, fin in zip(debuts, fins, strict=True)],
        y=[b.milieu for b in barres],
        width=[b.epaisseur for b in barres],
        marker={"color": [_find_teinte(b.ligne, palette) for b in barres], "opacity": OPACITE, "line": {"width": 0}},
        hovertext=[b.bulle for b in barres],
        hovertemplate="%{hovertext}<extra></extra>",
        customdata=[find_clic(b.ligne) for b in barres],
        selected={"marker": {"opacity": OPACITE}},
        unselected={"marker": {"opacity": OPACITE}},
    )


def clamp(x: int, bornes: tuple[int, int]) -> int:
    """Return a day (ordinal) brought inside the axis."""
    return min(max(x, bornes[0]), bornes[1])


def _find_teinte(ligne: Ligne, palette: Palette) -> str:
    return palette.sourdine if ligne.groupe == SANS_ORIENTATION else palette.colour_orientation(ligne.groupe)


def find_clic(ligne: Ligne) -> str:
    """Return what a click on a row gives back: the code of its action, or `REUNIONS`."""
    return REUNIONS if ligne.groupe == SANS_ORIENTATION else ligne.code
