"""What every block reads: the figures of a quarter seen from a day, whoever keeps them."""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Sequence
from datetime import date

from exports.blocs.liens import link_trimestre
from metrics.bilan import Bilan, find_jour_de_lecture, is_passe
from metrics.tendance import Point
from models.plan import Plan
from models.trimestre import Trimestre
from phrases.trimestre import write_reserve_entre


class Vue(ABC):
    """The data, the quarter, the quarter shown by default, the day; who implements it says where they are kept."""

    __slots__ = ()

    trimestre: Trimestre
    defaut: Trimestre
    aujourd_hui: date

    @property
    @abstractmethod
    def plan(self) -> Plan:
        """Return the plan."""

    @property
    @abstractmethod
    def bilan(self) -> Bilan:
        """Return the figures of the quarter."""

    @property
    @abstractmethod
    def precedent(self) -> Bilan:
        """Return the figures of the quarter before."""

    @property
    @abstractmethod
    def points(self) -> Sequence[Point]:
        """Return the figures of each quarter up to this one."""

    @property
    def interne(self) -> bool:
        """Return whether blocages, décisions and free texts may be read there."""
        return True

    @property
    def figee(self) -> bool:
        """Return whether lists stand as they are: nothing sorts or filters them."""
        return False

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
