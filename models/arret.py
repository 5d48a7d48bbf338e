"""Stopping without cutting: what is being written is waited for, what would begin is refused.

A server that is told to stop, to be updated or restarted, closes this door first (`ui/serveur/arret.py`). A command
line has no use for it: what stops it is the person before it.
"""

from __future__ import annotations

import threading
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager, suppress

from models.refus import ServeurArrete

ARRET = (
    "Le serveur s’arrête ou redémarre : rien n’a été écrit. Ce que vous avez déposé est gardé ; recommencez dans un "
    "instant."
)


class Veille:
    """Counts what is being written, or drawn, in a process; once closed, nothing more is begun to be written."""

    def __init__(self) -> None:
        self._calme = threading.Condition()
        self._en_cours = 0
        self._fil = threading.local()
        self.fermee = False

    @contextmanager
    def hold(self) -> Iterator[None]:
        """Be waited for until the end of the block; raise ServeurArrete when the door is closed.

        What a thread begins inside of what it began goes on: of a batch, every file is applied.
        """
        if getattr(self._fil, "tenu", False):
            yield
            return
        with self._calme:
            if self.fermee:
                raise ServeurArrete(ARRET)
            self._en_cours += 1
        self._fil.tenu = True
        try:
            yield
        finally:
            self._fil.tenu = False
            with self._calme:
                self._en_cours -= 1
                self._calme.notify_all()

    @contextmanager
    def carry(self) -> Iterator[None]:
        """Be waited for until the end of a run of a screen, which goes on to tell the outcome of what it wrote.

        The door being closed already, each act of the run is refused by itself.
        """
        with ExitStack() as pile:
            with suppress(ServeurArrete):
                pile.enter_context(self.hold())
            yield

    def close(self) -> None:
        """Close the door; without its lock, since a signal may come while this very thread holds it."""
        self.fermee = True

    def wait(self, secondes: float) -> bool:
        """Return whether all that had begun is over within so many seconds, the door being closed."""
        with self._calme:
            return self._calme.wait_for(lambda: not self._en_cours, secondes)


VEILLE = Veille()
"""The door of this process."""
