"""Two screens are computed at a time: more would only wait for one another, and every reader with them.

Streamlit runs each visit in a thread of its own. What takes long (reading workbooks) leaves its turn meanwhile; what
runs in a callback or at the click of a download takes none. A turn is a courtesy, not a lock: whoever waits too long
goes ahead without one, so that nothing can ever stand still.
"""

from __future__ import annotations

import threading
from collections.abc import Iterator
from contextlib import contextmanager

NOMBRE = 2
PATIENCE = 20.0
"""Seconds waited for a turn at most."""

_tours = threading.BoundedSemaphore(NOMBRE)
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
    _fil.tenu = _tours.acquire(timeout=patience)


def _release() -> None:
    if getattr(_fil, "tenu", False):
        _fil.tenu = False
        _tours.release()
