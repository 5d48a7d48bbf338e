"""A sheet of an OpenDocument workbook being read: what it holds, what it hides, how far it goes."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from itertools import islice
from typing import Any

from loaders.lecture.lecteur.ajouts import AJOUTS_MAX, Releve, pick_note
from loaders.lecture.lecteur.bornes import (
    ANORMAL,
    CELLULES_MAX,
    COLONNES_EXCEL,
    COLONNES_MAX,
    FUSIONS_MAX,
    LIGNES_EXCEL,
    LIGNES_MAX,
    LOINTAINES_MAX,
    TITRE_MAX,
    Refuse,
)
from loaders.lecture.lecteur.etendue import Etendue
from loaders.lecture.lecteur.feuille import dump_feuille
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
    """A sheet: its filled cells by row then letter, its merges, what it hides, its notes by place.

    A note is who wrote it, then what it says.
    """

    nom: str
    masquee: bool
    lignes: list[tuple[int, dict[str, dict[str, Any]]]] = field(default_factory=list)
    fusions: list[str] = field(default_factory=list)
    lignes_masquees: list[int] = field(default_factory=list)
    colonnes_masquees: list[str] = field(default_factory=list)
    filtre: bool = False
    etendue: Etendue = field(default_factory=Etendue)
    notes: dict[tuple[int, int], tuple[str, str]] = field(default_factory=dict)
    lointaines: dict[tuple[int, int], dict[str, Any]] = field(default_factory=dict)
    dessins: list[Releve] = field(default_factory=list)
    barres: list[Releve] = field(default_factory=list)
    styles_colonnes: dict[int, str] = field(default_factory=dict)
    style_ligne: str = ""
    ligne: int = 0
    colonne: int = 0
    colonnes: int = 0
    repetees: int = 1
    rangee: dict[str, dict[str, Any]] = field(default_factory=dict)

    def add_colonnes(self, repetees: int, vue: str, style: str = "") -> None:
        """Note columns, hidden or not, and the style of their cells that have none."""
        if style:
            fin = min(self.colonnes + repetees, COLONNES_MAX)
            self.styles_colonnes |= dict.fromkeys(range(self.colonnes + 1, fin + 1), style)
        if vue in _CACHES:
            fin = min(self.colonnes + repetees, COLONNES_MAX)
            self.colonnes_masquees += [column_letters(n) for n in range(self.colonnes + 1, fin + 1)]
        self.colonnes += repetees

    def open_ligne(self, repetees: int, vue: str, style: str = "") -> None:
        """Begin a row, or so many rows that are the same; `style` is that of its cells that have none."""
        self.style_ligne = style
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

    def add_cellule(
        self, brut: dict[str, Any] | None, repetees: int, fusion: tuple[int, int], barre: str | None = None
    ) -> None:
        """Place a cell, or so many that are the same, after the last one.

        `fusion`: the columns and rows it covers; `barre`: what is struck through in it, nothing for the whole of it.
        """
        self.colonne += 1
        if self.colonne + repetees - 1 > COLONNES_EXCEL:
            raise Refuse("contenu_anormal", ANORMAL.format("trop de colonnes"))
        if fusion != (1, 1) and len(self.fusions) <= FUSIONS_MAX:
            bout = f"{column_letters(self.colonne + fusion[0] - 1)}{self.ligne + fusion[1] - 1}"
            self.fusions.append(f"{column_letters(self.colonne)}{self.ligne}:{bout}")
        if brut is not None:
            hautes, vues = self.etendue.add(self.ligne, self.colonne, self.repetees, repetees)
            self._add_lointaines(brut, repetees)
            if barre is not None:
                self._add_barre(barre, hautes, vues)
            if self.etendue.cellules <= CELLULES_MAX:
                for colonne in range(self.colonne, self.colonne + vues):
                    self.rangee[column_letters(colonne)] = brut
        self.colonne += repetees - 1

    def _add_lointaines(self, brut: dict[str, Any], colonnes: int) -> None:
        """Keep what stands beyond what is read, as long as it is no more than stray cells: it is handed back."""
        if self.etendue.lointaines > LOINTAINES_MAX:
            self.lointaines.clear()
            return
        fin_ligne, fin_colonne = self.ligne + self.repetees, self.colonne + colonnes
        for colonne in range(max(self.colonne, COLONNES_MAX + 1), fin_colonne):
            self.lointaines |= {(n, colonne): brut for n in range(self.ligne, min(fin_ligne, LIGNES_EXCEL + 1))}
        for ligne in range(max(self.ligne, LIGNES_MAX + 1), min(fin_ligne, LIGNES_EXCEL + 1)):
            self.lointaines |= {(ligne, n): brut for n in range(self.colonne, fin_colonne)}

    def _add_barre(self, texte: str, lignes: int, colonnes: int) -> None:
        places = (
            f"{column_letters(colonne)}{ligne}"
            for ligne in range(self.ligne, self.ligne + lignes)
            for colonne in range(self.colonne, self.colonne + colonnes)
        )
        self.barres += (("barre", place, texte) for place in islice(places, AJOUTS_MAX - len(self.barres)))

    def add_note(self, auteur: str, note: str) -> None:
        """Keep the note of the cell that is being read."""
        if self.ligne <= LIGNES_EXCEL:
            self.notes[self.ligne, self.colonne + 1] = auteur, note

    def add_dessin(self, genre: str, texte: str, *, en_cellule: bool) -> None:
        """Keep what a drawing shows: of the cell that is being read, or of the sheet as a whole, told at its corner."""
        if len(self.dessins) < AJOUTS_MAX:
            place = f"{column_letters(self.colonne + 1)}{self.ligne}" if en_cellule else "A1"
            self.dessins.append((genre, place, texte))

    def find_style(self, style: str) -> str:
        """Return the style of the cell that is being read: its own, or that of its row, or of its column."""
        return style or self.style_ligne or self.styles_colonnes.get(self.colonne + 1, "")

    def dump(self) -> dict[str, Any]:
        """Return the sheet in the shape of one of .xlsx."""
        notes = (("note", f"{column_letters(c)}{n}", pick_note(*note)) for (n, c), note in self.notes.items())
        return dump_feuille(
            self.nom,
            self.etendue,
            masquee=self.masquee,
            lignes=self.lignes,
            fusions=self.fusions,
            lignes_masquees=self.lignes_masquees,
            colonnes_masquees=self.colonnes_masquees,
            filtre=self.filtre,
            ajouts=[*(note for note in notes if note[2]), *self.dessins, *self.barres],
        )
