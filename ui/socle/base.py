"""The database that the application stands on: created or brought up to date before the first reader comes."""

from __future__ import annotations

import threading
from datetime import UTC, datetime

_VERROU = threading.Lock()
_PRETES: set[str] = set()


def ensure_base() -> None:
    """Create or migrate the database, and check it, once per process and address; raise Refus when it cannot be."""
    from loaders.base.preparation import check_integrite
    from loaders.base.preparation import ensure_base as ensure
    from models.session import database_url

    with _VERROU:
        url = database_url()
        if url not in _PRETES:
            ensure(datetime.now(UTC))
            check_integrite()
            _PRETES.add(url)
