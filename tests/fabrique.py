"""Workbooks as people send them, defects included: bytes in, bytes out, always from a real template."""

from __future__ import annotations

import hashlib
import io
import re
import struct
import unicodedata
import warnings
import zipfile
from collections.abc import Callable, Mapping
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from openpyxl import Workbook, load_workbook

from loaders.gabarit.classeur import build_gabarit
from loaders.genres.remontee.gabarit import Gabarit
from models.chargement import load_plan
from models.session import database_url, open_base
from models.trimestre import Trimestre

MAINTENANT = datetime(2026, 11, 21, 10, 0, tzinfo=UTC)
TRIMESTRE = "2026-T3"
PILOTE = "crip-93"
FEUILLE_XML = {"Lisez-moi": 1, "Avancement": 2, "Jalons": 3, "Indicateurs": 4, "Partenaires": 5, "_timbre": 6}
OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\x00" * 504
Cellules = Mapping[str, object]


class Format:
    """A cell with its number format: `Format(0.45, "0 %")`."""

    def __init__(self, valeur: object, format_: str) -> None:
        self.valeur, self.format = valeur, format_


def make_gabarit(pilote: str | None = PILOTE, trimestre: str = TRIMESTRE, quand: datetime = MAINTENANT) -> bytes:
    """The template of the database in use, for a pilot's code, or for every action (None).

    Made once for all the tests that start from the same data: hundreds do.
    """
    cle = (_read_empreinte(), pilote, trimestre, quand)
    if cle not in _GABARITS:
        _GABARITS[cle] = _build(pilote, trimestre, quand)
    return _GABARITS[cle]


_GABARITS: dict[tuple[object, ...], bytes] = {}


def _read_empreinte() -> object:
    """What no other data share: the digest of the files of the database in use; itself when it is no file."""
    chemin = database_url().removeprefix("sqlite:///")
    fichiers = [Path(chemin), Path(f"{chemin}-wal")]
    if not fichiers[0].is_file():
        return object()
    return hashlib.sha256(b"".join(f.read_bytes() for f in fichiers if f.exists())).digest()


def _build(pilote: str | None, trimestre: str, quand: datetime) -> bytes:
    with open_base() as session:
        plan = load_plan(session)
    qui = None if pilote is None else next(p for p in plan.pilotes if p.code == pilote)
    return build_gabarit(Gabarit(plan, Trimestre.parse(trimestre), qui, None, quand))


def edit(octets: bytes, change: Callable[[Any], None]) -> bytes:
    """Open with openpyxl, change, save."""
    classeur = load_workbook(io.BytesIO(octets))
    change(classeur)
    tampon = io.BytesIO()
    classeur.save(tampon)
    return tampon.getvalue()


def fill(octets: bytes, cellules: Cellules) -> bytes:
    """Type values in cells named `Avancement!H5`; a bare `H5` is on Avancement."""

    def change(classeur: Any) -> None:
        for place, valeur in cellules.items():
            feuille, _, adresse = place.rpartition("!")
            cellule = classeur[feuille or "Avancement"][adresse]
            if isinstance(valeur, Format):
                cellule.value, cellule.number_format = valeur.valeur, valeur.format
            else:
                cellule.value = valeur

    return edit(octets, change)


def fill_texte(octets: bytes, cellules: Mapping[str, str]) -> bytes:
    """Type texts that begin like a formula, as a spreadsheet does in a cell formatted as text."""

    def change(classeur: Any) -> None:
        for place, valeur in cellules.items():
            feuille, _, adresse = place.rpartition("!")
            cellule = classeur[feuille or "Avancement"][adresse]
            cellule.value = valeur
            cellule.data_type = "s"

    return edit(octets, change)


def strip_timbre(octets: bytes) -> bytes:
    """Take the stamp away: hidden sheet and document properties, as in a home-made file."""

    def change(classeur: Any) -> None:
        del classeur["_timbre"]
        for nom in list(classeur.custom_doc_props.names):
            del classeur.custom_doc_props[nom]

    return edit(octets, change)


def rezip(parties: Mapping[str, bytes] | list[tuple[str, bytes]]) -> bytes:
    """Make an archive of parts, in order; a list may hold the same name twice."""
    tampon = io.BytesIO()
    with warnings.catch_warnings(), zipfile.ZipFile(tampon, "w", zipfile.ZIP_DEFLATED) as archive:
        warnings.simplefilter("ignore")
        for nom, contenu in parties.items() if isinstance(parties, Mapping) else parties:
            archive.writestr(nom, contenu)
    return tampon.getvalue()


def unzip(octets: bytes) -> dict[str, bytes]:
    """Every part of an archive."""
    with zipfile.ZipFile(io.BytesIO(octets)) as archive:
        return {i.filename: archive.read(i) for i in archive.infolist()}


def feuille_xml(feuille: str) -> str:
    """The part that holds a sheet of the template."""
    return f"xl/worksheets/sheet{FEUILLE_XML[feuille]}.xml"


