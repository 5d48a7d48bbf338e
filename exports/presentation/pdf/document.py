"""The hand-out as bytes: a tagged PDF (PDF/UA-1) that the same story always gives to the last byte."""

from __future__ import annotations

from datetime import UTC, datetime, time
from pathlib import Path

from exports.presentation.pdf.donnees import dump_recit
from exports.presentation.pdf.signes import POLICES
from exports.presentation.pieces import Recit

MODELE = Path(__file__).parent / "modele"
AUTEUR = "Tableau de bord"


def build_pdf(recit: Recit, adresse_base: str = "", auteur: str = AUTEUR) -> bytes:
    """Return the hand-out of a story, its annexes left to the other outputs.

    `adresse_base` is where the screens are served (« https://exemple.fr »): each section then links to its own; no link
    without. Made with the fonts of this room alone and dated of the last day of the story: the machine and the day that
    it is made change nothing.
    """
    import typst

    jour = datetime.combine(recit.periode.jusqu_a.dernier_jour, time(), UTC)
    return typst.compile(
        MODELE / "feuille.typ",
        root=MODELE,
        font_paths=[POLICES],
        ignore_system_fonts=True,
        sys_inputs={"recit": dump_recit(recit, adresse_base, auteur)},
        pdf_standards="ua-1",
        timestamp=jour,
    )
