"""What a workbook says, once read: declarations, each tied to its cell, and what the editor said of the file."""

from __future__ import annotations

from dataclasses import dataclass

from models.cellule import Cellule
from models.changement import Valeur

RANG = "rang"
"""The field by which a name that is new makes an object."""


@dataclass(frozen=True, slots=True)
class Declaration:
    """One field that a cell sets (or erases). `trimestre` is None for what has no quarter: a new jalon's title."""

    objet: str
    reference: str
    champ: str
    trimestre: str | None
    valeur: Valeur
    cellule: Cellule
    efface: bool = False
    formule: bool = False

    @property
    def cle(self) -> tuple[str, str, str, str | None]:
        """Return what the declaration is of, as the key of a change."""
        return self.objet, self.reference, self.champ, self.trimestre


@dataclass(frozen=True, slots=True)
class LigneLue:
    """A row read: its sheet and number (the key of a tick on the screen), its action, what it declares.

    `action` is the empty text for a row that speaks of none; `trimestre` is that of a row which has one of its own,
    whatever the file is of; `page` the sheet of a table that is not ours.
    """

    feuille: str
    numero: int
    action: str
    reference: str
    declarations: tuple[Declaration, ...] = ()
    trimestre: str | None = None
    page: str = ""

    @property
    def cle(self) -> str:
        """Return the row's name: `Avancement!7`."""
        return str(Cellule(self.page or self.feuille, ligne=self.numero))
