"""What people add around the cells, and no cell holds: notes, threads, pictures, text struck through (fault 69).

It was all inflated, counted and found to be without a document type before; what is odd here is left out, and refuses
nothing: it is told, never read.
"""

from __future__ import annotations

import posixpath
import re
import zipfile
from collections.abc import Iterator
from xml.etree import ElementTree as Xml

from loaders.lecture.lecteur.places import REFERENCE, column_letters

ARBRE_MAX = 8 * 2**20
AJOUTS_MAX = 200
"""How many a sheet gives."""
EXTRAIT = 200
FEUILLES = re.compile(r"xl/worksheets/[^/]+\.xml")
AUTEUR_GABARIT = "Tableau de bord"
"""The author of the notes that a workbook is printed with."""
AUTEUR_CONTROLE = "Contrôle du classeur"
"""The author of the notes of a marked workbook; what its owner had written stands above this name and a colon."""
CONNU = ("Déjà connu :", "Connu depuis le ")
"""What our notes begin with, where a program kept them without their author."""
COPIE_D_UN_FIL = "tc="
"""What the author of a note begins with when it only copies a thread for older programs."""

Releve = tuple[str, str, str]
"""A kind (`note`, `fil`, `image`, `zone`, `barre`), the cell where it stands, its text."""


def collect_ajouts(archive: zipfile.ZipFile) -> dict[str, list[Releve]]:
    """Return what was added to each sheet, by the name of its part."""
    styles, chaines = _list_styles_barres(archive), _list_chaines_barrees(archive)
    ajouts = {}
    for partie in filter(FEUILLES.fullmatch, archive.namelist()):
        ajouts[partie] = [*_iter_attaches(archive, partie), *_iter_barres(archive, partie, styles, chaines)]
    return ajouts


def pick_note(auteur: str, texte: str) -> str:
    """Return what others than us wrote in a note: of one that we wrote below theirs, what is theirs; else nothing.

    `auteur` is empty where the program that saved the workbook did not keep it.
    """
    texte, dessous, _ = texte.partition(f"{AUTEUR_CONTROLE} :")
    notre = auteur == AUTEUR_GABARIT or texte.startswith(CONNU) or (auteur == AUTEUR_CONTROLE and not dessous)
    return "" if notre or auteur.startswith(COPIE_D_UN_FIL) else texte.strip()


def _parse(archive: zipfile.ZipFile, partie: str, motif: bytes = b"") -> Xml.Element:
    """Return the root of a part; an empty one where there is none, it is too long, or `motif` does not stand in it."""
    try:
        info = archive.getinfo(partie)
        octets = archive.read(info) if info.file_size <= ARBRE_MAX else b""
        return Xml.fromstring(octets) if octets and motif in octets else Xml.Element("rien")  # noqa: S314
    except (KeyError, Xml.ParseError):
        return Xml.Element("rien")


def _iter(element: Xml.Element, nom: str) -> Iterator[Xml.Element]:
    """Yield the elements of a name below another, whatever their namespace."""
    return element.iterfind(f".//{{*}}{nom}")


def _write(element: Xml.Element) -> str:
    return "".join(t.text or "" for t in _iter(element, "t")).strip()


def _iter_attaches(archive: zipfile.ZipFile, partie: str) -> Iterator[Releve]:
    """Yield what stands beside the cells of a sheet, in parts of their own."""
    dossier, nom = posixpath.split(partie)
    for lien in _iter(_parse(archive, f"{dossier}/_rels/{nom}.rels"), "Relationship"):
        cible = posixpath.normpath(posixpath.join(f"/{dossier}", lien.get("Target", ""))).lstrip("/")
        genre = lien.get("Type", "").rpartition("/")[2]
        if genre == "comments":
            yield from _iter_notes(_parse(archive, cible))
        elif genre == "threadedComment":
            for fil in _iter(_parse(archive, cible), "threadedComment"):
                yield "fil", _read_place(fil.get("ref", "")), "".join(t.text or "" for t in _iter(fil, "text")).strip()
        elif genre == "drawing":
            yield from _iter_dessins(_parse(archive, cible))


