"""The small line under a figure: a picture of a few hundred bytes, drawn here rather than by a charting library.

It is a mask, which the style sheet fills with the colour of the ground: the same text serves both.
"""

from __future__ import annotations

import base64
from collections.abc import Sequence

from phrases.html import RIEN, Html, escape_html

LARGEUR, HAUTEUR, MARGE = 160, 28, 4


def write_etincelle(valeurs: Sequence[float | None], classe: str, mots: str = "") -> Html:
    """Return a sparkline as HTML; None is skipped, fewer than two known values give an empty text.

    `mots` says it to who does not see it; without them it is an ornament of what is written beside.
    """
    image = _build_image(valeurs)
    if not image:
        return RIEN
    lue = f'role="img" aria-label="{escape_html(mots)}"' if mots else Html('aria-hidden="true"')
    return f'<i class="etincelle {escape_html(classe)}" style="--image:url({image})" {lue}></i>'


def _build_image(valeurs: Sequence[float | None]) -> Html:
    """Return the address (`data:`) of the line, black on nothing."""
    connues = [v for v in valeurs if v is not None]
    if len(connues) < 2:
        return RIEN
    bas, haut = min(connues), max(connues)
    etendue = (haut - bas) or 1
    pas = (LARGEUR - 2 * MARGE) / max(len(valeurs) - 1, 1)
    points = [
        (MARGE + i * pas, HAUTEUR - MARGE - (v - bas) / etendue * (HAUTEUR - 2 * MARGE))
        for i, v in enumerate(valeurs)
        if v is not None
    ]
    ligne = " ".join(f"{x:.1f},{y:.1f}" for x, y in points)
    x, y = points[-1]
    svg = (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {LARGEUR} {HAUTEUR}" preserveAspectRatio="xMinYMid">'
        f'<polyline points="{ligne}" fill="none" stroke="#000" stroke-width="2" stroke-linejoin="round"/>'
        f'<circle cx="{x:.1f}" cy="{y:.1f}" r="3"/></svg>'
    )
    return escape_html(f"data:image/svg+xml;base64,{base64.b64encode(svg.encode()).decode()}")
