"""The field of the menu, where words are looked for on every screen: a form of the page, not a widget.

A widget would run the screen shown once more at each search; this one only opens an address (`ui/francais.js`).
"""

from __future__ import annotations

from typing import Final

from exports.blocs.liens import PAGE_RECHERCHE, find_adresse
from ui.socle.texte import Html, escape_html

MOTS: Final = "mots"
"""What the address calls the words looked for: the lists keep names of their own."""
LONGUEUR: Final = 200
"""Characters of a search that are read; what an address holds beyond is left out."""


def write_champ() -> Html:
    """Return the field: Enter, or its button, opens the results."""
    return (
        f'<form class="chercher" role="search" action="{escape_html(find_adresse(PAGE_RECHERCHE))}" method="get">'
        f'<label for="chercher">Chercher</label><div><input id="chercher" type="search" name="{MOTS}" '
        f'maxlength="{LONGUEUR}" autocomplete="off" enterkeyhint="search" placeholder="Un code, un mot…">'
        '<button type="submit" aria-label="Chercher">'
        '<span class="icone loupe" aria-hidden="true">search</span></button></div></form>'
    )
