"""How far the filled cells of a sheet go: what is read, what stands beyond, when it is too much (faults 9, 80)."""

from __future__ import annotations

from dataclasses import dataclass, field

from loaders.lecture.lecteur.bornes import (
    ANORMAL,
    CELLULES_MAX,
    COLONNES_MAX,
    FUSIONS,
    FUSIONS_MAX,
    LIGNES_MAX,
    LIGNES_RECONNUES,
    LOIN,
    LOINTAINES_MAX,
)
from loaders.lecture.lecteur.places import column_letters


@dataclass(slots=True)
class Etendue:
    """The last row and column that are read, how many filled cells they hold, and the first ones that stand beyond."""

    ligne: int = 0
    colonne: int = 0
    cellules: int = 0
    lointaines: int = 0
    loin: list[str] = field(default_factory=list)

    def add(self, ligne: int, colonne: int, lignes: int = 1, colonnes: int = 1) -> tuple[int, int]:
        """Count a filled cell, or the block of them that it repeats; return the rows and columns of it that are read.

        Nothing is expanded: the time does not depend on how many times a cell is said to be repeated.
        """
        vues_lignes = max(0, min(lignes, LIGNES_MAX - ligne + 1))
        vues_colonnes = max(0, min(colonnes, COLONNES_MAX - colonne + 1))
        vues = vues_lignes * vues_colonnes
        self.cellules += vues
        if vues:
            self.ligne = max(self.ligne, ligne + vues_lignes - 1)
            self.colonne = max(self.colonne, colonne + vues_colonnes - 1)
        if au_dela := lignes * colonnes - vues:
            self.lointaines += au_dela
            if len(self.loin) < LOINTAINES_MAX:
                a_droite = vues_colonnes < colonnes
                place = (ligne, max(colonne, COLONNES_MAX + 1)) if a_droite else (max(ligne, LIGNES_MAX + 1), colonne)
                self.loin.append(f"{column_letters(place[1])}{place[0]}")
        return (vues_lignes, vues_colonnes) if vues else (0, 0)

    def find_fin(self, exces: tuple[str, str] | None) -> int:
        """Return the last row that is kept: of a sheet too much to be read, enough to know it by its headers."""
        return min(self.ligne, LIGNES_RECONNUES) if exces else self.ligne

    def find_exces(self, nom: str, fusions: list[str]) -> tuple[str, str] | None:
        """Return why a sheet is too much to be read, as (code, message), None when it is not.

        It matters for our tables alone, which this process does not know: the owner's other sheets may be anything.
        """
        if self.lointaines > LOINTAINES_MAX:
            bord, premiere = column_letters(COLONNES_MAX), self.loin[0]
            return "cellule_lointaine", LOIN.format(nom, self.lointaines, LIGNES_MAX, bord, premiere)
        if self.cellules > CELLULES_MAX:
            return "contenu_anormal", ANORMAL.format(f"feuille « {nom} », trop de cellules remplies")
        if len(fusions) > FUSIONS_MAX or any("XFD1048576" in f for f in fusions):
            return "trop_de_fusions", FUSIONS.format(nom, FUSIONS_MAX)
        return None
