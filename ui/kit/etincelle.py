"""The small line under a figure: a picture of a few hundred bytes, drawn here rather than by a charting library."""

from __future__ import annotations

import base64
from collections.abc import Sequence

from ui.socle.texte import RIEN, Html, escape_html

LARGEUR, HAUTEUR, MARGE = 160, 28, 4


def build_etincelle(valeurs: Sequence[float | None], couleur: str) -> Html:
    """Return the address (`data:`) of a sparkline; None is skipped, fewer than two known values give an empty text."""
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
    trait = escape_html(couleur)
    svg = (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {LARGEUR} {HAUTEUR}" preserveAspectRatio="xMinYMid">'
        f'<polyline points="{ligne}" fill="none" stroke="{trait}" stroke-width="2" stroke-linejoin="round"/>'
        f'<circle cx="{x:.1f}" cy="{y:.1f}" r="3" fill="{trait}"/></svg>'
    )
    return escape_html(f"data:image/svg+xml;base64,{base64.b64encode(svg.encode()).decode()}")
