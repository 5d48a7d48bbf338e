"""The database that the application stands on: created or brought up to date before the first reader comes."""

from __future__ import annotations

import threading
from datetime import UTC, datetime

_VERROU = threading.Lock()
_PRETES: dict[str, object] = {}
"""Of each address, which file was made ready: the one that takes its place is looked at in its turn."""
_RUPTURES: dict[str, str | None] = {}


def ensure_base() -> None:
    """Create or migrate the database, and check it, once per process and file; raise Refus when it cannot be.

    One that was there and is gone is not made anew: whoever took it away may be putting another in its place. A journal
    that was altered closes nothing, and is said on every screen (`find_alteration`).
    """
    from loaders.base.preparation import check_integrite
    from loaders.base.preparation import ensure_base as ensure
    from loaders.integrite.chaine import find_rupture
    from models.identite import read_identite
    from models.session import database_url, open_base, sqlite_path

    with _VERROU:
        url = database_url()
        fichier = sqlite_path(url)
        identite = read_identite(fichier)
        if url in _PRETES and identite in (None, _PRETES[url]):
            return
        ensure(datetime.now(UTC))
        check_integrite()
        with open_base(lecture_seule=True) as session:
            _RUPTURES[url] = find_rupture(session)
        _PRETES[url] = read_identite(fichier)


def find_alteration() -> str | None:
    """Return what did not fit in the latest entries of the journal when it was made ready, None when all did."""
    from models.session import database_url

    return _RUPTURES.get(database_url())
