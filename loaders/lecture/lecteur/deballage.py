"""An archive of files, which is no workbook: what it holds, within bounds; nothing is written (fault 82).

Only the last part of a name is kept: where it claims to go has no meaning here.
"""

from __future__ import annotations

import base64
import lzma
import re
import zipfile
import zlib
from collections.abc import Collection
from typing import Any

from loaders.lecture.lecteur.bornes import Refuse

DANS_ARCHIVE_MAX = 100
"""Files of an archive, and of all the archives of a batch together."""
FICHIER_MAX = 20 * 2**20
DEBALLE_MAX = 40 * 2**20
"""Bytes that they make: of an archive, and of all those of a batch together."""
CITES_MAX = 3
_A_PART = re.compile(r"\._.*|~\$.*|\.~lock\..*#|\.DS_Store|Thumbs\.db|desktop\.ini", re.IGNORECASE)
"""What systems and spreadsheets leave beside files: nobody sent it."""
_CLASSEURS = (b"PK\x03\x04", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1")
_TEXTES = (".csv", ".tsv")
MOT_DE_PASSE = (
    "L’archive est protégée par un mot de passe : ouvrez-la, puis déposez les classeurs qu’elle contient, "
    "sans mot de passe."
)
TROP_DE_FICHIERS = "L’archive contient {} fichiers, plus que les {} acceptés : déposez-la en plusieurs fois."
TROP_GROSSE = "L’archive contient plus de {} Mo de fichiers : déposez-la en plusieurs fois."
ENSEMBLE = (
    "Les archives déposées ensemble contiennent plus de {} fichiers, ou plus de {} Mo : déposez celle-ci à part, "
    "ensuite."
)
FICHIER_TROP_GROS = "Le fichier pèse plus que les {} Mo acceptés. Retirez les images et les feuilles ajoutées."
ABIME = "Ce fichier de l’archive est endommagé : refaites l’archive, ou déposez le fichier seul."
COMPRESSION = "Ce fichier est compressé d’une façon non lue : ouvrez l’archive, puis déposez le fichier seul."
VIDE = "L’archive ne contient aucun fichier. Envoyez le classeur (*.xlsx ou *.ods) que vous avez reçu."
SANS_CLASSEUR = (
    "Cette archive n’est pas un classeur et n’en contient aucun ({}) : envoyez le classeur (*.xlsx ou *.ods)."
)


class Place:
    """What the archives of a batch may still hold together: each bounded alone, many of them would fill the memory."""

    def __init__(self) -> None:
        self.fichiers, self.octets = DANS_ARCHIVE_MAX, DEBALLE_MAX

    def check(self, tailles: Collection[int]) -> None:
        """Count the files of an archive, by their sizes; raise Refuse, and count nothing, when there is no place."""
        if len(tailles) > self.fichiers or sum(tailles) > self.octets:
            raise Refuse("archive_trop_grosse", ENSEMBLE.format(DANS_ARCHIVE_MAX, DEBALLE_MAX // 2**20))
        self.fichiers -= len(tailles)
        self.octets -= sum(tailles)


def unpack(archive: zipfile.ZipFile) -> list[dict[str, Any]]:
    """Return each file of an archive: its name and its bytes in base 64, or why it is not taken.

    Raises Refuse for the archive as a whole: locked, too many files, too big, without anything like a workbook.
    """
    infos = [i for i in archive.infolist() if not _is_a_part(i)]
    if not infos:
        raise Refuse("archive_vide", VIDE)
    if any(i.flag_bits & 1 for i in infos):
        raise Refuse("mot_de_passe", MOT_DE_PASSE)
    if len(infos) > DANS_ARCHIVE_MAX:
        raise Refuse("archive_trop_grosse", TROP_DE_FICHIERS.format(len(infos), DANS_ARCHIVE_MAX))
    noms, fichiers, total, classeurs = tell_apart([read_nom(i) for i in infos]), [], 0, 0
    for info, nom in zip(infos, noms, strict=True):
        try:
            octets = _inflate(archive, info, DEBALLE_MAX - total)
        except NotImplementedError:
            fichiers.append({"nom": nom, "refus": ["archive_illisible", COMPRESSION]})
            continue
        except (zipfile.BadZipFile, zlib.error, lzma.LZMAError, EOFError, OSError, ValueError):
            fichiers.append({"nom": nom, "refus": ["archive_illisible", ABIME]})
            continue
        total += len(octets)
        classeurs += octets.startswith(_CLASSEURS) or nom.lower().endswith(_TEXTES)
        if len(octets) > FICHIER_MAX:
            trop_gros = FICHIER_TROP_GROS.format(FICHIER_MAX // 2**20)
            fichiers.append({"nom": nom, "refus": ["fichier_trop_gros", trop_gros]})
        else:
            fichiers.append({"nom": nom, "octets": base64.b64encode(octets).decode("ascii")})
    if not classeurs and not any("refus" in f for f in fichiers):
        cites = ", ".join(noms[:CITES_MAX]) + ("…" if len(noms) > CITES_MAX else "")
        raise Refuse("format_inconnu", SANS_CLASSEUR.format(cites))
    return fichiers


def measure_fichier(fichier: dict[str, Any]) -> int:
    """Return the size of a file that is given in base 64, 0 for one that is not taken."""
    octets: str = fichier.get("octets", "")
    return len(octets) * 3 // 4 - octets.endswith("=") - octets.endswith("==")


def _is_a_part(info: zipfile.ZipInfo) -> bool:
    morceaux = re.split(r"[/\\]", info.filename)
    return not morceaux[-1] or "__MACOSX" in morceaux or _A_PART.fullmatch(morceaux[-1]) is not None


def read_nom(info: zipfile.ZipInfo) -> str:
    """Return the last part of a name, in the alphabet that it was most likely written in."""
    nom = info.filename
    if not info.flag_bits & 0x800:  # the archive does not say; zipfile believed it to be American
        brut = nom.encode("cp437", "replace")
        try:
            nom = brut.decode("utf-8")
        except UnicodeDecodeError:
            nom = brut.decode("cp850")
    return re.split(r"[/\\]", nom)[-1].strip()[:200] or "fichier"


def tell_apart(noms: list[str]) -> list[str]:
    """Return names of which none stands twice: « a.xlsx », « a (2).xlsx »."""
    vus: set[str] = set()
    distincts = []
    for nom in noms:
        debut, point, suffixe = nom.rpartition(".")
        rang, distinct = 1, nom
        while distinct.lower() in vus:
            rang += 1
            distinct = f"{debut} ({rang}){point}{suffixe}" if debut else f"{nom} ({rang})"
        vus.add(distinct.lower())
        distincts.append(distinct)
    return distincts


def _inflate(archive: zipfile.ZipFile, info: zipfile.ZipInfo, place: int) -> bytes:
    """Return the bytes of a file, one more than is allowed at most; raise Refuse when the archive has no more place."""
    blocs, taille = [], 0
    with archive.open(info) as flux:
        while bloc := flux.read(65_536):
            blocs.append(bloc)
            taille += len(bloc)
            if taille > place:
                raise Refuse("archive_trop_grosse", TROP_GROSSE.format(DEBALLE_MAX // 2**20))
            if taille > FICHIER_MAX:
                break
    return b"".join(blocs)
