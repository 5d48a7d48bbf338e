"""What each screen shows first, as HTML: the same texts as the session draws, from the same functions.

Only what stands above the first control: what a reader may have chosen there, the document does not know.
"""

from __future__ import annotations

from collections.abc import Callable

from ui.socle.texte import Html
from ui.socle.vue import Vue
from ui.synthese.arbre import write_arbre  # a first page is its screen's own words
from ui.synthese.blocs import write_attentes, write_tete  # a first page is its screen's own words


def _write_synthese(vue: Vue) -> Html:
    if not vue.plan.trimestres_renseignes:
        return Html("")
    gauche = f'<div class="stColumn" style="--part:2">{_frame(write_attentes(vue))}</div>'
    corps = f'{gauche}<div class="stColumn" style="--part:3">{_frame(write_arbre(vue))}</div>'
    return f'{_frame(write_tete(vue))}<div class="st-key-corps"><div class="stHorizontalBlock">{corps}</div></div>'


def _frame(contenu: Html) -> Html:
    """Return a block as the framework sets one."""
    return f'<div><div class="stHtml">{contenu}</div></div>'


PREMIERS: dict[str, tuple[Callable[[Vue], Html], str]] = {"synthese.py": (_write_synthese, "table.arbre")}
"""By screen: what writes it, and what the session has drawn once it can take over."""
