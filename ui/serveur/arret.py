"""A server told to stop: imports under way end first, others are refused in French, readers read until then.

Uvicorn closes every session at the signal, and Streamlit's threads die with the process: an import under way would be
undone by the database, and the person would not be told. The signal is therefore held back until what was begun is
over, for a bounded time, and what it drew has left; a second one is not.
"""

from __future__ import annotations

import asyncio
import logging
import signal
import threading
from collections.abc import Callable
from contextlib import suppress
from types import FrameType
from typing import Any

from models.arret import VEILLE, Veille

ARRET_S = 120.0
"""Seconds for which imports under way are waited for: those that one statement of PostgreSQL may take."""
DEPART_S = 1.0
"""Seconds given to what was drawn last to reach its page."""
_JOURNAL = logging.getLogger(__name__)
Suite = Callable[[int, FrameType | None], Any]


class Arret:
    """What is done of a signal to stop: close the door, wait, then hand the signal on to who stops the server."""

    def __init__(self, suite: Suite, boucle: asyncio.AbstractEventLoop, veille: Veille = VEILLE) -> None:
        self._suite, self._boucle, self._veille = suite, boucle, veille

    def __call__(self, numero: int, cadre: FrameType | None) -> None:
        """Take a signal; the second one stops at once."""
        if self._veille.fermee:
            self._suite(numero, cadre)
            return
        self._veille.close()
        threading.Thread(target=self._finish, args=(numero,), daemon=True, name="arret").start()

    def _finish(self, numero: int) -> None:
        if not self._veille.wait(ARRET_S):
            _JOURNAL.error("Stopping although something is still being written: the database undoes it.")
        with suppress(RuntimeError):  # a second signal came, and the loop is closed already
            self._boucle.call_soon_threadsafe(self._boucle.call_later, DEPART_S, self._suite, numero, None)


def watch_arret() -> None:
    """Hold back the signals that stop this server; only its main thread can, as it does wherever it is served."""
    if threading.current_thread() is not threading.main_thread():
        return
    for numero in (signal.SIGTERM, signal.SIGINT):
        suite = signal.getsignal(numero)
        if callable(suite):
            signal.signal(numero, Arret(suite, asyncio.get_running_loop()))
