"""Fault 82: what an .ods may hide is refused with the words of the .xlsx, or read for what it is."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Callable

import pytest

from loaders.lecture.lecteur.lot import read_ou_refuse
from tests.constats import Verifier, check_refus
from tests.fabrique import OLE, break_crc, rezip, unzip
from tests.fabrique_ods import GENRE, add_parties, make_ods_maison, pack_ods, patch_contenu, write_feuille

BON = make_ods_maison([["Code", "Avancement (%)", "Statut"], ["A16", 45, "En cours"]])
BOMBE = '<!DOCTYPE x [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;&a;&a;">]>'
EXTERNE = '<!DOCTYPE x [<!ENTITY a SYSTEM "file:///etc/hostname">]>'
LIEN = ' xlink:href="vnd.sun.star.script:Standard.Module1.Main?language=Basic&amp;location=document"'
MODULE = b'<script:module xmlns:script="http://openoffice.org/2000/script" script:name="M">Sub Main</script:module>'


def doctype(partie: str, quoi: str) -> Callable[[], bytes]:
    return lambda: patch_contenu(BON, lambda x: x.replace("?>", f"?>{quoi}", 1), partie)


def content(avant: str, apres: str) -> Callable[[], bytes]:
    return lambda: patch_contenu(BON, lambda x: x.replace(avant, apres, 1))


def replace(*paires: str) -> Callable[[], bytes]:
    """Put a word for another wherever it stands, then the next pair: the XML stays well formed."""

    def change(xml: str) -> str:
        for avant, apres in zip(paires[::2], paires[1::2], strict=True):
            assert avant in xml
            xml = xml.replace(avant, apres)
        return xml

    return lambda: patch_contenu(BON, change)


def cell(xml: str) -> Callable[[], bytes]:
    return lambda: make_ods_maison([["Code"], [xml]])


def add(nom: str, octets: bytes, genre: str = "") -> Callable[[], bytes]:
    return lambda: add_parties(BON, {nom: octets}, genre)


def drop(nom: str) -> Callable[[], bytes]:
    return lambda: rezip({n: c for n, c in unzip(BON).items() if n != nom})


def retype(genre: str) -> Callable[[], bytes]:
    return lambda: rezip({**unzip(BON), "mimetype": genre.encode()})


def encrypt() -> bytes:
    chiffree = "<manifest:encryption-data/></manifest:file-entry>"
    octets = patch_contenu(
        BON,
        lambda x: x.replace('"content.xml" manifest:media-type="text/xml"/>', f'"content.xml">{chiffree}'),
        "META-INF/manifest.xml",
    )
    return rezip({**unzip(octets), "content.xml": b"\x93\x12\x00chiffre"})


def encrypt_paquet() -> bytes:
    """As LibreOffice does since 24.2: one part, where the others are."""
    parties = unzip(encrypt())
    manifeste = parties["META-INF/manifest.xml"].replace(b'"content.xml"', b'"encrypted-package"')
    return rezip({"mimetype": GENRE.encode(), "META-INF/manifest.xml": manifeste, "encrypted-package": b"\x93\x12\x00"})


def lie() -> bytes:
    with zipfile.ZipFile(io.BytesIO(BON)) as archive:
        taille = archive.getinfo("content.xml").file_size.to_bytes(4, "little")
    assert BON.count(taille) >= 2
    return BON.replace(taille, (10).to_bytes(4, "little"))


def inflate() -> bytes:
    """A part that inflates to more than any is allowed."""
    tampon = io.BytesIO()
    with zipfile.ZipFile(tampon, "w", zipfile.ZIP_DEFLATED, compresslevel=1) as archive:
        for nom, contenu in unzip(BON).items():
            archive.writestr(nom, contenu)
        with archive.open("Pictures/image.png", "w", force_zip64=True) as flux:
            for _ in range(66):
                flux.write(b"\0" * 2**20)
    return tampon.getvalue()


def both() -> bytes:
    return rezip({**unzip(BON), "[Content_Types].xml": b"<Types/>", "xl/workbook.xml": b"<workbook/>"})


def duplicate(nom: str) -> Callable[[], bytes]:
    return lambda: rezip([*unzip(BON).items(), (nom, b"<a/>")])


MACROS, OBJETS, XML, ANORMAL = (
    ("macros", "macro"),
    ("macros", "Objets incorporés"),
    ("xml_interdit", "XML interdit"),
    "",
)
HOSTILES: dict[str, tuple[Callable[[], bytes], str, str]] = {
    # what it is
    "texte": (retype("application/vnd.oasis.opendocument.text"), "format_refuse", "Writer"),
    "diaporama": (retype("application/vnd.oasis.opendocument.presentation"), "format_refuse", "Impress"),
    "dessin": (retype("application/vnd.oasis.opendocument.graphics"), "format_refuse", "Draw"),
    "base": (retype("application/vnd.oasis.opendocument.base opendocument.database"), "format_refuse", "Base"),
    "livre": (retype("application/epub+zip"), "format_refuse", "EPUB"),
    "autre": (retype("x" * 1_000), "format_refuse", "pas un classeur"),
    "deux formats": (both, "contenu_anormal", "deux formats"),
    # damaged
    "tronqué": (lambda: BON[: len(BON) // 2], "archive_illisible", "endommagé"),
    "somme fausse": (lambda: break_crc(BON, "content.xml"), "archive_illisible", "endommagé"),
    "somme fausse ailleurs": (lambda: break_crc(BON, "styles.xml"), "archive_illisible", "endommagé"),
    "tailles menteuses": (lie, "archive_illisible", "endommagé"),
    "contenu coupé": (content("</office:document-content>", ""), "archive_illisible", "endommagé"),
    "styles coupés": (
        lambda: patch_contenu(BON, lambda x: x[:-20], "styles.xml"),
        "archive_illisible",
        "endommagé",
    ),
    "sans contenu": (drop("content.xml"), "archive_illisible", "endommagé"),
    "sans feuille": (lambda: pack_ods(""), "aucune_feuille", "Aucune feuille"),
    "sans tableur": (replace("office:spreadsheet", "office:text"), "aucune_feuille", "Aucune feuille"),
    "balise fermée par une autre": (content("office:spreadsheet", "office:text"), "archive_illisible", "endommagé"),
    "tableur d’un autre vocabulaire": (
        lambda: patch_contenu(BON, lambda x: x.replace("opendocument:xmlns:table:1.0", "x")),
        "aucune_feuille",
        "Aucune feuille",
    ),
    "préfixe non déclaré": (
        replace("table:table>", "autre:table>", "<table:table ", "<autre:table "),
        "archive_illisible",
        "endommagé",
    ),
    # locked
    "chiffré": (encrypt, "mot_de_passe", "Enregistrer avec mot de passe"),
    "chiffré d’un bloc": (encrypt_paquet, "mot_de_passe", "LibreOffice"),
    # what acts
    "macro": (add("Basic/Standard/Module1.xml", MODULE), *MACROS),
    "macro en capitales": (add("BASIC/Standard/Module1.xml", MODULE), *MACROS),
    "macro python": (add("Scripts/python/a.py", b"import os"), *MACROS),
    "macro sous un autre nom": (add("Pictures/a.dat", MODULE, "text/xml"), *MACROS),
    "script du document": (content("<office:scripts/>", "<office:scripts><office:script/></office:scripts>"), *MACROS),
    "événement": (
        content(
            "<office:scripts/>",
            "<office:scripts><office:event-listeners><script:event-listener/></office:event-listeners></office:scripts>",
        ),
        *MACROS,
    ),
    "bouton dans une forme": (
        content(
            "<table:table-row>",
            "<table:shapes><draw:frame><script:event-listener/></draw:frame></table:shapes><table:table-row>",
        ),
        *MACROS,
    ),
    "lien vers une macro": (
        cell(f"<table:table-cell><text:p><text:a{LIEN}>x</text:a></text:p></table:table-cell>"),
        *MACROS,
    ),
    "lien d’une barre d’outils": (
        add(
            "Configurations2/menubar/a.xml", b'<a xmlns:xlink="http://www.w3.org/1999/xlink" xlink:href="macro:///a"/>'
        ),
        *MACROS,
    ),
    "préfixe de macro changé": (
        content("<office:scripts/>", '<z:event-listener xmlns:z="urn:oasis:names:tc:opendocument:xmlns:script:1.0"/>'),
        *MACROS,
    ),
    "vba": (add("vbaProject.bin", b"\xcc\x61"), *MACROS),
    "objet OLE": (cell("<table:table-cell><draw:frame><draw:object-ole/></draw:frame></table:table-cell>"), *OBJETS),
    "objet OLE à ses octets": (add("Pictures/a.png", OLE), *OBJETS),
    "objet OLE déclaré": (add("Objet", b"x", "application/vnd.sun.star.oleobject"), *OBJETS),
    "applet": (cell("<table:table-cell><draw:frame><draw:applet/></draw:frame></table:table-cell>"), *OBJETS),
    "greffon": (cell("<table:table-cell><draw:frame><draw:plugin/></draw:frame></table:table-cell>"), *OBJETS),
    # what fetches or explodes
    "doctype": (doctype("content.xml", "<!DOCTYPE x>"), *XML),
    "bombe d’entités": (doctype("content.xml", BOMBE), *XML),
    "entité externe": (doctype("content.xml", EXTERNE), *XML),
    "entité dans les propriétés": (doctype("meta.xml", EXTERNE), *XML),
    "entité dans le manifeste": (doctype("META-INF/manifest.xml", BOMBE), *XML),
    "entité dans les styles": (doctype("styles.xml", BOMBE), *XML),
    "entité dans un objet": (add("Object 1/content.xml", b"<!DOCTYPE x><a/>"), *XML),
    "entité sous un autre nom": (add("Pictures/a.dat", b"<!DOCTYPE x><a/>", "application/x+xml"), *XML),
    "bombe": (inflate, "contenu_anormal", "taille décompressée excessive"),
    "trop d’éléments": (
        lambda: add_parties(BON, {f"Pictures/{n}.png": b"" for n in range(2_001)}),
        "contenu_anormal",
        "trop d’éléments",
    ),
    "en double": (duplicate("content.xml"), "contenu_anormal", "en double"),
    "en double à la casse près": (duplicate("Content.xml"), "contenu_anormal", "en double"),
    "nom qui monte": (add("../evil.xml", b"<a/>"), "contenu_anormal", "dangereux"),
    "nom absolu": (add("/etc/evil.xml", b"<a/>"), "contenu_anormal", "dangereux"),
    "deux archives": (lambda: BON + rezip({"a.txt": b"autre"}), "contenu_anormal", "bout à bout"),
    "suite": (lambda: BON + b"suite", "contenu_anormal", "bout à bout"),
    # what is not counted as it says
    "répétition négative": (
        cell('<table:table-cell table:number-columns-repeated="-1"/>'),
        "contenu_anormal",
        "« -1 »",
    ),
    "répétition en lettres": (
        cell('<table:table-cell table:number-columns-repeated="x"/>'),
        "contenu_anormal",
        "« x »",
    ),
    "répétition géante": (
        cell(f'<table:table-cell table:number-columns-repeated="{"9" * 30}"/>'),
        "contenu_anormal",
        "9",
    ),
    "trop de colonnes": (
        cell('<table:table-cell table:number-columns-repeated="16385"/>'),
        "contenu_anormal",
        "colonnes",
    ),
    "espaces sans fin": (
        cell(f'<table:table-cell><text:p><text:s text:c="{"9" * 9}"/></text:p></table:table-cell>'),
        "contenu_anormal",
        "9",
    ),
}


@pytest.mark.parametrize("quoi", HOSTILES)
def test_faute_82_un_ods_hostile_est_refuse(quoi: str) -> None:
    """Here, and not in its process: the files are many and small."""
    make, code, mot = HOSTILES[quoi]
    lu = read_ou_refuse(make())
    assert "refus" in lu, lu
    assert lu["refus"][0] == code
    assert mot in lu["refus"][1]


def test_faute_82_ils_sont_cinquante() -> None:
    assert len(HOSTILES) >= 50
    assert "refus" not in read_ou_refuse(BON)


@pytest.mark.parametrize("quoi", ["macro", "chiffré", "entité externe", "bombe", "sans feuille"])
def test_faute_82_le_refus_passe_par_la_commande(verifier: Verifier, base: str, quoi: str) -> None:
    make, code, mot = HOSTILES[quoi]
    check_refus(verifier, make(), code, mot, nom="remontee.ods")


ANODINS: dict[str, Callable[[], bytes]] = {
    "partie vide": add("Configurations2/accelerator/current.xml", b""),
    "dossiers": lambda: rezip([*unzip(BON).items(), ("Configurations2/", b""), ("Basic/", b"")]),
    "graphique": add("Object 1/content.xml", b"<a/>"),
    "modèle": retype(f"{GENRE}-template"),
    "sans mimetype": drop("mimetype"),
    "formulaires": content("<table:table-row>", "<office:forms/><table:table-row>"),
    "suivi des modifications": content(
        "<table:table ",
        "<table:tracked-changes><table:cell-content-change><table:previous><table:change-track-table-cell>"
        "<text:p>avant</text:p></table:change-track-table-cell></table:previous></table:cell-content-change>"
        "</table:tracked-changes><table:table ",
    ),
    "tableau dans une cellule": content(
        "</table:table-cell>",
        f"{write_feuille('dedans', '<table:table-row><table:table-cell/></table:table-row>')}</table:table-cell>",
    ),
    "préfixes changés": lambda: patch_contenu(
        BON, lambda x: re.sub(r"(?<=[</ ])table:", "t:", x).replace("xmlns:table=", "xmlns:t=")
    ),
}


@pytest.mark.parametrize("quoi", ANODINS)
def test_faute_82_ce_qui_n_est_pas_hostile_est_lu(quoi: str) -> None:
    lu = read_ou_refuse(ANODINS[quoi]())
    assert [f["lignes"] for f in lu["feuilles"]] == [f["lignes"] for f in read_ou_refuse(BON)["feuilles"]]
