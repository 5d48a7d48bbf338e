"""A row of the table, and how it is measured: rounds that interleave what is compared, medians, one ratio."""

from __future__ import annotations

import math
import statistics
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass

Prise = Callable[[], Mapping[str, float]]
"""One measurement: named values, in the unit of their rows."""


@dataclass(frozen=True, slots=True)
class Ligne:
    """A row: what was measured against which reference, both in `unite`, and what it must not exceed.

    The bound is on the ratio of the two, or on their difference when `ecart`; infinite where the row only informs.
    """

    quoi: str
    reference: str
    mesure: float
    repere: float
    unite: str
    borne: float = math.inf
    ecart: bool = False

    @property
    def valeur(self) -> float:
        """Return what the bound is on; infinite when the reference is 0."""
        if self.ecart:
            return self.mesure - self.repere
        return self.mesure / self.repere if self.repere else float("inf")

    @property
    def tenue(self) -> bool:
        """Return whether the bound is kept."""
        return self.valeur <= self.borne


def interleave(prises: Mapping[str, Prise], tours: int, rodage: int = 1) -> dict[str, dict[str, float]]:
    """Return the medians of each measurement over rounds that take one of each, in alternate order of their names.

    The first `rodage` rounds are taken and forgotten.
    """
    releves: dict[str, list[Mapping[str, float]]] = {nom: [] for nom in prises}
    for tour in range(rodage + tours):
        for nom in sorted(prises, reverse=tour % 2 == 0):
            valeurs = prises[nom]()
            if tour >= rodage:
                releves[nom].append(valeurs)
    return {nom: {cle: statistics.median(v[cle] for v in vues) for cle in vues[0]} for nom, vues in releves.items()}


def time_ms(geste: Callable[[], object]) -> float:
    """Return how long a gesture takes, in milliseconds."""
    debut = time.perf_counter()
    geste()
    return (time.perf_counter() - debut) * 1_000
