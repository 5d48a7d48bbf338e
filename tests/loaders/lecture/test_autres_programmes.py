"""Fault 83: what is no workbook is named for what it is, by its bytes, with the gesture of its own program."""

from __future__ import annotations

import os
import subprocess
import sys

import pytest

from loaders.lecture.lecteur.lot import read_ou_refuse
from loaders.lecture.porte import TAILLE_MAX, check_octets
from loaders.lecture.processus import clean_environnement
from models.refus import ClasseurRefuse
from tests.fabrique import OLE, make_maison, rezip, unzip
from tests.fabrique_ods import make_ods_maison, pack_ods
from tests.racine import RACINE


def ole(*flux: str) -> bytes:
    return OLE + b"".join(f.encode("utf-16-le") for f in flux)


AUTRES: dict[str, tuple[bytes, str, str]] = {
    "Word": (ole("WordDocument"), "format_refuse", "Word 97-2003"),
    "PowerPoint": (ole("PowerPoint Document"), "format_refuse", "PowerPoint 97-2003"),
    "Excel": (ole("Workbook"), "ancien_format", "97-2003"),
    "Excel où dort un document Word": (ole("Workbook", "WordDocument"), "ancien_format", "97-2003"),
    "Outlook": (ole("__substg1.0_0037001F"), "format_refuse", "(.msg)"),
    "Outlook et sa pièce jointe": (
        ole("__substg1.0_0037001F", "Workbook"),
        "format_refuse",
        "enregistrez la pièce jointe",
    ),
    "mot de passe": (ole("EncryptedPackage"), "mot_de_passe", "mot de passe"),
    "courriel": (b"Received: from a\r\nSubject: retour, T4\r\n\r\nBonjour", "format_inconnu", "(.eml)"),
    "texte sans tableau": (b"Bonjour, voici notre retour ; merci.", "format_inconnu", "sans tableau"),
    "XML 2003": (
        b'<?xml version="1.0"?><Workbook xmlns="urn:schemas-microsoft-com:office:spreadsheet"/>',
        "format_inconnu",
        "XML 2003",
    ),
    "fods": (
        b'<?xml version="1.0"?><office:document xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0"/>',
        "format_inconnu",
        "(.fods)",
    ),
    "XML": (b"<?xml version='1.0'?><a/>", "format_inconnu", "fichier XML"),
    "table HTML": (b"<meta charset=utf-8><html><table>", "format_inconnu", "page web"),
    "table HTML en UTF-16": (b"\xff\xfe" + "<table>".encode("utf-16-le"), "format_inconnu", "page web"),
    "PDF": (b"%PDF-1.7", "format_inconnu", "PDF"),
    "image": (b"\xff\xd8\xff\xe0", "format_inconnu", "image"),
    "RTF": (b"{\\rtf1", "format_inconnu", "RTF"),
    "7-Zip": (b"7z\xbc\xaf\x27\x1c", "format_inconnu", "7-Zip"),
    "RAR": (b"Rar!\x1a\x07", "format_inconnu", "RAR"),
    "n’importe quoi": (b"\x00\x01\x02", "format_inconnu", "pas un classeur"),
}


@pytest.mark.parametrize("nom", ["remontee.xlsx", "remontee.xls", "remontee"])
@pytest.mark.parametrize("quoi", AUTRES)
def test_faute_83_nomme_pour_ce_qu_il_est(quoi: str, nom: str) -> None:
    octets, code, mot = AUTRES[quoi]
    with pytest.raises(ClasseurRefuse) as refus:
        check_octets(nom, octets)
    assert (refus.value.code, mot in str(refus.value)) == (code, True), str(refus.value)


def read_refus(nom: str, octets: bytes) -> tuple[str, str]:
    with pytest.raises(ClasseurRefuse) as refus:
        check_octets(nom, octets)
    return refus.value.code, str(refus.value)


def test_faute_04_le_verrou_de_libreoffice() -> None:
    """It looks like a CSV: a name, a machine, a date."""
    code, message = read_refus(".~lock.remontee.ods#", b",camille,poste,21.11.2026 10:00,file:///a;")
    assert (code, "LibreOffice" in message) == ("fichier_temporaire", True)


def test_ce_qui_pese_trop_se_dit_d_un_classeur_ou_d_une_archive() -> None:
    gros = b"PK\x03\x04" + bytes(TAILLE_MAX)
    assert "Retirez les images" in read_refus("remontee.ods", gros)[1]
    assert "en plusieurs fois" in read_refus("retours.ZIP", gros)[1]


def test_ce_qui_est_abime_peut_venir_de_libreoffice() -> None:
    """What cannot be opened does not say what it was: the words suit each of them."""
    for octets in (make_maison([["a"]])[:-40], make_ods_maison([["a"]])[:-40], rezip({"a.xlsx": b"x"})[:-10]):
        code, message = read_ou_refuse(octets)["refus"]
        assert code == "archive_illisible"
        assert all(mot in message for mot in ("Excel", "LibreOffice", "(.zip)"))
    assert "LibreOffice" in read_ou_refuse(pack_ods(""))["refus"][1]


def test_faute_83_un_classeur_numbers() -> None:
    code, message = read_ou_refuse(rezip({"Index/Document.iwa": b"x", "Metadata/Properties.plist": b"x"}))["refus"]
    assert (code, "Exporter vers → Excel" in message) == ("format_refuse", True)


def test_faute_83_une_archive_aux_barres_a_l_envers() -> None:
    envers = {nom.replace("/", "\\"): contenu for nom, contenu in unzip(make_maison([["a"]])).items()}
    code, message = read_ou_refuse(rezip(envers))["refus"]
    assert (code, "Enregistrer sous" in message) == ("format_refuse", True)


def test_a_file_is_parsed_by_the_standard_library_whatever_is_installed() -> None:
    """lxml is there, for the documents that we write; no stranger's file reaches it."""
    dire = "import lxml, openpyxl, openpyxl.xml.functions as f; print(openpyxl.LXML, f.fromstring.__module__)"
    enfant = subprocess.run(
        [sys.executable, "-E", "-s", "-c", dire],
        env=clean_environnement(),
        capture_output=True,
        text=True,
        check=True,
    )
    assert enfant.stdout.split() == ["False", "xml.etree.ElementTree"]


@pytest.mark.parametrize("entree", ["loaders.__main__", "exports.__main__", "dashboard"])
def test_our_workbooks_are_written_by_it_too(entree: str) -> None:
    """Whatever the way in, openpyxl is told before it is imported."""
    dire = f"import {entree}, loaders.gabarit.classeur, openpyxl; print(openpyxl.LXML, openpyxl.DEFUSEDXML)"
    gardees = {nom: valeur for nom, valeur in os.environ.items() if not nom.startswith("OPENPYXL_")}
    enfant = subprocess.run(
        [sys.executable, "-c", dire], env=gardees, cwd=RACINE, capture_output=True, text=True, check=True
    )
    assert enfant.stdout.split() == ["False", "False"]
