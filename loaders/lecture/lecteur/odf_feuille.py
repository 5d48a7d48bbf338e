"""A sheet of an OpenDocument workbook being read: what it holds, what it hides, how far it goes."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import Any

from loaders.lecture.lecteur.bornes import (
    ANORMAL,
    CELLULES_MAX,
    COLONNES_EXCEL,
    COLONNES_MAX,
    FUSIONS_MAX,
    LIGNES_MAX,
    LIGNES_RECONNUES,
    TITRE_MAX,
    Refuse,
)
from loaders.lecture.lecteur.etendue import Etendue
from loaders.lecture.lecteur.places import column_letters

_CACHES = ("collapse", "filter")
_INTERDITS = re.compile(r"[\\*?:/\[\]\x00-\x1f]")
"""What the name of a sheet of .xlsx cannot hold."""


def name_feuille(nom: str, pris: list[str]) -> str:
    """Return the name of a sheet, as a .xlsx could bear it: the workbook handed back is one."""
    propre = _INTERDITS.sub("_", nom)[:TITRE_MAX] or "Feuille"
    rang, unique = 1, propre
    while unique.lower() in {p.lower() for p in pris}:
        rang += 1
        unique = f"{propre[: TITRE_MAX - len(str(rang)) - 3]} ({rang})"
    return unique


@dataclass
class FeuilleOdf:
    """A sheet: its filled cells by row then letter, its merges, what it hides, its notes by place."""

    nom: str
    masquee: bool
    lignes: list[tuple[int, dict[str, dict[str, Any]]]] = field(default_factory=list)
    fusions: list[str] = field(default_factory=list)
    lignes_masquees: list[int] = field(default_factory=list)
    colonnes_masquees: list[str] = field(default_factory=list)
    filtre: bool = False
    etendue: Etendue = field(default_factory=Etendue)
    notes: dict[tuple[int, int], str] = field(default_factory=dict)
    ligne: int = 0
    colonne: int = 0
    colonnes: int = 0
    repetees: int = 1
    rangee: dict[str, dict[str, Any]] = field(default_factory=dict)

    def add_colonnes(self, repetees: int, vue: str) -> None:
        """Note columns, hidden or not."""
        if vue in _CACHES:
            fin = min(self.colonnes + repetees, COLONNES_MAX)
            self.colonnes_masquees += [column_letters(n) for n in range(self.colonnes + 1, fin + 1)]
        self.colonnes += repetees

    def open_ligne(self, repetees: int, vue: str) -> None:
        """Begin a row, or so many rows that are the same."""
        self.ligne, self.colonne, self.repetees, self.rangee = self.ligne + 1, 0, repetees, {}
        if vue in _CACHES:
            fin = min(self.ligne + repetees - 1, LIGNES_MAX)
            self.lignes_masquees += range(self.ligne, fin + 1)
            self.filtre = self.filtre or vue == "filter"

    def close_ligne(self) -> None:
        """End a row; what it holds is held by each of those that it stands for."""
        if self.rangee:
            fin = min(self.ligne + self.repetees - 1, LIGNES_MAX)
            self.lignes += ((numero, self.rangee) for numero in range(self.ligne, fin + 1))
        self.ligne += self.repetees - 1

    def add_cellule(self, brut: dict[str, Any] | None, repetees: int, fusion: tuple[int, int]) -> None:
        """Place a cell, or so many that are the same, after the last one; `fusion`: the columns and rows it covers."""
        self.colonne += 1
        if self.colonne + repetees - 1 > COLONNES_EXCEL:
            raise Refuse("contenu_anormal", ANORMAL.format("trop de colonnes"))
        if fusion != (1, 1) and len(self.fusions) <= FUSIONS_MAX:
            bout = f"{column_letters(self.colonne + fusion[0] - 1)}{self.ligne + fusion[1] - 1}"
            self.fusions.append(f"{column_letters(self.colonne)}{self.ligne}:{bout}")
        if brut is not None:
            _, vues = self.etendue.add(self.ligne, self.colonne, self.repetees, repetees)
            if self.etendue.cellules <= CELLULES_MAX:
                for colonne in range(self.colonne, self.colonne + vues):
                    self.rangee[column_letters(colonne)] = brut
        self.colonne += repetees - 1

    def add_note(self, note: str) -> None:
        """Keep the note of the cell that is being read."""
        if self.ligne <= LIGNES_MAX and self.colonne < COLONNES_MAX:
            self.notes[self.ligne, self.colonne + 1] = note

    def dump(self) -> dict[str, Any]:
        """Return the sheet in the shape of one of .xlsx; of one that is too much to be read, its first rows alone."""
        exces = self.etendue.find_exces(self.nom, self.fusions)
        fin = min(self.etendue.ligne, LIGNES_RECONNUES) if exces else self.etendue.ligne
        return {
            "nom": self.nom,
            "etat": "hidden" if self.masquee else "visible",
            "lignes": [(numero, rangee) for numero, rangee in self.lignes if numero <= fin],
            "fusions": [] if exces else self.fusions,
            "masquees": [n for n in self.lignes_masquees if n <= fin],
            "filtre": self.filtre,
            "colonnes_masquees": self.colonnes_masquees[:COLONNES_MAX],
            "loin": self.etendue.loin,
            "exces": exces,
        }
