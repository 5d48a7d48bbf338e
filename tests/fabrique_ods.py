"""OpenDocument workbooks as people send them, defects included: written here, without LibreOffice."""

from __future__ import annotations

import io
import re
from collections.abc import Callable, Mapping
from datetime import date, datetime
from html import escape
from typing import Any

from openpyxl import load_workbook

from tests.fabrique import patch, rezip, unzip

GENRE = "application/vnd.oasis.opendocument.spreadsheet"
ESPACES = {
    "office": "urn:oasis:names:tc:opendocument:xmlns:office:1.0",
    "table": "urn:oasis:names:tc:opendocument:xmlns:table:1.0",
    "text": "urn:oasis:names:tc:opendocument:xmlns:text:1.0",
    "style": "urn:oasis:names:tc:opendocument:xmlns:style:1.0",
    "draw": "urn:oasis:names:tc:opendocument:xmlns:drawing:1.0",
    "meta": "urn:oasis:names:tc:opendocument:xmlns:meta:1.0",
    "script": "urn:oasis:names:tc:opendocument:xmlns:script:1.0",
    "manifest": "urn:oasis:names:tc:opendocument:xmlns:manifest:1.0",
    "xlink": "http://www.w3.org/1999/xlink",
    "calcext": "urn:org:documentfoundation:names:experimental:calc:xmlns:calcext:1.0",
    "dc": "http://purl.org/dc/elements/1.1/",
}
XMLNS = " ".join(f'xmlns:{prefixe}="{nom}"' for prefixe, nom in ESPACES.items())
CACHE = (
    '<style:style style:name="cache" style:family="table"><style:table-properties table:display="false"/></style:style>'
)


def write_cellule(valeur: object, note: str = "", auteur: str = "") -> str:
    """A cell that holds a value as LibreOffice types it; a `str` that is already a cell stays as it is.

    The author of its note is kept by Excel alone.
    """
    createur = f"<dc:creator>{escape(auteur)}</dc:creator>" if auteur else ""
    paragraphes = "".join(f"<text:p>{escape(ligne)}</text:p>" for ligne in note.split("\n"))
    annotation = f"<office:annotation>{createur}<dc:date>2026-11-01T00:00:00</dc:date>{paragraphes}"
    dedans = f"{annotation}</office:annotation>" if note else ""
    if valeur is None:
        return f"<table:table-cell>{dedans}</table:table-cell>"
    if isinstance(valeur, str) and valeur.startswith("<table:"):
        return valeur
    genre, attributs, montre = "string", "", str(valeur)
    if isinstance(valeur, bool):
        genre, attributs, montre = "boolean", f' office:boolean-value="{str(valeur).lower()}"', "VRAI"
    elif isinstance(valeur, int | float):
        genre, attributs = "float", f' office:value="{valeur}"'
    elif isinstance(valeur, date):
        jour = valeur.date() if isinstance(valeur, datetime) else valeur
        genre, attributs, montre = "date", f' office:date-value="{jour.isoformat()}"', f"{jour:%d/%m/%Y}"
    lignes = "".join(f"<text:p>{write_texte(ligne)}</text:p>" for ligne in montre.split("\n"))
    return f'<table:table-cell office:value-type="{genre}"{attributs}>{dedans}{lignes}</table:table-cell>'


def write_texte(texte: str) -> str:
    """A text whose outer and double spaces are counted, as OpenDocument wants them."""
    return re.sub(r"^ +|(?<= ) +| +$", lambda m: f'<text:s text:c="{len(m[0])}"/>', escape(texte))


def write_feuille(nom: str, lignes: str, *, masquee: bool = False, colonnes: str = "") -> str:
    cache = ' table:style-name="cache"' if masquee else ""
    return f'<table:table table:name="{escape(nom)}"{cache}>{colonnes}{lignes}</table:table>'


def write_ligne(cellules: list[object], attributs: str = "") -> str:
    return f"<table:table-row{attributs}>{''.join(write_cellule(c) for c in cellules)}</table:table-row>"


def pack_ods(corps: str, proprietes: Mapping[str, str] | None = None, avant: str = "") -> bytes:
    """An .ods from the XML of its sheets; `avant` stands before the body."""
    declarees = "".join(
        f'<meta:user-defined meta:name="{nom}">{escape(valeur)}</meta:user-defined>'
        for nom, valeur in (proprietes or {}).items()
    )
    tete = '<?xml version="1.0" encoding="UTF-8"?>'
    types = {"/": GENRE, "content.xml": "text/xml", "meta.xml": "text/xml", "styles.xml": "text/xml"}
    entrees = "".join(
        f'<manifest:file-entry manifest:full-path="{nom}" manifest:media-type="{genre}"/>'
        for nom, genre in types.items()
    )
    parties = {
        "mimetype": GENRE,
        "META-INF/manifest.xml": f"{tete}<manifest:manifest {XMLNS}>{entrees}</manifest:manifest>",
        "meta.xml": f"{tete}<office:document-meta {XMLNS}><office:meta>{declarees}</office:meta>"
        "</office:document-meta>",
        "styles.xml": f"{tete}<office:document-styles {XMLNS}><office:styles/></office:document-styles>",
        "content.xml": f"{tete}<office:document-content {XMLNS}><office:scripts/>"
        f"<office:automatic-styles>{CACHE}</office:automatic-styles>{avant}<office:body><office:spreadsheet>"
        f"{corps}</office:spreadsheet></office:body></office:document-content>",
    }
    return rezip({nom: contenu.encode() for nom, contenu in parties.items()})


def to_ods(octets: bytes) -> bytes:
    """The same workbook as LibreOffice would save it as .ods: values, types, hidden sheets, notes, properties."""
    classeur: Any = load_workbook(io.BytesIO(octets))
    feuilles = []
    for page in classeur.worksheets:
        lignes = []
        for rangee in page.iter_rows():
            cellules = "".join(write_cellule(c.value, c.comment.text if c.comment else "") for c in rangee)
            lignes.append(f"<table:table-row>{cellules}</table:table-row>")
        feuilles.append(write_feuille(page.title, "".join(lignes), masquee=page.sheet_state != "visible"))
    return pack_ods("".join(feuilles), {p.name: str(p.value) for p in classeur.custom_doc_props.props})


def make_ods_maison(lignes: list[list[object]], titre: str = "Avancement") -> bytes:
    """A home-made .ods: one sheet, rows as given, no stamp; a cell may be given as XML."""
    return pack_ods(write_feuille(titre, "".join(write_ligne(ligne) for ligne in lignes)))


def patch_contenu(octets: bytes, change: Callable[[str], str], partie: str = "content.xml") -> bytes:
    """Rewrite a part of an .ods; it must change."""
    return patch(octets, partie, lambda c: change(c.decode()).encode())


def add_parties(octets: bytes, parties: Mapping[str, bytes], genre: str = "") -> bytes:
    """Add parts to an .ods, declared to be of a kind of content."""
    siennes = unzip(octets)
    if genre:
        declarees = "".join(
            f'<manifest:file-entry manifest:full-path="{nom}" manifest:media-type="{genre}"/>' for nom in parties
        )
        fin = b"</manifest:manifest>"
        manifeste = siennes["META-INF/manifest.xml"].replace(fin, declarees.encode() + fin)
        siennes["META-INF/manifest.xml"] = manifeste
    return rezip({**siennes, **parties})
