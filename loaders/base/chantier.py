"""A file built aside, then given its name: nobody finds it half made, and what a killed builder left is swept."""

from __future__ import annotations

import contextlib
import glob
import os
import shutil
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from loaders.base.droits import make_dossier

if sys.platform != "win32":  # it has other locks: there, what a killed builder left stays
    import fcntl

SUFFIXE = ".partiel"


@contextmanager
def open_chantier(cible: Path) -> Iterator[Path]:
    """Yield where to build the file that is to bear a name: in a folder of its own beside it, gone at the end.

    The folder is held by a lock of the system, which goes with its builder, however that one ends: the next one sweeps
    what nobody holds. Raises OSError when nothing can be made there.
    """
    make_dossier(cible.parent)
    sweep_chantiers(cible)
    dossier, tenu = _make_tenu(cible)
    try:
        yield dossier / cible.name
    finally:
        shutil.rmtree(dossier, ignore_errors=True)
        if tenu is not None:
            os.close(tenu)


def publish(fini: Path, cible: Path) -> None:
    """Give a finished file a name that nothing bears; raise FileExistsError when something does."""
    try:
        os.link(fini, cible)
    except FileExistsError:
        raise
    except OSError:  # a disk without links, as a USB key
        if os.path.lexists(cible):
            raise FileExistsError(cible) from None
        fini.rename(cible)


def sweep_chantiers(cible: Path) -> None:
    """Remove what builders that are no more left beside a file."""
    if sys.platform == "win32":
        return
    for dossier in cible.parent.glob(f".{glob.escape(cible.name)}.*{SUFFIXE}"):
        with contextlib.suppress(OSError):  # held by its builder, or gone meanwhile
            tenu = os.open(dossier, os.O_RDONLY)
            try:
                fcntl.flock(tenu, fcntl.LOCK_EX | fcntl.LOCK_NB)
                shutil.rmtree(dossier, ignore_errors=True)
            finally:
                os.close(tenu)


def _make_tenu(cible: Path) -> tuple[Path, int | None]:
    """Return a new folder and what holds it; made again when somebody swept it before it was held."""
    while True:
        dossier = Path(tempfile.mkdtemp(SUFFIXE, f".{cible.name}.", cible.parent))
        if sys.platform == "win32":
            return dossier, None
        with contextlib.suppress(FileNotFoundError):
            tenu = os.open(dossier, os.O_RDONLY)
            fcntl.flock(tenu, fcntl.LOCK_EX)
            if dossier.exists():
                return dossier, tenu
            os.close(tenu)
