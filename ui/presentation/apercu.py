"""The pages of the story one under the other, each with what is to be said and the figures of its drawing folded below.

The same document is projected: `ui/projection.js` shows one page of it at a time.
"""

from __future__ import annotations

from typing import Final

from exports.blocs.pli import write_pli
from exports.presentation.html.ecriture import write_page, write_table
from exports.presentation.html.pages import Page, list_pages
from exports.presentation.pieces import Recit, Section
from exports.presentation.sections import decisions
from phrases.format import FINE
from ui.socle.texte import RIEN, Html, escape_html

DECISIONS: Final = decisions.CLE
SAISIR: Final = Html(
    '<button type="button" class="saisir" data-saisir><span class="icone" aria-hidden="true">gavel</span> '
    "Noter une décision prise (touche D)</button>"
)
"""What opens the entry of the décisions, projected too; hidden to who may not write."""
A_DIRE: Final = "À dire, et d’où viennent ces chiffres"


def write_apercu(recit: Recit) -> Html:
    """Return the story, its annexes under a title of their own."""
    pages = list_pages(recit)
    histoire = "".join(_write(p, recit) for p in pages if not _is_annexe(p))
    annexes = "".join(_write(p, recit) for p in pages if _is_annexe(p))
    suite = f'<h2 class="partie sans-projection">Annexes</h2>{annexes}' if annexes else RIEN
    return (
        f'<div class="diapos" tabindex="-1">{histoire}{suite}</div>'
        '<p class="lecteur" aria-live="polite" data-annonce></p>'
    )


def _is_annexe(page: Page) -> bool:
    return page.numero.startswith("Annexe")


def _write(page: Page, recit: Recit) -> Html:
    pli = _write_note(page.section) if page.section is not None and page.section.note and page.premiere else RIEN
    saisir = SAISIR if page.cle == DECISIONS else RIEN
    return f'<div class="page-recit">{write_page(page, recit)}{saisir}{pli}</div>'


def _write_note(section: Section) -> Html:
    lignes = "".join(f"<p>{escape_html(ligne)}</p>" for ligne in section.note.splitlines() if ligne)
    if section.remarque:
        lignes = f'<p class="remarque"><strong>Votre note</strong>{FINE}: {escape_html(section.remarque)}</p>{lignes}'
    table = f'<div class="diapo-table">{write_table(section.table)}</div>' if section.dessin and section.table else RIEN
    adresse = escape_html(section.adresse.removeprefix("/"))
    ecran = f'<p><a class="ecran" href="{adresse}">Ouvrir l’écran qui montre ces chiffres</a></p>'
    return write_pli(escape_html(A_DIRE), f"{lignes}{table}{ecran}", "note-recit")
