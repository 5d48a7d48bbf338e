"""The archive that a workbook is: its entries, its two ends, its parts inflated within bounds."""

from __future__ import annotations

import re
import zipfile
from collections.abc import Iterator

from loaders.lecture.lecteur.bornes import ANORMAL, ENTREES_MAX, PARTIE_MAX, TOTAL_MAX, Refuse

MACROS = "Classeur avec macros : enregistrez-le en Classeur Excel (*.xlsx), sans macro."
AUTRES_FORMATS = (
    ("vbaproject.bin", "macros", MACROS),
    ("xl/workbook.bin", "format_refuse", "Classeur binaire (.xlsb) : enregistrez-le en Classeur Excel (*.xlsx)."),
    ("word/document.xml", "format_refuse", "C’est un document Word : envoyez le classeur (*.xlsx ou *.ods)."),
    ("ppt/presentation.xml", "format_refuse", "C’est un diaporama : envoyez le classeur (*.xlsx ou *.ods)."),
    (
        "index/document.iwa",
        "format_refuse",
        "C’est un document d’Apple (Numbers) : dans Numbers, Fichier → Exporter vers → Excel (*.xlsx).",
    ),
)
ENVERS = (
    "Ce classeur a été écrit par un programme qui n’en suit pas le format (« {} ») : ouvrez-le dans Excel ou "
    "LibreOffice, puis Enregistrer sous → Classeur Excel (*.xlsx)."
)
OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
OBJETS = "Objets incorporés dans le classeur : recopiez vos réponses dans un classeur neuf et renvoyez-le."


def check_nombre(archive: zipfile.ZipFile, dit: str = ANORMAL) -> None:
    """Refuse an archive of more entries than any workbook has, in the words that suit what it is."""
    if len(archive.infolist()) > ENTREES_MAX:
        raise Refuse("contenu_anormal", dit.format("trop d’éléments"))


def is_bureautique(archive: zipfile.ZipFile) -> bool:
    """Return whether an archive is the file of an office program, and no archive of files that somebody made."""
    noms = [n.lower() for n in archive.namelist()]
    return "[content_types].xml" in noms or any(n.endswith(motif) for motif, *_ in AUTRES_FORMATS for n in noms)


def check_entrees(archive: zipfile.ZipFile) -> None:
    """Refuse an archive whose list of entries is not that of a plain workbook."""
    noms = [i.filename for i in archive.infolist()]
    if len({n.lower() for n in noms}) < len(noms):
        raise Refuse("contenu_anormal", ANORMAL.format("éléments en double"))
    if any(n.startswith(("/", "\\")) or ".." in re.split(r"[/\\]", n) or ":" in n for n in noms):
        raise Refuse("contenu_anormal", ANORMAL.format("noms d’éléments dangereux"))
    if envers := next((n for n in noms if n.startswith("xl\\")), ""):
        raise Refuse("format_refuse", ENVERS.format(envers[:40]))
    for nom, code, message in AUTRES_FORMATS:
        if any(n.lower().endswith(nom) for n in noms):
            raise Refuse(code, message)


def check_bornes(octets: bytes, archive: zipfile.ZipFile, dit: str = ANORMAL) -> None:
    """Refuse what is not one archive from the first byte to the last: two of them glued say two things (fault 90)."""
    fin = octets.rfind(b"PK\x05\x06")
    commentaire = int.from_bytes(octets[fin + 20 : fin + 22], "little")
    debut = min((i.header_offset for i in archive.infolist()), default=0)
    if debut or fin + 22 + commentaire != len(octets) or archive.start_dir > fin:
        raise Refuse("contenu_anormal", dit.format("deux archives bout à bout"))


class Inflation:
    """Inflates the parts of an archive one after the other: what they take is counted, what they announce not believed.

    The checksum of each is checked by zipfile; a part that begins like an old container of objects is refused.
    """

    def __init__(self) -> None:
        self.total = 0

    def read(self, archive: zipfile.ZipFile, info: zipfile.ZipInfo) -> Iterator[bytes]:
        """Yield a part by blocks; raise Refuse as soon as it, or all of them together, are too big."""
        taille = 0
        with archive.open(info) as flux:
            while bloc := flux.read(65_536):
                if not taille and bloc.startswith(OLE):
                    raise Refuse("macros", OBJETS)
                taille, self.total = taille + len(bloc), self.total + len(bloc)
                if taille > PARTIE_MAX or self.total > TOTAL_MAX:
                    raise Refuse("contenu_anormal", ANORMAL.format("taille décompressée excessive"))
                yield bloc
