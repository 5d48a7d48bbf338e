"""What sheets are made of: parts under a title, the dash of what nobody said, a measured value."""

from __future__ import annotations

from models.plan import Indicateur
from phrases.format import FINE, format_mesure
from ui.socle.texte import RIEN, Html, escape_html

VIDE = Html('<span class="sourdine">–</span>')
COMPTE = "nombre"
"""What the référentiel gives as the unit of what is merely counted."""


def write_section(titre: str, corps: Html) -> Html:
    """Return a part of a sheet under its title (plain text)."""
    return f'<h3 class="sous-titre">{escape_html(titre)}</h3>{corps}'


def write_mesure(valeur: float | None, indicateur: Indicateur) -> Html:
    """Return a value with its unit, a dash when unknown; a plain count has no unit to be shown."""
    unite = indicateur.unite if indicateur.unite != COMPTE else None
    suite = f"{FINE}{escape_html(unite)}" if unite else RIEN
    return VIDE if valeur is None else f"{format_mesure(valeur)}{suite}"
