"""What a PDF holds, read by another program than the one that made it: pages, boxes, fonts, tags, verdict."""

from __future__ import annotations

import ctypes
import re
from collections.abc import Iterator

import page
import pypdfium2
import pypdfium2.raw as pdfium

from tests.e2e.feuilles import Ecrit, Feuille

_BLANCS = re.compile(r"[\s\u00ad\u0002\u200b\ufffe-]+")
"""What breaking lines adds or takes: spaces, and the hyphens of words that were divided."""

_BORD = 62
"""The margins of the sides of a document, in points."""


def squeeze(texte: str) -> str:
    """Return a text without what the breaking of its lines may change."""
    return _BLANCS.sub("", texte)


def read_feuilles(octets: bytes) -> list[Feuille]:
    """Return the pages, each with its texts as the reader selects them and their boxes from the top left corner."""
    with pypdfium2.PdfDocument(octets) as document:
        return [_read_feuille(feuille) for feuille in document]


def _read_feuille(feuille: pypdfium2.PdfPage) -> Feuille:
    lue = Feuille(*feuille.get_size())
    texte = feuille.get_textpage()
    for rang in range(texte.count_rects()):
        gauche, bas, droite, haut = texte.get_rect(rang)
        mots = texte.get_text_bounded(gauche, bas, droite, haut)
        ecrit = Ecrit(gauche, lue.haute - haut, droite, lue.haute - bas, mots)
        if len(mots) == 1 and lue.ecrits and (joint := _join(lue.ecrits[-1], ecrit)):
            lue.ecrits[-1] = joint
        else:
            lue.ecrits.append(ecrit)
    return lue


def _join(avant: Ecrit, signe: Ecrit) -> Ecrit | None:
    """Return one run when a sign goes on with what is before it: a word that is cut anywhere is set sign by sign."""
    if not -1 < signe.gauche - avant.droite < 3 or min(avant.bas, signe.bas) < max(avant.haut, signe.haut):
        return None
    haut, bas = min(avant.haut, signe.haut), max(avant.bas, signe.bas)
    return Ecrit(avant.gauche, haut, signe.droite, bas, avant.texte + signe.texte)


def check_mise_en_page(octets: bytes) -> None:
    """Check that no text of an A4 document stands on another, nor out of its margins."""
    for feuille in read_feuilles(octets):
        assert (round(feuille.large), round(feuille.haute)) == (595, 842)
        assert feuille.list_recouvrements() == []
        for ecrit in feuille.ecrits:
            blanc = (ecrit.bas - ecrit.haut) / 2 if ecrit.texte.endswith(" ") else 0  # a space ends a line outside
            assert ecrit.gauche > _BORD - 1 and ecrit.droite - blanc < feuille.large - _BORD + 1, ecrit
            assert ecrit.haut > 30 and ecrit.bas < feuille.haute - 10, ecrit


def read_textes(octets: bytes) -> list[str]:
    """Return what each page says, in the order in which it is read."""
    with pypdfium2.PdfDocument(octets) as document:
        return [feuille.get_textpage().get_text_range() for feuille in document]


def read_signets(octets: bytes) -> list[tuple[str, int]]:
    """Return the bookmarks, with the number of the page that each leads to."""
    with pypdfium2.PdfDocument(octets) as document:
        return [(signet.get_title(), signet.get_dest().get_index() + 1) for signet in document.get_toc()]


def read_titre(octets: bytes) -> str:
    """Return the title that a reader shows in its bar."""
    with pypdfium2.PdfDocument(octets) as document:
        return document.get_metadata_value("Title")


def read_langue(octets: bytes) -> str:
    """Return the language of the whole document, as its catalogue says it."""
    with pypdfium2.PdfDocument(octets) as document:
        taille = pdfium.FPDFCatalog_GetLanguage(document, None, 0)
        tampon = (ctypes.c_ushort * (taille // 2))()
        pdfium.FPDFCatalog_GetLanguage(document, tampon, taille)
    return bytes(tampon).decode("utf-16-le").rstrip("\0")


def list_polices(octets: bytes) -> dict[str, bool]:
    """Return the fonts that texts are written with, and whether each is in the file."""
    polices = {}
    with pypdfium2.PdfDocument(octets) as document:
        for feuille in document:
            for objet in feuille.get_objects([pdfium.FPDF_PAGEOBJ_TEXT], max_depth=5):
                police = pdfium.FPDFTextObj_GetFont(objet)
                tampon = ctypes.create_string_buffer(200)
                pdfium.FPDFFont_GetBaseFontName(police, tampon, 200)
                polices[tampon.value.decode()] = pdfium.FPDFFont_GetIsEmbedded(police) == 1
    return polices


def list_balises(octets: bytes) -> list[tuple[str, str]]:
    """Return the tags in reading order, each with its alternative text, empty when it has none."""
    balises: list[tuple[str, str]] = []
    with pypdfium2.PdfDocument(octets) as document:
        for feuille in document:
            arbre = pdfium.FPDF_StructTree_GetForPage(feuille)
            for rang in range(pdfium.FPDF_StructTree_CountChildren(arbre)):
                balises += _walk(pdfium.FPDF_StructTree_GetChildAtIndex(arbre, rang))
            pdfium.FPDF_StructTree_Close(arbre)
    return balises


def _walk(element: ctypes.c_void_p) -> Iterator[tuple[str, str]]:
    yield _read(pdfium.FPDF_StructElement_GetType, element), _read(pdfium.FPDF_StructElement_GetAltText, element)
    for rang in range(pdfium.FPDF_StructElement_CountChildren(element)):
        if enfant := pdfium.FPDF_StructElement_GetChildAtIndex(element, rang):
            yield from _walk(enfant)


def _read(lecture, element: ctypes.c_void_p) -> str:
    taille = lecture(element, None, 0)
    tampon = ctypes.create_string_buffer(taille)
    lecture(element, tampon, taille)
    return tampon.raw.decode("utf-16-le").rstrip("\0")


def list_liens(octets: bytes) -> list[str]:
    """Return the addresses that the pages link to."""
    adresses = []
    with pypdfium2.PdfDocument(octets) as document:
        for feuille in document:
            debut, lien = ctypes.c_int(0), pdfium.FPDF_LINK()
            while pdfium.FPDFLink_Enumerate(feuille, debut, lien):
                action = pdfium.FPDFLink_GetAction(lien)
                tampon = ctypes.create_string_buffer(2000)
                if action and pdfium.FPDFAction_GetURIPath(document, action, tampon, 2000):
                    adresses.append(tampon.value.decode())
    return adresses


def list_defauts(octets: bytes) -> list[str]:
    """Return what keeps a file from being PDF/UA-1, in the words of the checker; empty when nothing does."""
    rapport = page.validate_pdf_bytes(octets, profile=page.ValidationProfile.PDF_UA_1)
    assert rapport.rules.total > 100
    assert rapport.is_compliant == (not rapport.failures)
    return [f"{defaut.rule_id} {defaut.message}" for defaut in rapport.failures]
