"""The drawings of the story on the pages of a site, each with its figures in a table under it."""

from __future__ import annotations

from exports.blocs.mots import write_constat, write_note
from exports.blocs.pli import write_pli
from exports.presentation.html.dessins import write_dessin
from exports.presentation.html.ecriture import write_table
from exports.presentation.pieces import Section
from phrases.html import RIEN, Html


def write_figure(section: Section | None) -> Html:
    """Return the drawing of a section under its finding, its figures folded below; nothing where it draws nothing."""
    if section is None or section.dessin is None:
        return RIEN
    notes = "".join(write_note(texte.entier) for texte in section.textes)
    nombres = RIEN
    if section.table is not None:
        nombres = write_pli(Html("Les nombres de ce dessin"), f'<div class="diapo">{write_table(section.table)}</div>')
    dessin = write_dessin(section.dessin, section.alternative)
    return (
        f'<section class="bloc illustration">{write_constat(section.constat)}<div class="diapo">{dessin}</div>{notes}'
        f"{nombres}</section>"
    )
