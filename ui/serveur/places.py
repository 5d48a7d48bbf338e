"""How much this process can hold at once, by the files that the system lets it open: sessions, connections.

A process that runs out of descriptors answers nobody any more, and says so a thousand times a second in its log. An
open session costs four of them: its socket, and the event loop that Streamlit gives it.
"""

from __future__ import annotations

import sys
from collections import Counter
from typing import NamedTuple

VOULUS = 4_096
"""Descriptors asked of the system, where it gives more than it grants at first."""
SESSIONS_MAX, CONNEXIONS_MAX = 400, 512
PAR_SESSION = 4
QUITTEES = 128 * 3
"""Descriptors of the sessions just left, which Streamlit keeps two minutes for who comes back: 128 of them at most."""
RESERVE = 128
"""Descriptors for everything else: the program's own files, the database, the processes that read workbooks."""


class Limites(NamedTuple):
    """What is held at once; one address has half of it at most."""

    sessions: int
    connexions: int


def raise_descripteurs() -> int:
    """Open as many descriptors to this process as the system grants, within bounds, and return their number."""
    if sys.platform == "win32":
        return VOULUS
    import resource

    souple, dure = resource.getrlimit(resource.RLIMIT_NOFILE)
    accordes = VOULUS if dure == resource.RLIM_INFINITY else min(dure, VOULUS)
    if souple != resource.RLIM_INFINITY and souple < accordes:
        resource.setrlimit(resource.RLIMIT_NOFILE, (accordes, dure))
        return accordes
    return VOULUS if souple == resource.RLIM_INFINITY else souple


def compute_limites(descripteurs: int) -> Limites:
    """Return what a number of descriptors can hold; however few they are, some of each."""
    reste = max(descripteurs - QUITTEES - RESERVE, 0)
    sessions = max(min(SESSIONS_MAX, reste // (PAR_SESSION + 1)), 8)
    return Limites(sessions, max(min(CONNEXIONS_MAX, reste - sessions * PAR_SESSION), 16))


class Places:
    """Places of a same kind, taken and given back by address; used by one event loop, so without a lock."""

    def __init__(self, nombre: int) -> None:
        """Open that many places, half of them at most to a same address."""
        self.nombre, self.par_adresse = nombre, max(nombre // 2, 1)
        self._prises: Counter[str] = Counter()
        self._total = 0

    def is_complet(self, adresse: str) -> bool:
        """Return whether none is left for an address."""
        return self._total >= self.nombre or self._prises[adresse] >= self.par_adresse

    def take(self, adresse: str) -> None:
        """Note a place taken, were it beyond the number: it is for the caller to ask first."""
        self._prises[adresse] += 1
        self._total += 1

    def give(self, adresse: str) -> None:
        """Give a place back."""
        self._total -= 1
        self._prises[adresse] -= 1
        if not self._prises[adresse]:
            del self._prises[adresse]
