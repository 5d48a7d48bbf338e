"""What names a row: the text of its key, what it turns out to speak of, and the rule that a sheet has for it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from loaders.lignes.declaration import Declaration
from loaders.lignes.rangee import Rangee
from loaders.lignes.validateur import Validateur
from models.colonnes import CODE, EFFACER, Colonne

Resolution = tuple[str | None, list[Declaration]]
RIEN: Resolution = (None, [])
REMEDE = "Complétez cette cellule, ou videz la ligne."
Resolue = tuple[str, str, list[Declaration]]
"""The action of a row (empty for none), the reference it speaks of, what must be created for it."""


@dataclass(frozen=True, slots=True)
class Regle:
    """How the rows of a sheet are understood.

    `resolve` returns what a row speaks of, None when it says nothing or its key is wrong; `prepare` looks at every row
    of the sheet before the first is resolved; `write_reste` says, in a sentence, what stays shown of a column for want
    of a value in this row, nothing when nothing does; `names` tells a row that gives a new name, be it « Total »;
    `situate` returns the quarter of a row by its reference, where each row has its own.
    """

    resolve: Callable[[Validateur, Rangee], Resolue | None]
    prepare: Callable[[Validateur, Sequence[Rangee]], None] | None = None
    write_reste: Callable[[Validateur, Rangee, Colonne], str] | None = None
    names: Callable[[Rangee], bool] | None = None
    situate: Callable[[Validateur, Rangee, str], str | None] | None = None


def read_cle(validateur: Validateur, rangee: Rangee, colonne: Colonne, code_de: str = "d’action") -> str:
    """Return the text of a row's key; record the anomaly of a filled row without one (`code_de` says of what)."""
    if colonne in rangee.valeurs and rangee.valeurs[colonne].efface:
        message = f"{EFFACER} ne retire pas une ligne entière : rétablissez cette case, puis effacez les cases voulues."
        validateur.add(rangee, colonne, "cle_effacee", message)
        return ""
    if colonne not in rangee.valeurs and rangee.valeurs and colonne not in rangee.fautives:
        if colonne is CODE:
            validateur.add(
                rangee, colonne, "code_manquant", f"cette ligne est remplie mais n’a pas de code {code_de}. {REMEDE}"
            )
        else:
            validateur.add(
                rangee, colonne, "libelle_manquant", f"cette ligne est remplie mais cette cellule est vide. {REMEDE}"
            )
    return rangee.read_texte(colonne)
