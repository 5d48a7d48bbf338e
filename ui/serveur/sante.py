"""Whether this process lives, and whether it may be sent people: two addresses for what watches it, without a session.

The first asks nothing of anybody: a server whose database is away is not to be killed for it. The second reads the
database, and says no while the server stops. Neither tells more than yes or no: the reason is in the log, and on the
screen of administration.
"""

from __future__ import annotations

import asyncio

from starlette.responses import PlainTextResponse, Response

from loaders.base.version import find_tete
from models.arret import VEILLE
from models.refus import Refus
from models.session import watch_base

VIE, PRET = "/sante/vie", "/sante/pret"
PATIENCE = 5.0
"""Seconds for which the database is waited for."""


class Sante:
    """Answers both addresses; however many ask at once, the database is read once at a time."""

    def __init__(self) -> None:
        self._lecture: asyncio.Task[bool] | None = None

    async def answer(self, chemin: str) -> Response | None:
        """Return what is answered at an address, None when it is neither of the two."""
        if chemin == VIE:
            return _write(vrai=True, dit="vivant")
        if chemin != PRET:
            return None
        pret = not VEILLE.fermee and await self._read()
        return _write(vrai=pret, dit="prêt" if pret else "pas prêt")

    async def _read(self) -> bool:
        if self._lecture is None or self._lecture.done():
            self._lecture = asyncio.create_task(asyncio.to_thread(is_base_prete))
        faits, _ = await asyncio.wait({self._lecture}, timeout=PATIENCE)
        return bool(faits) and self._lecture.result()


def is_base_prete() -> bool:
    """Return whether the database answers, is of the program's version, and holds a tree; never raises."""
    try:
        with watch_base():
            return find_tete() is not None
    except Refus:
        return False
    except Exception:  # whatever it is, the answer is no: what watches the server is told nothing else
        return False


def _write(*, vrai: bool, dit: str) -> Response:
    return PlainTextResponse(f"{dit}\n", 200 if vrai else 503, {"cache-control": "no-store"})
