"""What is wrong with a cell, a row or a file, in the reader's words."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from enum import StrEnum
from typing import Any

EXTRAIT_MAX = 60


class Gravite(StrEnum):
    """An error blocks its row; a warning is acknowledged by applying."""

    ERREUR = "erreur"
    AVERTISSEMENT = "avertissement"


@dataclass(frozen=True, slots=True)
class Anomalie:
    """One thing to fix or to know. Place fields are None for the file as a whole; `valeur` is what was read, cut."""

    code: str
    message: str
    gravite: Gravite = Gravite.ERREUR
    feuille: str | None = None
    ligne: int | None = None
    colonne: str | None = None
    valeur: str | None = None

    @property
    def place(self) -> str:
        """Return where it is, for a reader: « Avancement, cellule H7 »; « fichier » for the whole."""
        if self.feuille is None:
            return "fichier"
        if self.ligne is None:
            return f"{self.feuille}, colonne {self.colonne}" if self.colonne else self.feuille
        return (
            f"{self.feuille}, cellule {self.colonne}{self.ligne}"
            if self.colonne
            else f"{self.feuille}, l. {self.ligne}"
        )

    @property
    def rang(self) -> tuple[int, int, str]:
        """Return the place in its sheet as a sorting key: row, then column."""
        return self.ligne or 0, len(self.colonne or ""), self.colonne or ""

    def to_json(self) -> dict[str, Any]:
        """Return the form that `--json` prints."""
        return {**asdict(self), "gravite": self.gravite.value}


def cut_extrait(valeur: object) -> str:
    """Return a value short enough to be quoted in a message, on one line."""
    texte = " ".join(str(valeur).split())
    return texte if len(texte) <= EXTRAIT_MAX else texte[: EXTRAIT_MAX - 1] + "…"
