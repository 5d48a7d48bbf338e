"""The parts of an .xlsx: what each is declared to be, then what each holds (faults 7, 90)."""

from __future__ import annotations

import zipfile
from xml.parsers import expat

from loaders.lecture.lecteur.archive import MACROS, OBJETS, Inflation
from loaders.lecture.lecteur.balayage import Balayage
from loaders.lecture.lecteur.bornes import STRICT, Refuse, forbid

TYPES_ACTIFS = (
    ("macroenabled", "macros", MACROS),
    ("vbaproject", "macros", MACROS),
    ("macrosheet", "macros", MACROS),
    ("oleobject", "macros", OBJETS),
    ("activex", "macros", OBJETS),
)


def read_types(archive: zipfile.ZipFile) -> dict[str, str]:
    """Return the kind of content that the workbook itself declares for each part, in lower case (fault 90)."""
    octets = b"".join(Inflation().read(archive, archive.getinfo("[Content_Types].xml")))
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
    inflation = Inflation()
    for info in archive.infolist():
        declare = types[info.filename].endswith(("+xml", "/xml"))
        balayage, xml = Balayage(), declare or info.filename.lower().endswith((".xml", ".rels"))
        for bloc in inflation.read(archive, info):
            if xml:
                balayage.parseur.Parse(bloc, False)
        if xml:
            balayage.parseur.Parse(b"", True)
            balayages[info.filename] = balayage
        if balayage.strict and balayage.racine in ("workbook", "worksheet"):
            raise Refuse("strict", STRICT)
    return balayages
