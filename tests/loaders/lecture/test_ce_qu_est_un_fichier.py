"""Faults 1 to 5: what a file is. Each refused whole and named; `verifier` proves that nothing is written."""

from __future__ import annotations

import pytest

from tests.constats import Verifier, check_refus
from tests.fabrique import (
    OLE,
    break_crc,
    feuille_xml,
    patch,
    rezip,
    unzip,
)


@pytest.mark.parametrize("reste", [0.02, 0.5, 0.999])
def test_faute_01_archive_tronquee(verifier: Verifier, classeur: bytes, reste: float) -> None:
    tronque = classeur[: int(len(classeur) * reste)]
    check_refus(verifier, tronque, "archive_illisible", "endommagé", "enregistrez-le à nouveau")


@pytest.mark.parametrize("partie", ["xl/worksheets/sheet2.xml", "xl/styles.xml", "xl/theme/theme1.xml"])
def test_faute_01_somme_de_controle_fausse(verifier: Verifier, classeur: bytes, partie: str) -> None:
    check_refus(verifier, break_crc(classeur, partie), "archive_illisible", "endommagé")


def test_faute_01_image_a_la_somme_fausse(verifier: Verifier, classeur: bytes) -> None:
    image = rezip({**unzip(classeur), "xl/media/image1.png": b"\x89PNG" * 500})
    assert verifier(image)["statut"] == "ok"
    check_refus(verifier, break_crc(image, "xl/media/image1.png"), "archive_illisible")


def test_faute_01_xml_coupe(verifier: Verifier, classeur: bytes) -> None:
    check_refus(verifier, patch(classeur, feuille_xml("Avancement"), lambda c: c[:-200]), "archive_illisible")


def test_faute_01_classeur_sans_ses_feuilles(verifier: Verifier, classeur: bytes) -> None:
    parties = {nom: c for nom, c in unzip(classeur).items() if nom != feuille_xml("Avancement")}
    check_refus(verifier, rezip(parties), "aucune_feuille", "ne peut pas être lue", "(*.xlsx)")


def test_faute_01_feuille_sous_un_autre_nom(verifier: Verifier, classeur: bytes) -> None:
    """A sheet declared for what it is is scanned whatever its name; one that the gate would not scan is not read."""
    parties = {nom.replace("sheet2.xml", "sheet2.dat"): c for nom, c in unzip(classeur).items()}
    for nom in ("[Content_Types].xml", "xl/_rels/workbook.xml.rels"):
        parties[nom] = parties[nom].replace(b"sheet2.xml", b"sheet2.dat")
    assert verifier(rezip(parties))["statut"] == "ok"
    genre, image = b"spreadsheetml.worksheet+xml", b"image"
    types = parties["[Content_Types].xml"]
    debut = types.index(b"sheet2.dat")
    parties["[Content_Types].xml"] = types[:debut] + types[debut:].replace(genre, image, 1)
    assert parties["[Content_Types].xml"] != types
    check_refus(verifier, rezip(parties), "archive_illisible", "endommagé")


def test_faute_02_ancien_xls(verifier: Verifier, base: str) -> None:
    octets = OLE + "Workbook".encode("utf-16-le")
    check_refus(verifier, octets, "ancien_format", "97-2003", "Enregistrer sous → Classeur Excel (*.xlsx)")


def test_faute_03_mot_de_passe(verifier: Verifier, base: str) -> None:
    octets = OLE + "EncryptedPackage".encode("utf-16-le")
    check_refus(verifier, octets, "mot_de_passe", "protégé par un mot de passe", "Fichier → Informations → Protéger")


