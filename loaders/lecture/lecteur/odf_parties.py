"""The parts of an OpenDocument archive: what it declares, what acts in them, its properties (faults 5, 7, 15, 90)."""

from __future__ import annotations

import zipfile
from xml.parsers import expat

from loaders.lecture.lecteur.archive import MACROS, OBJETS, Inflation
from loaders.lecture.lecteur.bornes import Refuse, forbid
from loaders.lecture.lecteur.odf_noms import SEPARATEUR, shorten, shorten_attributs

MANIFESTE = "META-INF/manifest.xml"
MOT_DE_PASSE = (
    "Le classeur est protégé par un mot de passe : dans LibreOffice, Fichier → Enregistrer sous → décochez "
    "« Enregistrer avec mot de passe », puis enregistrez."
)
PROPRIETES_MAX = 200
_ACTIFS = {
    "office:script": MACROS,
    "script:event-listener": MACROS,
    "module:module": MACROS,
    "module:library": MACROS,
    "draw:object-ole": OBJETS,
    "draw:applet": OBJETS,
    "draw:plugin": OBJETS,
}
_MACRO = ("vnd.sun.star.script:", "macro:", "script:")
_LIENS = {
    "table:table-source": "un autre classeur",
    "table:cell-range-source": "un autre classeur",
    "table:dde-link": "un autre programme (DDE)",
    "office:dde-source": "un autre programme (DDE)",
    "table:database-source-sql": "une source de données",
    "table:database-source-table": "une source de données",
    "table:database-source-query": "une source de données",
    "calcext:data-mapping": "une source de données",
}


class Gardien:
    """Streams one XML part: forbids a DOCTYPE and what acts, notes what the part would fetch elsewhere."""

    def __init__(self) -> None:
        self.liens: set[str] = set()
        self.parseur = expat.ParserCreate(namespace_separator=SEPARATEUR)
        self.parseur.StartDoctypeDeclHandler = forbid
        self.parseur.StartElementHandler = self._start

    def _start(self, nom: str, attributs: dict[str, str]) -> None:
        court, siens = shorten(nom), shorten_attributs(attributs)
        cible = siens.get("xlink:href", "").strip().lower()
        if court in _ACTIFS or cible.startswith(_MACRO):
            raise Refuse("macros", _ACTIFS.get(court, MACROS))
        if court in _LIENS:
            self.liens.add(_LIENS[court])
        elif court == "draw:object" and cible.startswith(("/", "../../", "file:", "http:", "https:")):
            self.liens.add("un objet lié")
        self.see(court, siens)

    def see(self, nom: str, attributs: dict[str, str]) -> None:
        """Read an element that nothing forbids."""


class Manifeste(Gardien):
    """What each part is declared to be; refuses a document that is encrypted, wholly or in part."""

    def __init__(self) -> None:
        super().__init__()
        self.types: dict[str, str] = {}

    def see(self, nom: str, attributs: dict[str, str]) -> None:
        """Note the type of a part."""
        if nom == "manifest:encryption-data":
            raise Refuse("mot_de_passe", MOT_DE_PASSE)
        if nom == "manifest:file-entry":
            self.types[attributs.get("manifest:full-path", "")] = attributs.get("manifest:media-type", "").lower()


class Proprietes(Gardien):
    """The properties that somebody gave to the document, where our stamp stands a second time."""

    def __init__(self) -> None:
        super().__init__()
        self.valeurs: dict[str, str] = {}
        self.nom: str | None = None
        self.parseur.EndElementHandler, self.parseur.CharacterDataHandler = self._end, self._read

    def see(self, nom: str, attributs: dict[str, str]) -> None:
        """Begin a property."""
        if nom == "meta:user-defined" and len(self.valeurs) < PROPRIETES_MAX:
            self.nom = attributs.get("meta:name", "")[:PROPRIETES_MAX]
            self.valeurs[self.nom] = ""

    def _read(self, texte: str) -> None:
        if self.nom is not None:
            self.valeurs[self.nom] = (self.valeurs[self.nom] + texte)[:200]

    def _end(self, _: str) -> None:
        self.nom = None


def read_manifeste(archive: zipfile.ZipFile) -> dict[str, str]:
    """Return what the archive declares of its parts, nothing when it declares nothing; refuse an encrypted one."""
    manifeste = Manifeste()
    if MANIFESTE in archive.namelist():
        for bloc in Inflation().read(archive, archive.getinfo(MANIFESTE)):
            manifeste.parseur.Parse(bloc, False)
        manifeste.parseur.Parse(b"", True)
    return manifeste.types


def check_macros(archive: zipfile.ZipFile, types: dict[str, str]) -> None:
    """Refuse macros and objects by the place where they are kept and by what they are declared to be."""
    for info in archive.infolist():
        if not info.is_dir() and info.filename.lower().startswith(("basic/", "scripts/")):
            raise Refuse("macros", MACROS)
    if any("oleobject" in genre for genre in types.values()):
        raise Refuse("macros", OBJETS)


def read_parties(archive: zipfile.ZipFile, types: dict[str, str], lus: dict[str, Gardien]) -> set[str]:
    """Inflate every part once, bounded; those of `lus` are read by them, the other XML ones are looked at alone.

    Those of `lus` come last and in their order, whatever that of the archive: one may need what another says. Returns
    what the workbook would fetch elsewhere, in words.
    """
    inflation, liens = Inflation(), set()
    rangs = {nom: rang for rang, nom in enumerate(lus)}
    for info in sorted(archive.infolist(), key=lambda i: rangs.get(i.filename, -1)):
        nom = info.filename
        xml = types.get(nom, "").endswith(("+xml", "/xml")) or nom.lower().endswith((".xml", ".rdf"))
        gardien = lus.get(nom) or Gardien()
        vide = True
        for bloc in inflation.read(archive, info):
            vide = False
            if xml:
                gardien.parseur.Parse(bloc, False)
        if xml and not vide:  # LibreOffice leaves parts of no byte at all
            gardien.parseur.Parse(b"", True)
        liens |= gardien.liens
    return liens