def patch(octets: bytes, partie: str, change: Callable[[bytes], bytes]) -> bytes:
    """Rewrite one part of the archive; it must change."""
    parties = unzip(octets)
    avant = parties[partie]
    parties[partie] = change(avant)
    assert parties[partie] != avant, f"{partie} n’a pas changé"
    return rezip(parties)


def put_cellule(octets: bytes, feuille: str, place: str, xml: str) -> bytes:
    """Write a cell as raw XML (`<c r="H5"…>…</c>`), in the place of the one that stands there."""

    def change(contenu: bytes) -> bytes:
        return re.sub(rf'<c r="{place}"[^>]*?(?:/>|>.*?</c>)'.encode(), xml.encode(), contenu, count=1)

    return patch(octets, feuille_xml(feuille), change)


def add_lignes(octets: bytes, feuille: str, xml: str) -> bytes:
    """Add raw rows after the last one of a sheet."""
    return patch(octets, feuille_xml(feuille), lambda c: c.replace(b"</sheetData>", xml.encode() + b"</sheetData>"))


def to_strict(octets: bytes) -> bytes:
    """Rewrite the namespaces as « Strict Open XML » does."""
    parties = unzip(octets)
    for nom, contenu in parties.items():
        neuf = contenu.replace(
            b"http://schemas.openxmlformats.org/spreadsheetml/2006/main",
            b"http://purl.oclc.org/ooxml/spreadsheetml/main",
        )
        parties[nom] = neuf.replace(
            b"http://schemas.openxmlformats.org/officeDocument/2006/relationships",
            b"http://purl.oclc.org/ooxml/officeDocument/relationships",
        )
    return rezip(parties)


def break_crc(octets: bytes, partie: str) -> bytes:
    """Change the checksum that the archive announces for one part, everywhere it is written."""
    with zipfile.ZipFile(io.BytesIO(octets)) as archive:
        crc = archive.getinfo(partie).CRC
    juste, faux = struct.pack("<L", crc), struct.pack("<L", crc ^ 1)
    assert octets.count(juste) >= 2
    return octets.replace(juste, faux)


def add_lien_externe(octets: bytes, feuille: str, place: str, valeur: int) -> bytes:
    """Make a cell a formula on another workbook, whose value was stored, as Excel writes it."""
    liens = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
    types = "application/vnd.openxmlformats-officedocument.spreadsheetml.externalLink+xml"
    paquet = "http://schemas.openxmlformats.org/package/2006/relationships"
    octets = put_cellule(octets, feuille, place, f'<c r="{place}"><f>[1]Feuil1!$A$1</f><v>{valeur}</v></c>')
    octets = patch(
        octets,
        "[Content_Types].xml",
        lambda x: x.replace(
            b"</Types>",
            f'<Override PartName="/xl/externalLinks/externalLink1.xml" ContentType="{types}"/></Types>'.encode(),
        ),
    )
    octets = patch(
        octets,
        "xl/_rels/workbook.xml.rels",
        lambda x: x.replace(
            b"</Relationships>",
            f'<Relationship Id="rIdLien" Type="{liens}/externalLink" Target="externalLinks/externalLink1.xml"/>'
            "</Relationships>".encode(),
        ),
    )
    octets = patch(
        octets,
        "xl/workbook.xml",
        lambda x: x.replace(
            b"</sheets>",
            f'</sheets><externalReferences><externalReference xmlns:r="{liens}" r:id="rIdLien"/>'
            "</externalReferences>".encode(),
        ),
    )
    principal = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
    lien = (
        f'<?xml version="1.0"?><externalLink xmlns="{principal}"><externalBook xmlns:r="{liens}" r:id="rId1">'
        '<sheetNames><sheetName val="Feuil1"/></sheetNames></externalBook></externalLink>'
    )
    cible = (
        f'<?xml version="1.0"?><Relationships xmlns="{paquet}"><Relationship Id="rId1" TargetMode="External" '
        f'Type="{liens}/externalLinkPath" Target="file:///autre.xlsx"/></Relationships>'
    )
    parties = {"xl/externalLinks/externalLink1.xml": lien, "xl/externalLinks/_rels/externalLink1.xml.rels": cible}
    return rezip(unzip(octets) | {nom: texte.encode() for nom, texte in parties.items()})


def make_maison(lignes: list[list[object]], titre: str = "Avancement") -> bytes:
    """A home-made workbook: one sheet, rows as given, no stamp."""
    classeur = Workbook()
    feuille: Any = classeur.active
    feuille.title = titre
    for ligne in lignes:
        feuille.append(ligne)
    tampon = io.BytesIO()
    classeur.save(tampon)
    return tampon.getvalue()


def set_timbre(octets: bytes, cle: str, valeur: str) -> bytes:
    """Change one line of the stamp, in the hidden sheet and in the properties."""

    def change(classeur: Any) -> None:
        for ligne in classeur["_timbre"].iter_rows():
            if ligne[0].value == cle:
                ligne[1].value = valeur
        classeur.custom_doc_props[f"schema_{cle}"].value = valeur

    return edit(octets, change)


def nfd(texte: str) -> str:
    return unicodedata.normalize("NFD", texte)