@pytest.mark.parametrize(
    ("octets", "code", "mot"),
    [
        (b"", "fichier_vide", "vide"),
        (b"PK\x05\x06" + b"\x00" * 18, "archive_illisible", "vide"),
        (b"<!DOCTYPE html><html><table></table></html>", "format_inconnu", "HTML"),
        (b"\r\n<html><body>", "format_inconnu", "HTML"),
        (b'<?xml version="1.0"?><Workbook/>', "format_inconnu", "XML"),
        (b"%PDF-1.7\n", "format_inconnu", "PDF"),
        (b"\x89PNG\r\n\x1a\n\x00\x00", "format_inconnu", "pas un classeur"),
        (rezip({"[Content_Types].xml": b"<a/>", "word/document.xml": b"<a/>"}), "format_refuse", "Word"),
        (rezip({"[Content_Types].xml": b"<a/>", "ppt/presentation.xml": b"<a/>"}), "format_refuse", "diaporama"),
        (rezip({"photo.jpg": b"x"}), "format_inconnu", "pas un classeur"),
    ],
)
def test_faute_04_autre_chose_renomme(verifier: Verifier, base: str, octets: bytes, code: str, mot: str) -> None:
    message = check_refus(verifier, octets, code, mot)
    assert "*.xlsx" in message


def test_faute_04_fichier_de_verrou(verifier: Verifier, base: str) -> None:
    verrou = b"\x05Camille" + b" " * 158
    check_refus(verifier, verrou, "fichier_temporaire", "fermez Excel", "vrai fichier", nom="~$remontee.xlsx")


def test_faute_05_macros(verifier: Verifier, classeur: bytes) -> None:
    for partie in ("xl/vbaProject.bin", "xl/VBAPROJECT.BIN", "macro/vbaProject.bin"):
        avec = rezip({**unzip(classeur), partie: b"\xcc\x61"})
        check_refus(verifier, avec, "macros", "macro", "(*.xlsx)")


def declare(octets: bytes, partie: str, genre: str, contenu: bytes) -> bytes:
    """Add a part, under any name, declared to be of a kind of content."""
    ligne = f'<Override PartName="/{partie}" ContentType="{genre}"/></Types>'.encode()
    parties = unzip(octets)
    parties["[Content_Types].xml"] = parties["[Content_Types].xml"].replace(b"</Types>", ligne)
    return rezip({**parties, partie: contenu})


@pytest.mark.parametrize(
    ("partie", "genre"),
    [
        ("xl/theme/notes.dat", "application/vnd.ms-office.vbaProject"),
        ("xl/feuille9.xml", "application/vnd.ms-excel.macrosheet+xml"),
        ("xl/divers/a.dat", "application/vnd.openxmlformats-officedocument.oleObject"),
        ("xl/divers/b.xml", "application/vnd.ms-office.activeX+xml"),
        ("xl/classeur.xml", "application/vnd.ms-excel.sheet.macroEnabled.main+xml"),
    ],
)
def test_faute_90_ce_qui_agit_sous_un_autre_nom(verifier: Verifier, classeur: bytes, partie: str, genre: str) -> None:
    check_refus(verifier, declare(classeur, partie, genre, b"<a/>"), "macros", "renvoyez" if "ole" in genre else "")


def test_faute_90_un_objet_reconnu_a_ses_octets(verifier: Verifier, classeur: bytes) -> None:
    check_refus(verifier, rezip({**unzip(classeur), "xl/media/image1.png": OLE}), "macros", "Objets incorporés")


def test_faute_90_doctype_dans_une_partie_au_nom_quelconque(verifier: Verifier, classeur: bytes) -> None:
    genre = "application/vnd.openxmlformats-officedocument.spreadsheetml.sharedStrings+xml"
    avec = declare(classeur, "xl/textes.dat", genre, b'<!DOCTYPE x [<!ENTITY a "b">]><sst/>')
    check_refus(verifier, avec, "xml_interdit")


def test_faute_90_deux_archives_bout_a_bout(verifier: Verifier, classeur: bytes) -> None:
    autre = rezip({"a.txt": b"autre"})
    for collees in (classeur + autre, autre + classeur, classeur + b"suite"):
        check_refus(verifier, collees, "contenu_anormal" if collees[:4] == b"PK\x03\x04" else "format_inconnu")


def test_faute_05_autres_formats(verifier: Verifier, classeur: bytes) -> None:
    for extension in ("xlsm", "XLSB", "xltm"):
        check_refus(verifier, classeur, "format_refuse", extension.lower(), "(*.xlsx)", nom=f"remontee.{extension}")
    binaire = rezip({**unzip(classeur), "xl/workbook.bin": b"\x83"})
    check_refus(verifier, binaire, "format_refuse", ".xlsb", "(*.xlsx)")
