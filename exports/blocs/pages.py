"""Long lists, a page at a time: what a page holds, the way to the others."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from exports.blocs.liens import write_lien
from phrases.format import FINE, format_nombre
from phrases.html import RIEN, Html, escape_html

PAGE = "page"
"""Name, in the address, of the page of a list; not bound to a widget: links lead to the pages."""
PAR_PAGE = 200
"""Rows of a page: more than any known plan has, few enough for a document of 400 kB at most."""


@dataclass(frozen=True, slots=True)
class Decoupe:
    """A page of a list: its number, from 1, of how many; how many items the list holds, how many a page at most."""

    numero: int
    total: int
    par_page: int = PAR_PAGE

    @property
    def pages(self) -> int:
        """Return how many pages there are, one at least."""
        return max(-(-self.total // self.par_page), 1)

    @property
    def tranche(self) -> slice:
        """Return which items of the list are on this page."""
        return slice((self.numero - 1) * self.par_page, self.numero * self.par_page)

    @property
    def adresse(self) -> dict[str, str]:
        """Return what an address says of this page: nothing of the first one."""
        return {PAGE: str(self.numero)} if self.numero > 1 else {}


def write_rangs(page: Decoupe, nom: str) -> Html:
    """Return « Page 2 sur 20 : actions 201 à 400 sur 4 000 », to stand above the list; empty when it is whole."""
    if page.pages == 1:
        return RIEN
    debut, fin, _ = page.tranche.indices(page.total)
    rangs = f"{nom} {format_nombre(debut + 1)} à {format_nombre(fin)} sur {format_nombre(page.total)}"
    return f'<p class="note page-lue">{escape_html(f"{_name_page(page)}{FINE}: {rangs}")}</p>'


def write_pages(page: Decoupe, liste: str, fichier: str, adresse: Mapping[str, str]) -> Html:
    """Return the way to the pages around one, empty when there is no other.

    `liste` says what is read page after page; `adresse` is that of the list on its screen, without its page.
    """
    if page.pages == 1:
        return RIEN

    def link(texte: Html, vers: int) -> Html:
        if not 1 <= vers <= page.pages:
            return RIEN
        suite = {**adresse, **Decoupe(vers, page.total, page.par_page).adresse}
        return f"<li>{write_lien(fichier, texte, suite)}</li>"

    return (
        f'<nav class="pages" aria-label="Pages {escape_html(liste)}"><ul>{link(Html("Précédente"), page.numero - 1)}'
        f'<li aria-current="page">{escape_html(_name_page(page))}</li>'
        f"{link(Html('Suivante'), page.numero + 1)}</ul></nav>"
    )


def write_coupe(montrees: int, total: int, suite: str) -> Html:
    """Return that a list shows its first rows alone, and where the others are (`suite`); empty when it shows all."""
    if montrees >= total:
        return RIEN
    dit = f"Les {format_nombre(montrees)} premières lignes sur {format_nombre(total)}{FINE}: {suite}"
    return f'<p class="note page-lue">{escape_html(dit)}</p>'


def _name_page(page: Decoupe) -> str:
    return f"Page {page.numero} sur {page.pages}"
