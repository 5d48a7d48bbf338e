"""The archive that a workbook is: its entries, its ends, what its parts are declared to be, each inflated once."""

from __future__ import annotations

import re
import zipfile
from xml.parsers import expat

from loaders.lecture.lecteur.balayage import Balayage
from loaders.lecture.lecteur.bornes import ANORMAL, ENTREES_MAX, PARTIE_MAX, STRICT, TOTAL_MAX, Refuse, forbid

AUTRES_FORMATS = (
    ("vbaproject.bin", "macros", "Classeur avec macros : enregistrez-le en Classeur Excel (*.xlsx), sans macro."),
    ("xl/workbook.bin", "format_refuse", "Classeur binaire (.xlsb) : enregistrez-le en Classeur Excel (*.xlsx)."),
    ("word/document.xml", "format_refuse", "C’est un document Word : envoyez le classeur Excel (*.xlsx)."),
    ("ppt/presentation.xml", "format_refuse", "C’est un diaporama : envoyez le classeur Excel (*.xlsx)."),
    ("mimetype", "format_refuse", "Format OpenDocument : Enregistrer sous → Classeur Excel (*.xlsx)."),
)
OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
OBJETS = "Objets incorporés dans le classeur : recopiez vos réponses dans un classeur neuf et renvoyez-le."
TYPES_ACTIFS = (
    ("macroenabled", "macros", AUTRES_FORMATS[0][2]),
    ("vbaproject", "macros", AUTRES_FORMATS[0][2]),
    ("macrosheet", "macros", AUTRES_FORMATS[0][2]),
    ("oleobject", "macros", OBJETS),
    ("activex", "macros", OBJETS),
)


def check_entrees(archive: zipfile.ZipFile) -> None:
    """Refuse an archive whose list of entries is not that of a plain .xlsx."""
    noms = [i.filename for i in archive.infolist()]
    if len(noms) > ENTREES_MAX:
        raise Refuse("contenu_anormal", ANORMAL.format("trop d’éléments"))
    if len({n.lower() for n in noms}) < len(noms):
        raise Refuse("contenu_anormal", ANORMAL.format("éléments en double"))
    if any(n.startswith(("/", "\\")) or ".." in re.split(r"[/\\]", n) or ":" in n for n in noms):
        raise Refuse("contenu_anormal", ANORMAL.format("noms d’éléments dangereux"))
    for nom, code, message in AUTRES_FORMATS:
        if any(n.lower().endswith(nom) for n in noms):
            raise Refuse(code, message)
    if "[Content_Types].xml" not in noms or not any(n.startswith("xl/") for n in noms):
        raise Refuse("format_inconnu", "Cette archive n’est pas un classeur Excel : envoyez le classeur (*.xlsx).")


def check_bornes(octets: bytes, archive: zipfile.ZipFile) -> None:
    """Refuse what is not one archive from the first byte to the last: two of them glued say two things (fault 90)."""
    fin = octets.rfind(b"PK\x05\x06")
    commentaire = int.from_bytes(octets[fin + 20 : fin + 22], "little")
    debut = min((i.header_offset for i in archive.infolist()), default=0)
    if debut or fin + 22 + commentaire != len(octets) or archive.start_dir > fin:
        raise Refuse("contenu_anormal", ANORMAL.format("deux archives bout à bout"))


def read_types(archive: zipfile.ZipFile) -> dict[str, str]:
    """Return the kind of content that the workbook itself declares for each part, in lower case (fault 90)."""
    with archive.open("[Content_Types].xml") as flux:
        octets = flux.read(PARTIE_MAX + 1)
    if len(octets) > PARTIE_MAX:
        raise Refuse("contenu_anormal", ANORMAL.format("taille décompressée excessive"))
    propres, par_suffixe = {}, {}

    def start(nom: str, attributs: dict[str, str]) -> None:
        genre = attributs.get("ContentType", "").lower()
        if nom.rpartition(":")[2] == "Override":
            propres[attributs.get("PartName", "").lstrip("/").lower()] = genre
        elif nom.rpartition(":")[2] == "Default":
            par_suffixe[attributs.get("Extension", "").lower()] = genre

    parseur = expat.ParserCreate()
    parseur.StartDoctypeDeclHandler = forbid
    parseur.StartElementHandler = start
    parseur.Parse(octets, True)
    noms = [i.filename for i in archive.infolist()]
    return {n: propres.get(n.lower(), par_suffixe.get(n.lower().rpartition(".")[2], "")) for n in noms}


def check_actif(types: dict[str, str]) -> None:
    """Refuse a workbook with something that acts: macros, old macro sheets, embedded objects, controls."""
    for motif, code, message in TYPES_ACTIFS:
        if any(motif in genre for genre in types.values()):
            raise Refuse(code, message)


def scan_parties(archive: zipfile.ZipFile) -> dict[str, Balayage]:
    """Inflate every part once, bounded, CRC checked by zipfile, and return what each holds.

    What is XML is judged by what it is declared to be as well as by its name.
    """
    balayages: dict[str, Balayage] = {}
    types = read_types(archive)
    check_actif(types)
    total = 0
    for info in archive.infolist():
        declare = types[info.filename].endswith(("+xml", "/xml"))
        balayage, taille, xml = Balayage(), 0, declare or info.filename.lower().endswith((".xml", ".rels"))
        with archive.open(info) as flux:
            while bloc := flux.read(65_536):
                if not taille and bloc.startswith(OLE):
                    raise Refuse("macros", OBJETS)
                taille, total = taille + len(bloc), total + len(bloc)
                if taille > PARTIE_MAX or total > TOTAL_MAX:
                    raise Refuse("contenu_anormal", ANORMAL.format("taille décompressée excessive"))
                if xml:
                    balayage.parseur.Parse(bloc, False)
        if xml:
            balayage.parseur.Parse(b"", True)
            balayages[info.filename] = balayage
        if balayage.strict and balayage.racine in ("workbook", "worksheet"):
            raise Refuse("strict", STRICT)
    return balayages
