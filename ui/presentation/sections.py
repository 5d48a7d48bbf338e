"""The sections told, as one list: a tick and two arrows a line, each an address that `ui/francais.js` opens in place.

A control of the framework's for each would cost as much as everything else on the screen, four times over.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from exports.blocs.liens import PAGE_PRESENTATION, find_adresse
from exports.presentation.recit import SECTIONS
from ui.presentation.choix import CLE_SECTIONS, Choix, list_rangees, move_section, toggle_section
from ui.socle.memoire import keep
from ui.socle.texte import Html, escape_html

_FLECHES: Final = ((-1, "plus tôt", "arrow_upward"), (1, "plus tard", "arrow_downward"))


@keep(32)
def write_sections(choix: Choix, adresse: tuple[tuple[str, str], ...]) -> Html:
    """Return the list under its title; `adresse` is what the links keep of the address of the screen."""
    lignes = "".join(_write_ligne(choix, dict(adresse), cle) for cle in list_rangees(choix.sections))
    return f'<h2 class="partie">Sections</h2><ul class="sections">{lignes}</ul>'


def _write_ligne(choix: Choix, adresse: Mapping[str, str], cle: str) -> Html:
    dite = cle in choix.sections
    icone, cochee = ("check_box", "true") if dite else ("check_box_outline_blank", "false")
    lien = _write_lien(
        toggle_section(choix, cle),
        adresse,
        f'role="checkbox" aria-checked="{escape_html(cochee)}" data-foyer="{escape_html(cle)}"',
        f'<span class="icone" aria-hidden="true">{escape_html(icone)}</span> {escape_html(SECTIONS[cle])}',
    )
    fleches = "".join(_write_fleche(choix, adresse, cle, *f) for f in _FLECHES)
    return f"<li>{lien}{fleches}</li>"


def _write_fleche(choix: Choix, adresse: Mapping[str, str], cle: str, pas: int, sens: str, icone: str) -> Html:  # noqa: PLR0917
    """Return what tells a section earlier or later; its place alone where it can go no further, or is not told."""
    signe = f'<span class="icone" aria-hidden="true">{escape_html(icone)}</span>'
    deplace = move_section(choix, cle, pas) if cle in choix.sections else choix
    if deplace == choix:
        return f'<span class="fleche" aria-hidden="true">{signe}</span>'
    nom, foyer = escape_html(f"{SECTIONS[cle]} {sens}"), escape_html(f"{cle} {pas}")
    attributs = f'role="button" title="{nom}" aria-label="{nom}" data-foyer="{foyer}"'
    return _write_lien(deplace, adresse, attributs, signe, "fleche")


def _write_lien(choix: Choix, adresse: Mapping[str, str], attributs: Html, contenu: Html, classe: str = "") -> Html:
    reste = {cle: valeur for cle, valeur in adresse.items() if cle != CLE_SECTIONS}
    cible = find_adresse(PAGE_PRESENTATION, reste | ({CLE_SECTIONS: choix.adresse} if choix.adresse else {}))
    classes = escape_html(f"ecran sur-place {classe}".strip())
    return f'<a class="{classes}" href="{escape_html(cible)}" {attributs}>{contenu}</a>'
