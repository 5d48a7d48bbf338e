"""What the pages of a site read: a quarter computed once, and whether what is internal may be written."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from functools import cached_property

from exports.blocs import vue as blocs
from exports.formats import Demande
from exports.presentation.contexte import Contexte, build_contexte
from exports.presentation.pieces import Periode
from metrics.bilan import Bilan, choose_trimestre, compute_bilan
from metrics.tendance import Point, compute_tendance
from models.plan import Plan

INTERNE = "interne"
CONNEXION = "connexion"


class Vue(blocs.Vue):
    """The figures of a site; `adresse` is where it will be read, with a slash at its end, empty where nobody said.

    `connexion` is where one signs in to see more, empty where there is nothing else to see.
    """

    def __init__(self, demande: Demande, adresse: str = "") -> None:
        """Compute what the pages read."""
        plan, jour = demande.plan, demande.aujourd_hui
        self.trimestre, self.aujourd_hui, self.adresse = demande.trimestre, jour, adresse
        self.defaut = choose_trimestre(plan, jour)
        self._bilan = compute_bilan(plan, self.trimestre, jour)
        self._precedent = compute_bilan(plan, self.trimestre.decale(-1), jour)
        self._points = compute_tendance(plan, self.trimestre)
        self._interne = INTERNE in demande.options
        self.connexion = demande.options.get(CONNEXION, "")
        self._comparable = self._bilan.is_comparable(jour)  # asked for each action, and looks at them all

    @property
    def plan(self) -> Plan:
        """Return the plan."""
        return self._bilan.plan

    @property
    def bilan(self) -> Bilan:
        """Return the figures of the quarter."""
        return self._bilan

    @property
    def precedent(self) -> Bilan:
        """Return the figures of the quarter before."""
        return self._precedent

    @property
    def points(self) -> Sequence[Point]:
        """Return the figures of each quarter up to this one."""
        return self._points

    @property
    def jour(self) -> date:
        """Return the day of the data: never one to come."""
        return min(self.trimestre.dernier_jour, self.aujourd_hui)

    @property
    def interne(self) -> bool:
        """Return whether blocages, décisions and free texts may be read there."""
        return self._interne

    @property
    def comparable(self) -> bool:
        """Return whether the quarter is told against its expected."""
        return self._comparable

    @cached_property
    def recit(self) -> Contexte:
        """Return what the sections of the story read, told of the quarter alone."""
        return build_contexte(self.plan, Periode(None, self.trimestre), self.aujourd_hui)

    @property
    def figee(self) -> bool:
        """Return that nothing sorts or filters a list there."""
        return True

    @property
    def liens(self) -> dict[str, str]:
        """Return nothing: a site is of one quarter."""
        return {}
