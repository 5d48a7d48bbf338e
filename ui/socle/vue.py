"""What every block of the Synthèse reads, and what its texts are kept by."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from charts.theme import PALETTES, Palette
from exports.blocs import vue as blocs
from metrics.bilan import Bilan
from metrics.tendance import Point
from models.plan import Plan
from models.trimestre import Trimestre
from ui.socle.donnees import Version, get_bilan, get_plan, get_tendance
from ui.socle.guard import Contexte
from ui.socle.style import find_palette


@dataclass(frozen=True, slots=True)
class Vue(blocs.Vue):
    """The data, the quarter, the quarter shown by default, the day and the ground: two viewers of the same share it."""

    version: Version
    trimestre: Trimestre
    defaut: Trimestre
    aujourd_hui: date
    fond: str

    @property
    def plan(self) -> Plan:
        """Return the plan."""
        return get_plan(self.version)

    @property
    def bilan(self) -> Bilan:
        """Return the figures of the quarter."""
        return get_bilan(self.version, self.trimestre)

    @property
    def precedent(self) -> Bilan:
        """Return the figures of the quarter before."""
        return get_bilan(self.version, self.trimestre.decale(-1))

    @property
    def points(self) -> Sequence[Point]:
        """Return the figures of each quarter up to this one."""
        return get_tendance(self.version, self.trimestre)

    @property
    def palette(self) -> Palette:
        """Return the colours of the ground."""
        return PALETTES[self.fond]


def build_vue(contexte: Contexte) -> Vue:
    """Return the view of the quarter shown."""
    return Vue(
        contexte.version,
        contexte.trimestre,
        contexte.trimestre_par_defaut,
        contexte.aujourd_hui,
        find_palette().nom,
    )
