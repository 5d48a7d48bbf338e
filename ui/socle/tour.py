"""Two screens are computed at a time: more would only wait for one another, and every reader with them.

Streamlit runs each visit in a thread of its own. What takes long (reading workbooks) leaves its turn meanwhile; what
runs in a callback or at the click of a download takes none. The next turn goes to the reader who had none for the
longest: one who asks without end, in as many windows as they like, makes the others wait for one screen, not for all of
theirs. A turn is a courtesy, not a lock: whoever waits too long goes ahead without one, so that nothing can ever stand
still.
"""

from __future__ import annotations

import threading
from collections import OrderedDict
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field

import streamlit as st
from streamlit.runtime.scriptrunner import get_script_run_ctx

NOMBRE = 2
PATIENCE = 20.0
"""Seconds waited for a turn at most."""
CONNUS = 4_096
"""Addresses and sessions of which the last turn is remembered."""


@dataclass(frozen=True, eq=False)
class Attente:
    """A screen that waits for its turn: for which address and session, since when, whether it was given."""

    adresse: str
    session: str
    arrivee: float
    donne: threading.Event = field(default_factory=threading.Event)


class Tours:
    """So many turns, and who waits for one."""

    def __init__(self, nombre: int) -> None:
        self.libres = nombre
        self._verrou = threading.Lock()
        self._attentes: list[Attente] = []
        self._rang = 0
        self._derniers: OrderedDict[str, int] = OrderedDict()

    def join(self, adresse: str, session: str) -> Attente:
        """Ask for a turn, given at once when there is one: nobody waits then."""
        with self._verrou:
            attente = Attente(adresse, session, self._rang - 0.5)
            if self.libres:
                self.libres -= 1
                self._give(attente)
            else:
                self._attentes.append(attente)
            return attente

    def leave(self, attente: Attente) -> bool:
        """Wait no more; return whether the turn was given meanwhile."""
        with self._verrou:
            if not attente.donne.is_set():
                self._attentes.remove(attente)
            return attente.donne.is_set()

    def release(self) -> None:
        """Give a turn back: to the address, then to the session, that had one the longest ago; else first come."""
        with self._verrou:
            if not self._attentes:
                self.libres += 1
                return
            suivante = min(self._attentes, key=self._find_derniers)
            self._attentes.remove(suivante)
            self._give(suivante)

    def _find_derniers(self, attente: Attente) -> list[float]:
        """Return when the address, then the session, had a turn; who never had any is as if theirs came on arriving.

        Before all others, names made up one after the other would each pass before who waits.
        """
        return [self._derniers.get(nom, attente.arrivee) for nom in (attente.adresse, attente.session)]

    def _give(self, attente: Attente) -> None:
        self._rang += 1
        for nom in (attente.adresse, attente.session):
            self._derniers[nom] = self._rang
            self._derniers.move_to_end(nom)
        while len(self._derniers) > CONNUS:
            self._derniers.popitem(last=False)
        attente.donne.set()


_tours = Tours(NOMBRE)
# Not the session's state: the turn belongs to the thread, and Streamlit gives each run of a session another one.
_fil = threading.local()


@contextmanager
def take_tour(patience: float = PATIENCE) -> Iterator[None]:
    """Wait for a turn and keep it for the time of a block, however it ends (Streamlit stops a script by raising)."""
    _acquire(patience)
    try:
        yield
    finally:
        _release()


@contextmanager
def leave_tour(patience: float = PATIENCE) -> Iterator[None]:
    """Give the turn of this thread to others for the time of a long block, then wait for one again.

    Does nothing in a thread that has no turn. Not to be used while holding what a screen waits for (a cached read).
    """
    tenu = getattr(_fil, "tenu", False)
    _release()
    try:
        yield
    finally:
        if tenu:
            _acquire(patience)


def _acquire(patience: float) -> None:
    attente = _tours.join(*_find_lecteur())
    _fil.tenu = attente.donne.wait(patience) or _tours.leave(attente)


def _find_lecteur() -> tuple[str, str]:
    """Return the address and the session that the screen is for; relays that tell no address have that of none."""
    contexte = get_script_run_ctx(suppress_warning=True)
    return ("", "") if contexte is None else (f"adresse {st.context.ip_address}", contexte.session_id)


def _release() -> None:
    if getattr(_fil, "tenu", False):
        _fil.tenu = False
        _tours.release()
