"""What tests of the deck look for in it."""

from __future__ import annotations

import zipfile
from io import BytesIO

from lxml import etree

A = "{http://schemas.openxmlformats.org/drawingml/2006/main}"
C = "{http://schemas.openxmlformats.org/drawingml/2006/chart}"


def find_slide(deck, titre: str):
    """The first slide whose title begins so."""
    return next(
        s for s in deck.slides if s.shapes.title is not None and s.shapes.title.text_frame.text.startswith(titre)
    )


def find_objet(slide):
    """The chart or the table of a slide."""
    return next(s for s in slide.shapes if s.has_chart or s.has_table)


def read_parties(octets: bytes, debut: str) -> dict[str, etree._Element]:
    """The XML parts whose names begin so."""
    with zipfile.ZipFile(BytesIO(octets)) as archive:
        noms = [n for n in archive.namelist() if n.startswith(debut) and n.endswith(".xml")]
        return {nom: etree.fromstring(archive.read(nom)) for nom in noms}


def find_taille(forme) -> float:
    """The size of the words of a placeholder that says none: that of its layout."""
    idx = forme.placeholder_format.idx
    zone = next(p for p in forme.part.slide.slide_layout.placeholders if p.placeholder_format.idx == idx)
    return int(zone._element.xpath(".//a:lvl1pPr/a:defRPr/@sz")[0]) / 100
