"""The change as data: what is previewed, applied, journalled and inverted is this one record."""

from __future__ import annotations

from dataclasses import dataclass, replace

from models.cellule import Cellule

Valeur = str | int | float | bool | None
"""A stored value as JSON knows it; dates are ISO texts (`2026-09-30`)."""


@dataclass(frozen=True, slots=True)
class Changement:
    """One field of one object, before and after.

    `trimestre` is None for the tree, which has no quarter. `avant` is what is stored *for that quarter* (None when
    nothing was); the value carried from an earlier quarter is never in it. `cellule` is where a workbook says it, None
    when the change comes from none; `formule` tells that the value was computed by the spreadsheet.
    """

    objet: str
    reference: str
    champ: str
    trimestre: str | None
    avant: Valeur
    apres: Valeur
    cellule: Cellule | None = None
    formule: bool = False

    @property
    def cle(self) -> tuple[str, str, str, str | None]:
        """Return what identifies the cell of the database that this change writes."""
        return self.objet, self.reference, self.champ, self.trimestre

    def invert(self) -> Changement:
        """Return the change that takes this one back; it has no cell of its own."""
        return replace(self, avant=self.apres, apres=self.avant, cellule=None, formule=False)
