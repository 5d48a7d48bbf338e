"""The key to administration, which serves once, and the sessions it opened, in the memory of this process alone."""

from __future__ import annotations

import hashlib
import hmac
import secrets
import time
from collections import deque
from collections.abc import Callable
from threading import Lock

DUREE = 12 * 3600
"""Seconds a session lasts, counted from the exchange."""
ESSAIS, FENETRE = 20, 60
"""Failed attempts answered as such within that many seconds."""
_OCTETS = 32


class Trousseau:
    """The key of the moment and the open sessions: stopping the server forgets them all."""

    def __init__(self, horloge: Callable[[], float] = time.time) -> None:
        """Make a first key; `horloge` gives seconds, those of the wall clock so that a machine asleep ages too."""
        self._horloge = horloge
        self._verrou = Lock()
        self._cle = secrets.token_urlsafe(_OCTETS)
        self._fins: dict[bytes, float] = {}
        self._echecs: deque[float] = deque(maxlen=ESSAIS + 1)

    @property
    def cle(self) -> str:
        """Return the key that the next exchange spends."""
        return self._cle

    def exchange(self, cle: str) -> str | None:
        """Spend the key and return the token of a new session; None when it is not the key of the moment.

        Another key takes its place at once, so that no second request may use it.
        """
        with self._verrou:
            if not hmac.compare_digest(cle.encode(), self._cle.encode()):
                return None
            self._cle = secrets.token_urlsafe(_OCTETS)
            jeton, instant = secrets.token_urlsafe(_OCTETS), self._horloge()
            self._fins = {e: fin for e, fin in self._fins.items() if fin > instant}
            self._fins[_hash(jeton)] = instant + DUREE
            return jeton

    def admits(self, jeton: str | None) -> bool:
        """Return whether a token is that of a session still open."""
        fin = self._fins.get(_hash(jeton)) if jeton else None
        return fin is not None and self._horloge() < fin

    def note_echec(self) -> bool:
        """Note a failed attempt and return whether there are too many of late."""
        with self._verrou:
            self._echecs.append(self._horloge())
            return len(self._echecs) > ESSAIS and self._echecs[-1] - self._echecs[0] < FENETRE


def _hash(jeton: str) -> bytes:
    """Return what is kept of a token: it cannot be read back from the memory of the server."""
    return hashlib.sha256(jeton.encode()).digest()
