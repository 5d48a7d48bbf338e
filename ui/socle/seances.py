"""Who signed in here: a token in the browser, whose digest alone is kept, in the database that all servers share.

Taken away, a session opens nothing more: at once by this process, within a few seconds by another. A database that can
only be read for now keeps nobody out: the session is then known to this process alone.
"""

from __future__ import annotations

import hashlib
import logging
import re
import secrets
from collections.abc import Callable
from contextlib import suppress
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from threading import Lock
from time import monotonic

from loaders.comptes.seances import Ouverte, erase_seance, load_seance, write_seance
from models.acces import Personne
from models.refus import Refus

RELUE = 5.0
"""Seconds during which what the database said of a session is believed."""
_RETENUES = 10_000
_JETON = re.compile(r"[A-Za-z0-9_-]{43}")
_JOURNAL = logging.getLogger(__name__)


class Seances:
    """The sessions of people who signed in here."""

    def __init__(self, horloge: Callable[[], datetime] = lambda: datetime.now(UTC)) -> None:
        """Know none yet; `horloge` gives instants with their time zone."""
        self._horloge = horloge
        self._verrou = Lock()
        self._lues: dict[str, tuple[Ouverte, float]] = {}
        self._ici: dict[str, Ouverte] = {}
        self._fermees: dict[str, datetime] = {}

    def open(self, personne: Personne, heures: int) -> str:
        """Open a session and return the token that the browser holds."""
        jeton, maintenant = secrets.token_urlsafe(32), self._horloge()
        ouverte = Ouverte(replace(personne, seance=_hash(jeton)), maintenant + timedelta(hours=heures))
        try:
            write_seance(ouverte, maintenant)
        except Refus:
            _JOURNAL.warning("A session could not be written: it lasts as long as this server.")
            self._ici[ouverte.personne.seance] = ouverte
        return jeton

    def find(self, jeton: str | None) -> Personne | None:
        """Return who holds a token, None when its session is over, was closed, or never was."""
        if jeton is None or _JETON.fullmatch(jeton) is None:
            return None
        return self.read(_hash(jeton))

    def read(self, empreinte: str) -> Personne | None:
        """Return whose session a digest is of, None when it is open no more."""
        ouverte = self._ici.get(empreinte) or self._recall(empreinte)
        if ouverte is None or empreinte in self._fermees or self._horloge() >= ouverte.fin:
            return None
        return ouverte.personne

    def close(self, jeton: str | None) -> None:
        """Close a session: nobody comes in by it any more, whoever else holds its token."""
        if jeton is None or _JETON.fullmatch(jeton) is None:
            return
        empreinte, maintenant = _hash(jeton), self._horloge()
        if (ouverte := self._ici.pop(empreinte, None) or self._recall(empreinte)) is None:
            return
        with self._verrou:  # whatever is being read of it meanwhile
            self._fermees = {e: fin for e, fin in self._fermees.items() if fin > maintenant} | {empreinte: ouverte.fin}
        with suppress(Refus):
            erase_seance(empreinte)

    def _recall(self, empreinte: str) -> Ouverte | None:
        """Return what the database says of a session; nothing of one that it cannot tell of."""
        lue, quand = self._lues.get(empreinte, (None, 0.0))
        if lue is not None and monotonic() - quand < RELUE:
            return lue
        try:
            ouverte = load_seance(empreinte)
        except Refus:
            return None
        with self._verrou:
            self._lues.pop(empreinte, None)
            if ouverte is not None:
                while len(self._lues) >= _RETENUES:
                    self._lues.pop(next(iter(self._lues)))
                self._lues[empreinte] = (ouverte, monotonic())
        return ouverte


def _hash(jeton: str) -> str:
    """Return what is kept of a token: it cannot be read back from the database."""
    return hashlib.sha256(jeton.encode()).hexdigest()


SEANCES = Seances()
