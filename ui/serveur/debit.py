"""How often somebody may ask: so many at once, then so many a second; what it takes to wait is told."""

from __future__ import annotations

import math
import time
from collections import OrderedDict
from collections.abc import Callable
from threading import Lock

CONNUS_MAX = 1_000
"""Askers kept in mind: past them the one who asked longest ago is forgotten, and begins anew."""


class Debit:
    """What each asker has left: `rafale` at once, one more every `pas` seconds."""

    def __init__(self, rafale: int, pas: float, horloge: Callable[[], float] = time.monotonic) -> None:
        self._rafale, self._pas, self._horloge = rafale, pas, horloge
        self._dus: OrderedDict[str, float] = OrderedDict()
        self._verrou = Lock()

    def take(self, qui: str) -> int:
        """Return 0 when one more is granted, else the seconds to wait for it."""
        with self._verrou:
            instant = self._horloge()
            du = max(self._dus.pop(qui, 0.0), instant - self._rafale * self._pas) + self._pas
            attente = du - instant
            self._dus[qui] = du if attente <= 0 else du - self._pas
            if len(self._dus) > CONNUS_MAX:
                self._dus.popitem(last=False)
        return 0 if attente <= 0 else math.ceil(attente)
