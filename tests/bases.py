"""Databases that many tests start from, made once for all the processes of a run, then copied."""

from __future__ import annotations

import fcntl
import os
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest


def build_partagee(dossiers: pytest.TempPathFactory, nom: str, build: Callable[[Path], None]) -> Path:
    """Return the file of a database; the first process that wants it makes it, the others wait for it."""
    commun = dossiers.getbasetemp()
    if "PYTEST_XDIST_WORKER" in os.environ:
        commun = commun.parent  # each process of pytest-xdist has a folder of its own in that of the run
    fichier, neuf = commun / f"{nom}.db", commun / f"{nom}.neuf.db"
    with (commun / f"{nom}.verrou").open("w") as verrou:
        fcntl.flock(verrou, fcntl.LOCK_EX)
        if not fichier.exists():
            build(neuf)
            neuf.rename(fichier)
    return fichier


def copy_base(source: Path, adresse: str) -> str:
    """Put a copy of a database file at an address, and return the address."""
    cible = Path(adresse.removeprefix("sqlite:///"))
    cible.parent.mkdir(parents=True, exist_ok=True)
    shutil.copyfile(source, cible)
    return adresse