def _iter_notes(racine: Xml.Element) -> Iterator[Releve]:
    """Yield the notes that somebody wrote."""
    auteurs = [a.text or "" for a in _iter(racine, "author")]
    for note in _iter(racine, "comment"):
        rang = note.get("authorId", "")
        auteur = auteurs[int(rang)] if rang.isdecimal() and int(rang) < len(auteurs) else ""
        if texte := pick_note(auteur, _write(note)):
            yield "note", _read_place(note.get("ref", "")), texte


def _read_place(reference: str) -> str:
    """Return the cell that a reference names; the corner of the sheet when it names none."""
    propre = reference.upper().replace("$", "")
    return propre if REFERENCE.fullmatch(propre) else "A1"


def _iter_dessins(racine: Xml.Element) -> Iterator[Releve]:
    """Yield the pictures of a sheet, charts among them, and its boxes of text, each at its upper left cell."""
    for ancre in racine:
        depuis = next(_iter(ancre, "from"), None)
        rangs = [next(_iter(depuis, x), None) for x in ("col", "row")] if depuis is not None else []
        lus = [int(r.text or "") for r in rangs if r is not None and (r.text or "").isdecimal()]
        place = f"{column_letters(lus[0] + 1)}{lus[1] + 1}" if len(lus) == 2 else "A1"
        if next(_iter(ancre, "pic"), None) is not None or next(_iter(ancre, "graphicFrame"), None) is not None:
            yield "image", place, ""
        elif texte := _write(ancre):
            yield "zone", place, texte


def _is_barre(police: Xml.Element | None) -> bool:
    """Return whether a font strikes its text through."""
    barre = None if police is None else next(_iter(police, "strike"), None)
    return barre is not None and barre.get("val", "1") not in ("0", "false")


def _list_styles_barres(archive: zipfile.ZipFile) -> set[str]:
    """Return the styles of cells that strike their text through, by their number."""
    racine = _parse(archive, "xl/styles.xml", b"strike")
    polices = [_is_barre(p) for liste in _iter(racine, "fonts") for p in liste]
    formats = [x.get("fontId", "") for liste in _iter(racine, "cellXfs") for x in liste]
    return {str(rang) for rang, x in enumerate(formats) if x.isdecimal() and int(x) < len(polices) and polices[int(x)]}


def _list_chaines_barrees(archive: zipfile.ZipFile) -> dict[str, str]:
    """Return the shared texts of which a part is struck through, by their number: that part."""
    racine = _parse(archive, "xl/sharedStrings.xml", b"strike")
    barrees = ((str(rang), _write_barre(chaine)) for rang, chaine in enumerate(_iter(racine, "si")))
    return {rang: texte for rang, texte in barrees if texte}


def _write_barre(chaine: Xml.Element) -> str:
    """Return the part of a text that is struck through."""
    return " ".join(filter(None, (_write(r) for r in _iter(chaine, "r") if _is_barre(next(_iter(r, "rPr"), None)))))


def _iter_barres(archive: zipfile.ZipFile, partie: str, styles: set[str], chaines: dict[str, str]) -> Iterator[Releve]:
    """Yield the cells that show a text struck through, whole or in part."""
    for cellule in _iter(_parse(archive, partie, b"" if styles or chaines else b"strike"), "c"):
        valeur = next(_iter(cellule, "v"), None)
        rang = (valeur.text or "") if valeur is not None and cellule.get("t") == "s" else ""
        barre = chaines.get(rang, "") or _write_barre(cellule)
        pleine = valeur is not None or next(_iter(cellule, "is"), None) is not None
        if barre or (pleine and cellule.get("s", "0") in styles):
            yield "barre", cellule.get("r", "").upper(), barre
