"""A place in a workbook: a cell, or the row, the column or the sheet where no single cell is meant."""

from __future__ import annotations

import re
from dataclasses import dataclass

_FORME = re.compile(r"(?P<feuille>.+?)(?:!(?P<colonne>[A-Z]{0,3})(?P<ligne>\d*))?", re.DOTALL)


@dataclass(frozen=True, slots=True)
class Cellule:
    """A sheet by its name, a column by its letters, a row by its number; None for what is not said."""

    feuille: str
    colonne: str | None = None
    ligne: int | None = None

    @classmethod
    def parse(cls, texte: str) -> Cellule:
        """Return the place that a text names, `Avancement!H7` or `Avancement!7`; raise ValueError for an empty one."""
        trouve = _FORME.fullmatch(texte)
        if trouve is None:
            raise ValueError(texte)
        return cls(trouve["feuille"], trouve["colonne"] or None, int(trouve["ligne"]) if trouve["ligne"] else None)

    @property
    def adresse(self) -> str:
        """Return what stands after the sheet: `H7`, `7`, `H`, or nothing."""
        return f"{self.colonne or ''}{self.ligne or ''}"

    def __str__(self) -> str:
        """Return the form that is stored and published: `Avancement!H7`."""
        return f"{self.feuille}!{self.adresse}" if self.adresse else self.feuille
