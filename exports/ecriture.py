"""What an export gives, put on the disk or in one file: whole, or not at all."""

from __future__ import annotations

import hashlib
import io
import os
import shutil
import tempfile
import zipfile
from collections.abc import Mapping
from pathlib import Path
from typing import Final

from exports.formats import Sorties
from models.refus import DemandeInvalide

EMPREINTES: Final = "SHA256SUMS"
"""Name of the file of a folder that lists the others: a folder which holds those alone is an export of ours."""
_JOUR: Final = (1980, 1, 1, 0, 0, 0)
"""Date of what an archive holds: the same data gives the same bytes."""


def write_sorties(sortie: Path, sorties: Sorties) -> None:
    """Write a file, or a folder of files, which nobody ever sees half written.

    A folder that holds something is refused, but for a former export of ours that lists its files: it is replaced.
    Raise DemandeInvalide, which names what cannot be.
    """
    try:
        if isinstance(sorties, bytes):
            _write_fichier(sortie, sorties)
        else:
            _write_dossier(sortie, sorties)
    except OSError as erreur:
        raise DemandeInvalide(f"Impossible d’écrire {sortie}\u202f: {erreur.strerror}.") from erreur


def list_empreintes(fichiers: Mapping[str, bytes]) -> bytes:
    """Return the file that lists others with their digests, as `sha256sum --check` reads it."""
    lignes = (f"{hashlib.sha256(octets).hexdigest()}  {nom}\n" for nom, octets in sorted(fichiers.items()))
    return "".join(lignes).encode()


def build_archive(fichiers: Mapping[str, bytes]) -> bytes:
    """Return the files of a folder as one, compressed; it depends on them alone."""
    tampon = io.BytesIO()
    with zipfile.ZipFile(tampon, "w", zipfile.ZIP_DEFLATED) as archive:
        for nom, octets in fichiers.items():
            entree = zipfile.ZipInfo(nom, _JOUR)
            entree.compress_type, entree.external_attr = zipfile.ZIP_DEFLATED, 0o644 << 16
            archive.writestr(entree, octets)
    return tampon.getvalue()


def _write_fichier(sortie: Path, octets: bytes) -> None:
    sortie = sortie.resolve()  # what a link leads to is written, the link stays
    if sortie.exists() and not sortie.is_file():
        sortie.write_bytes(octets)  # a device takes it, a folder is refused in the words of the system
        return
    descripteur, provisoire = tempfile.mkstemp(dir=sortie.parent, prefix=f".{sortie.name}.")
    try:
        with os.fdopen(descripteur, "wb") as fichier:
            fichier.write(octets)
        _open_droits(Path(provisoire))
        Path(provisoire).replace(sortie)
    except BaseException:
        Path(provisoire).unlink(missing_ok=True)
        raise


def _write_dossier(sortie: Path, fichiers: Mapping[str, bytes]) -> None:
    sortie = sortie.absolute()
    if sortie.is_dir() and (etranger := _find_etranger(sortie)):
        raise DemandeInvalide(
            f"Le dossier {sortie} n’est pas vide ({etranger} n’est pas d’un export qui se remplace)\u202f: "
            "donnez un dossier neuf, ou videz celui-ci."
        )
    sortie.parent.mkdir(parents=True, exist_ok=True)
    provisoire = Path(tempfile.mkdtemp(dir=sortie.parent, prefix=f".{sortie.name}."))
    try:
        neuf, ancien = provisoire / "neuf", provisoire / "ancien"
        neuf.mkdir()
        for nom, octets in fichiers.items():
            (neuf / nom).parent.mkdir(parents=True, exist_ok=True)
            (neuf / nom).write_bytes(octets)
        if sortie.is_dir():
            sortie.rename(ancien)
        try:
            neuf.rename(sortie)
        except OSError:
            if ancien.is_dir():
                ancien.rename(sortie)
            raise
    finally:
        shutil.rmtree(provisoire, ignore_errors=True)


def _find_etranger(dossier: Path) -> str:
    """Return a file of a folder that is not of an export of ours, empty when there is none."""
    presents = sorted(f.relative_to(dossier).as_posix() for f in dossier.rglob("*") if not f.is_dir())
    liste = dossier / EMPREINTES
    lignes = liste.read_text(encoding="utf-8", errors="replace").splitlines() if liste.is_file() else []
    notres = {ligne.partition("  ")[2] for ligne in lignes} | ({EMPREINTES} if lignes else set())
    return next((nom for nom in presents if nom not in notres), "")


def _open_droits(fichier: Path) -> None:
    """Give a file the rights that any new one has here: those of a temporary one are its maker's alone."""
    masque = os.umask(0)
    os.umask(masque)
    fichier.chmod(0o666 & ~masque)
