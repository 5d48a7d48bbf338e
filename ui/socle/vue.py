"""What every block of the Synthèse reads, and what its texts are kept by."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from charts.theme import PALETTES, Palette
from exports.blocs.liens import link_trimestre
from metrics.bilan import Bilan, find_jour_de_lecture, is_passe
from models.plan import Plan
from models.trimestre import Trimestre
from phrases.trimestre import write_reserve_entre
from ui.socle.donnees import Version, get_bilan, get_plan
from ui.socle.guard import Contexte
from ui.socle.style import find_palette


@dataclass(frozen=True, slots=True)
class Vue:
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
    def palette(self) -> Palette:
        """Return the colours of the ground."""
        return PALETTES[self.fond]

    @property
    def comparable(self) -> bool:
        """Return whether the quarter is told against its expected: it is over, whole, and has reports of its own."""
        return self.bilan.is_comparable(self.aujourd_hui)

    @property
    def reserve(self) -> str:
        """Return why the quarter is not compared with the one before, empty where it is."""
        return write_reserve_entre(self.bilan, self.precedent, self.aujourd_hui)

    @property
    def jour_de_lecture(self) -> date:
        """Return the day up to which waiting is counted: today, or the last day of a past quarter."""
        return find_jour_de_lecture(self.plan, self.trimestre, self.defaut, self.aujourd_hui)

    @property
    def jour_a_dire(self) -> date | None:
        """Return the day up to which waiting is counted where it is not that of the data, which every screen tells."""
        jour = self.jour_de_lecture
        return None if jour == min(self.trimestre.dernier_jour, self.aujourd_hui) else jour

    @property
    def est_passe(self) -> bool:
        """Return whether the quarter shown is read as it was, at its last day."""
        return is_passe(self.plan, self.trimestre, self.defaut)

    @property
    def liens(self) -> dict[str, str]:
        """Return what a link adds to its address so that the next screen shows the same quarter, today and later."""
        return link_trimestre(self.trimestre)


def build_vue(contexte: Contexte) -> Vue:
    """Return the view of the quarter shown."""
    return Vue(
        contexte.version,
        contexte.trimestre,
        contexte.trimestre_par_defaut,
        contexte.aujourd_hui,
        find_palette().nom,
    )
