"""An empty document of ours: its styles, its numbering, its theme, its language, and nothing of another template."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path
from typing import Any, Final

DOSSIER: Final = Path(__file__).parent / "modele"
ETRANGERS: Final = ("stylesWithEffects", "customXml", "thumbnail", "webSettings")
"""Parts of the template of python-docx that a document of ours leaves."""
A4: Final = (11906, 16838)
MARGES: Final = {"top": 1418, "right": 1247, "bottom": 1247, "left": 1247, "header": 624, "footer": 567, "gutter": 0}
"""In twentieths of a point."""


def build_document(titre: str, quand: datetime) -> Any:
    """Return an empty A4 document, in French, dated from the data; colours and fonts are those of its theme."""
    from docx import Document

    document = Document()
    _set_parties(document)
    document.element.body.clear_content()
    _set_page(document)
    proprietes = document.core_properties
    proprietes.title, proprietes.language = titre, "fr-FR"
    proprietes.author = proprietes.comments = proprietes.last_modified_by = proprietes.keywords = ""
    proprietes.created = proprietes.modified = quand
    return document


def _set_parties(document: Any) -> None:
    from docx.opc.constants import RELATIONSHIP_TYPE
    from docx.oxml import parse_xml

    partie = document.part
    for relations in (partie.rels, partie.package.rels):
        for cle in [c for c, r in relations.items() if r.reltype.rpartition("/")[2] in ETRANGERS]:
            del relations[cle]
    for nom, genre in (("theme", RELATIONSHIP_TYPE.THEME), ("fontTable", RELATIONSHIP_TYPE.FONT_TABLE)):
        partie.part_related_by(genre)._blob = _read(nom)
    for nom in ("styles", "numbering", "settings"):
        partie.part_related_by(getattr(RELATIONSHIP_TYPE, nom.upper()))._element = parse_xml(_read(nom))


def _read(nom: str) -> bytes:
    return (DOSSIER / f"{nom}.xml").read_bytes()


def _set_page(document: Any) -> None:
    from docx.shared import Twips

    section = document.sections[0]
    section.page_width, section.page_height = map(Twips, A4)
    for nom, valeur in MARGES.items():
        setattr(
            section,
            nom if nom == "gutter" else f"{nom}_distance" if nom in ("header", "footer") else f"{nom}_margin",
            Twips(valeur),
        )
