"""What a template of the deck is known by: the names of its layouts, which any other template must bear too."""

from __future__ import annotations

from enum import StrEnum


class Gabarit(StrEnum):
    """A layout, by the name that PowerPoint shows."""

    TITRE = "Titre"
    SECTION = "Section"
    DESSIN = "Constat et dessin"
    TABLEAU = "Constat et tableau"
    NOMBRES = "Constat et nombres"
    TEXTE = "Constat et texte"
    COLONNES = "Deux colonnes"


DECORATIF = (
    '<a:extLst xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main"><a:ext '
    'uri="{C183D7F6-B498-43B3-948B-1728B52AA6E4}"><adec:decorative '
    'xmlns:adec="http://schemas.microsoft.com/office/drawing/2017/decorative" val="1"/></a:ext></a:extLst>'
)
"""What marks a shape as saying nothing, for who does not see it."""

CHAMP_NUMERO = "{7A5F3C52-3B1E-4C55-9A31-0C5B2D1E9F01}"
"""What names the field of a slide's number: any identifier does, the same everywhere."""
