"""What opens on demand: a line over the rest, a list whose first items alone are in sight."""

from __future__ import annotations

from collections.abc import Sequence

from phrases.html import RIEN, Html, escape_html


def write_pli(resume: Html, corps: Html, classe: str = "", *, ouvert: bool = False) -> Html:
    """Return a line and what opens under it, both HTML; `classe` is added to the one of every fold."""
    classes = escape_html(f"suite {classe}".strip())
    return f'<details class="{classes}"{" open" if ouvert else ""}><summary>{resume}</summary>{corps}</details>'


def write_debut(items: Sequence[Html], en_vue: int, nom: str = "") -> Html:
    """Return a list (items are HTML) whose first ones are in sight, the others folded; `nom` says what one item is."""
    reste = items[en_vue:]
    if not reste:
        return _write_liste(items)
    mots = f"Voir l’autre {nom}" if len(reste) == 1 else f"Voir les {len(reste)} autres {nom and f'{nom}s'}"
    return _write_liste(items[:en_vue]) + write_pli(escape_html(mots.strip()), _write_liste(reste), "reste")


def _write_liste(items: Sequence[Html]) -> Html:
    return f'<ul class="attentes">{"".join(f"<li>{item}</li>" for item in items)}</ul>' if items else RIEN
