"""The database that the application stands on: created or brought up to date before the first reader comes."""

from __future__ import annotations

import importlib
import logging
import threading
from datetime import UTC, datetime

from models.refus import BaseIndisponible, Refus

_VERROU = threading.Lock()
_PRETES: set[str] = set()
_LOURDS = ("pandas", "ui.blocs_synthese", "ui.fiche", "ui.liste", "ui.import_application", "ui.journal_entree")
"""What the screens import, loaded before the first visitor waits for it."""


def ensure_base() -> None:
    """Create or migrate the database once per process and address; raise Refus when it cannot be."""
    from loaders.init import ensure_base as ensure
    from models.session import database_url

    with _VERROU:
        url = database_url()
        if url not in _PRETES:
            ensure(datetime.now(UTC))
            _PRETES.add(url)


def warm_up() -> None:
    """Prepare everything at start; a database that cannot be opened is said on the screens, not here."""
    for module in _LOURDS:
        importlib.import_module(module)
    try:
        ensure_base()
    except (BaseIndisponible, Refus) as refus:
        logging.getLogger(__name__).warning("%s", refus)
