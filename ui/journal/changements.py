"""The changes of an entry, as one table, those of a row of the workbook under its name."""

from __future__ import annotations

from collections.abc import Sequence

from exports.blocs.table import Case, write_groupes
from models.changement import Changement
from models.plan import Plan
from models.trimestre import Trimestre
from phrases.format import FINE, format_compte, format_reste
from ui.kit.champs import find_libelle, name_cellule, name_ligne, name_sujet, write_valeur
from ui.socle.texte import RIEN, Html, escape_html

CHANGEMENTS_MAX = 300
DEJA_DIT = Html('<span class="sourdine">inchangé, les fichiers du plan le disent aussi désormais</span>')
"""What is noted when a file comes to say what an import said: the file leads again, the value does not move."""
_ENTETES = ("Donnée", "Avant", "Après", "Cellule")


def write_changements(plan: Plan, changements: Sequence[Changement]) -> Html:
    """Return how many changes there are and the first 300, before and after, grouped by row."""
    groupes: dict[tuple[str, str, str | None, str], list[Changement]] = {}
    for c in changements[:CHANGEMENTS_MAX]:
        groupes.setdefault((name_sujet(plan, c), c.reference, c.trimestre, name_ligne(c.cellule)), []).append(c)
    corps = (
        (_write_titre(sujet, t, ligne), map(_write_ligne, groupe)) for (sujet, _, t, ligne), groupe in groupes.items()
    )
    table = write_groupes("Changements de cette remontée", _ENTETES, corps, "changements")
    reste = len(changements) - CHANGEMENTS_MAX
    suite = f'<p class="note">{format_reste(reste)}.</p>' if reste > 0 else RIEN
    return f'<h3 class="sous-titre">{format_compte(len(changements), "changement")}</h3>{table}{suite}'


def _write_titre(sujet: str, trimestre: str | None, ligne: str) -> Html:
    """Return what a row of the workbook speaks of, then the quarter and the place."""
    lieu = " · ".join(filter(None, (Trimestre.parse(trimestre).libelle if trimestre else "", ligne)))
    precision = f' <span class="sourdine">{escape_html(lieu)}</span>' if lieu else RIEN
    return f"{escape_html(sujet)}{precision}"


def _write_ligne(c: Changement) -> list[Case]:
    formule = f"{FINE}(formule)" if c.formule else RIEN
    return [
        Case(escape_html(find_libelle(c.champ)), "donnee"),
        Case(write_valeur(c.objet, c.champ, c.avant, c.trimestre), "rien" if c.avant is None else "avant"),
        Case(DEJA_DIT if c.avant == c.apres else write_valeur(c.objet, c.champ, c.apres, c.trimestre), "apres"),
        Case(f"{escape_html(name_cellule(c.cellule) or '–')}{formule}", "lieu"),
    ]
