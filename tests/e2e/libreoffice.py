"""A person at LibreOffice: a workbook opened, cells typed over, saved again as .xlsx by LibreOffice itself."""

from __future__ import annotations

import shutil
import subprocess
import xml.etree.ElementTree as ET
from collections.abc import Iterator, Mapping
from pathlib import Path

import pytest

SOFFICE = shutil.which("soffice") or shutil.which("libreoffice")
ABSENT = "LibreOffice est introuvable : installez les paquets libreoffice-calc et libreoffice-impress."
OFFICE = "urn:oasis:names:tc:opendocument:xmlns:office:1.0"
TABLE = "urn:oasis:names:tc:opendocument:xmlns:table:1.0"
TEXT = "urn:oasis:names:tc:opendocument:xmlns:text:1.0"


def convert(fichier: Path, format_: str, dossier: Path) -> Path:
    """Open a file in LibreOffice and save it in another format; return the new one."""
    if SOFFICE is None:
        pytest.fail(ABSENT)
    dossier.mkdir(exist_ok=True)
    profil = f"-env:UserInstallation=file://{dossier}/profil"
    commande = [SOFFICE, profil, "--headless", "--convert-to", format_, "--outdir", str(dossier), str(fichier)]
    subprocess.run(commande, check=True, capture_output=True, timeout=900)
    (sorti,) = dossier.glob(f"{fichier.stem}.{format_}")
    return sorti


def mend(fichier: Path, cellules: Mapping[str, str | int], dossier: Path) -> Path:
    """Return the workbook with cells (`Avancement!H5`) typed over and saved as .xlsx, by LibreOffice both times."""
    ouvert = convert(fichier, "fods", dossier)
    for _, (prefixe, nom) in ET.iterparse(ouvert, events=["start-ns"]):
        ET.register_namespace(prefixe, nom)  # LibreOffice knows its own prefixes alone
    arbre = ET.parse(ouvert)
    for place, valeur in cellules.items():
        feuille, _, adresse = place.partition("!")
        _type(_find_cellule(arbre, feuille, adresse), valeur)
    arbre.write(ouvert, encoding="utf-8", xml_declaration=True)
    return convert(ouvert, "xlsx", dossier / "corrige")


def _find_cellule(arbre: ET.ElementTree[ET.Element], feuille: str, adresse: str) -> ET.Element:
    """The cell of an address; repeated rows and cells are written once in the file, and told apart here."""
    (page,) = (t for t in arbre.iter(f"{{{TABLE}}}table") if t.get(f"{{{TABLE}}}name") == feuille)
    colonne, ligne = ord(adresse[0]) - 64, int(adresse[1:])
    rang = next(e for n, e in enumerate(_unfold(page, "row"), start=1) if n == ligne)
    return next(e for n, e in enumerate(_unfold(rang, "cell"), start=1) if n == colonne)


def _unfold(parent: ET.Element, quoi: str) -> Iterator[ET.Element]:
    """The rows or cells of an element, a repeated one split so that it stands alone at the place it is asked for."""
    noms = {"row": ("table-row",), "cell": ("table-cell", "covered-table-cell")}[quoi]
    repete = f"{{{TABLE}}}number-{'rows' if quoi == 'row' else 'columns'}-repeated"
    for element in [e for e in parent.iter() if e.tag in {f"{{{TABLE}}}{n}" for n in noms}]:
        nombre = int(element.get(repete, "1"))
        if nombre > 200:  # the blank end of the sheet
            return
        porteur = next(p for p in parent.iter() if element in list(p))
        rang = list(porteur).index(element)
        copies = [ET.fromstring(ET.tostring(element)) for _ in range(nombre)] if nombre > 1 else [element]
        for copie in copies:
            copie.attrib.pop(repete, None)
        porteur[rang : rang + 1] = copies
        yield from copies


def _type(cellule: ET.Element, valeur: str | int) -> None:
    """Type over a cell, as a person does: its comment stays."""
    for nom in [n for n in cellule.attrib if n.startswith((f"{{{OFFICE}}}", "{urn:org:documentfoundation"))]:
        del cellule.attrib[nom]
    for enfant in cellule.findall(f"{{{TEXT}}}p"):
        cellule.remove(enfant)
    genre = "float" if isinstance(valeur, int) else "string"
    cellule.set(f"{{{OFFICE}}}value-type", genre)
    if genre == "float":
        cellule.set(f"{{{OFFICE}}}value", str(valeur))
    ET.SubElement(cellule, f"{{{TEXT}}}p").text = str(valeur)
