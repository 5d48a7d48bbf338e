"""What the server writes, a JSON object a line, for what collects it: `LOG_FORMAT=json`.

No line names a person: no address of mail or of the network, no path beyond the screen, no word that somebody typed.
"""

from __future__ import annotations

import json
import logging
import os
import re
import sys
from datetime import UTC, datetime
from typing import TextIO

from models.refus import ReglageInvalide

REGLAGE, JSON = "LOG_FORMAT", "json"
TUE = "…"
_COURRIEL = r"[\w.+-]+@[\w-]+(?:\.[\w-]+)+"
_IPV4 = r"\b\d{1,3}(?:\.\d{1,3}){3}(?::\d+)?\b"
_IPV6 = r"(?<![\w:])(?!\d\d:\d\d:\d\d(?![\w:]))(?:[0-9a-fA-F]{0,4}:){2,7}[0-9a-fA-F]{0,4}(?:%\w+)?(?![\w:])"
_REQUETE = r"(?<=[\w/])\?[^\s\"']+"
_PERSONNE = re.compile(f"{_COURRIEL}|{_IPV6}|{_IPV4}|{_REQUETE}")
"""What tells of a person in a line of a library: where it comes from, who it is, what was searched for."""


def is_json() -> bool:
    """Return whether lines are to be JSON; raise ReglageInvalide when the setting says anything else."""
    dit = os.environ.get(REGLAGE, "").strip()
    if dit not in ("", JSON):
        raise ReglageInvalide(f"{REGLAGE} vaut « {dit} » : réglez-le sur « {JSON} », ou ne le réglez pas.")
    return dit == JSON


def write_ligne(record: logging.LogRecord) -> str:
    """Return a record as one line of JSON; its error is what `Mesure` made of it."""
    champs = {
        "instant": datetime.fromtimestamp(record.created, UTC).isoformat(timespec="milliseconds"),
        "niveau": record.levelname,
        "source": record.name,
        "processus": record.process,
        "message": mask(record.getMessage()),
        "erreur": mask(record.exc_text) if record.exc_text else None,
    }
    return json.dumps({nom: valeur for nom, valeur in champs.items() if valeur is not None}, ensure_ascii=False)


def mask(texte: str) -> str:
    """Return a text without what tells of a person."""
    return _PERSONNE.sub(TUE, texte)


class Sortie:
    """Where lines of JSON go, whole, whatever the threads that write them."""

    def __init__(self, flux: TextIO | None = None) -> None:
        self._tuyau = logging.StreamHandler(flux if flux is not None else sys.stderr)
        self._tuyau.setFormatter(_Ligne())

    def write(self, record: logging.LogRecord) -> None:
        """Write a record."""
        self._tuyau.handle(record)


class _Ligne(logging.Formatter):
    def format(self, record: logging.LogRecord) -> str:
        return write_ligne(record)
