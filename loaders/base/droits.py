"""Who may open the files of a database: the account that runs the program, and no other, whatever the umask."""

from __future__ import annotations

import os
import shlex
import stat
from pathlib import Path

DOSSIER, FICHIER = 0o700, 0o600
_AUTRES = 0o077


def make_dossier(dossier: Path) -> None:
    """Make a folder of our own where there is none; one that is there stays as it is."""
    if not dossier.exists():
        dossier.mkdir(parents=True, exist_ok=True)
        dossier.chmod(DOSSIER)


def make_fichier(fichier: Path) -> None:
    """Make an empty file of our own; raise FileExistsError when there is one.

    SQLite takes it as a new database, and gives the files that it makes beside it the rights of this one.
    """
    ouvert = os.open(fichier, os.O_CREAT | os.O_EXCL | os.O_WRONLY, FICHIER)
    os.close(ouvert)
    fichier.chmod(FICHIER)


def explain_droits(fichier: Path | None) -> str | None:
    """Return, in one line, that other accounts may open a database and how to close it to them, None when none may."""
    if fichier is None or os.name == "nt":
        return None
    voisins = [fichier.with_name(f"{fichier.name}{suffixe}") for suffixe in ("", "-wal", "-shm")]
    ordres = [shlex.join(["chmod", "700", str(fichier.parent)])] if _is_ouvert(fichier.parent) else []
    ouverts = [str(f) for f in voisins if _is_ouvert(f)]
    if ouverts:
        ordres.append(shlex.join(["chmod", "600", *ouverts]))
    if not ordres:
        return None
    quoi = "à la base" if ouverts else "au dossier de la base"
    return f"D’autres comptes de cette machine ont accès {quoi} : lancez « {' && '.join(ordres)} »."


def _is_ouvert(chemin: Path) -> bool:
    return chemin.exists() and bool(stat.S_IMODE(chemin.stat().st_mode) & _AUTRES)
