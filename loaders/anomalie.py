"""What is wrong with a cell, a row or a file, in the reader's words."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from models.cellule import Cellule
from models.remede import Canal, Remede, write_message

EXTRAIT_MAX = 60


class Gravite(StrEnum):
    """An error blocks its row; a warning is acknowledged by applying."""

    ERREUR = "erreur"
    AVERTISSEMENT = "avertissement"


@dataclass(frozen=True, slots=True)
class Anomalie:
    """One thing to fix or to know; `cellule` is None for the file as a whole, `valeur` what was read, cut short.

    `sujet` is what its row speaks of, empty where it is of none: « A16 (Consolider le recueil et…) ».
    """

    code: str
    constat: str
    gravite: Gravite = Gravite.ERREUR
    cellule: Cellule | None = None
    valeur: str | None = None
    remede: Remede | None = None
    sujet: str = ""

    @classmethod
    def sur(
        cls,
        cellule: Cellule | None,
        code: str,
        constat: str,
        *,
        entete: str = "",
        valeur: str = "",
        gravite: Gravite = Gravite.AVERTISSEMENT,
        remede: Remede | None = None,
    ) -> Anomalie:
        """Return what is to be said of a place, a warning unless told; `entete` is the header of its column."""
        dit = f"{entete} : {constat}" if entete else constat
        return cls(code, dit, gravite, cellule, cut_extrait(valeur) or None, remede)

    @property
    def message(self) -> str:
        """Return what commands print and publish."""
        return self.say(Canal.COMMANDE)

    def say(self, canal: Canal) -> str:
        """Return what is wrong and what to do, in the words of where it is read."""
        return write_message(self.constat, self.remede, canal)

    def begin(self, ou: str) -> str:
        """Return what a remark begins with: what its row speaks of, then where it stands."""
        return f"{self.sujet}, {ou}" if self.sujet else ou

    @property
    def feuille(self) -> str | None:
        """Return the sheet, None for the whole file."""
        return None if self.cellule is None else self.cellule.feuille

    @property
    def ligne(self) -> int | None:
        """Return the row, None for the whole sheet or a whole column."""
        return None if self.cellule is None else self.cellule.ligne

    @property
    def colonne(self) -> str | None:
        """Return the letters of the column, None when it is of none."""
        return None if self.cellule is None else self.cellule.colonne

    @property
    def place(self) -> str:
        """Return where it is, for a reader: « Avancement, cellule H7 »; « fichier » for the whole."""
        if self.cellule is None:
            return "fichier"
        feuille, colonne, ligne = self.cellule.feuille, self.cellule.colonne, self.cellule.ligne
        if ligne is None:
            return f"{feuille}, colonne {colonne}" if colonne else feuille
        return f"{feuille}, cellule {self.cellule.adresse}" if colonne else f"{feuille}, l. {ligne}"

    @property
    def rang(self) -> tuple[int, int, str]:
        """Return the place in its sheet as a sorting key: row, then column."""
        return self.ligne or 0, len(self.colonne or ""), self.colonne or ""

    def to_json(self) -> dict[str, Any]:
        """Return the form that commands publish."""
        adresse = self.cellule.adresse if self.cellule else ""
        return {
            "code": self.code,
            "message": f"{self.begin(adresse)} – {self.message}" if self.sujet else self.message,
            "gravite": self.gravite.value,
            "feuille": self.feuille,
            "ligne": self.ligne,
            "colonne": self.colonne,
            "valeur": self.valeur,
            "sujet": self.sujet or None,
        }


def cut_extrait(valeur: object) -> str:
    """Return a value short enough to be quoted in a message, on one line."""
    texte = " ".join(str(valeur).split())
    return texte if len(texte) <= EXTRAIT_MAX else texte[: EXTRAIT_MAX - 1] + "…"
