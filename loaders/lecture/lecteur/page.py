"""The tables of a page, as a mail program puts them in what is copied: nothing is fetched, nothing is run."""

from __future__ import annotations

from dataclasses import dataclass, field
from html.parser import HTMLParser

from loaders.lecture.lecteur.bornes import COLONNES_MAX, FUSIONS_MAX, LIGNES_MAX
from loaders.lecture.lecteur.places import column_letters

TABLES_MAX = 20
DEBUT = 65_536
"""Characters among which a page shows the first row of a table."""
_MUETS = frozenset({"script", "style", "title"})
_COUPES = frozenset({"br", "p", "div", "li"})
Cellules = dict[int, str]


def is_page(texte: str) -> bool:
    """Return whether a text is a page that holds a table."""
    debut = texte[:DEBUT].lower()
    return "<tr" in debut and ("<td" in debut or "<th" in debut)


@dataclass
class Table:
    """A table being read: its cells by row and column, the places that a taller cell above takes, what it merges."""

    lignes: list[Cellules] = field(default_factory=list)
    prises: dict[tuple[int, int], bool] = field(default_factory=dict)
    fusions: list[str] = field(default_factory=list)

    def open_cellule(self, large: int, haute: int) -> tuple[int, int]:
        """Return the row and column of the next cell, after noting what it spans."""
        if not self.lignes:
            self.lignes.append({})
        ligne, colonne = len(self.lignes), max(self.lignes[-1], default=0) + 1
        while (ligne, colonne) in self.prises:
            colonne += 1
        self.lignes[-1][colonne] = ""
        for c in range(colonne, colonne + large):
            if c > colonne:
                self.lignes[-1][c] = ""
            for l in range(ligne + 1, ligne + haute):  # noqa: E741
                self.prises[l, c] = True
        if (large > 1 or haute > 1) and len(self.fusions) <= FUSIONS_MAX:
            fin = f"{column_letters(colonne + large - 1)}{ligne + haute - 1}"
            self.fusions.append(f"{column_letters(colonne)}{ligne}:{fin}")
        return ligne, colonne


class Lecteur(HTMLParser):
    """Reads every table of a page; one that holds others, as mails are laid out with, gives way to them."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.tables: list[Table] = []
        self._ouvertes: list[Table] = []
        self._places: list[tuple[int, int] | None] = []
        self._muet = 0

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Open a table, a row or a cell."""
        self._muet += tag in _MUETS
        if tag == "table":
            self._ouvertes.append(Table())
            self._places.append(None)
        elif self._ouvertes and tag == "tr" and len(self._ouvertes[-1].lignes) <= LIGNES_MAX:
            self._ouvertes[-1].lignes.append({})
            self._places[-1] = None
        elif self._ouvertes and tag in ("td", "th"):
            dits = dict(attrs)
            large, haute = _read(dits.get("colspan"), COLONNES_MAX), _read(dits.get("rowspan"), ECART_MAX)
            self._places[-1] = self._ouvertes[-1].open_cellule(large, haute)
        elif tag in _COUPES:
            self.handle_data("\n" if tag == "br" else " ")

    def handle_endtag(self, tag: str) -> None:
        """Close a table or a cell."""
        self._muet -= tag in _MUETS and self._muet > 0
        if not self._ouvertes:
            return
        if tag in ("td", "th"):
            self._places[-1] = None
        elif tag == "table":
            self.close_table()

    def close_table(self) -> None:
        """Keep the innermost table when something of it makes one: rows of two cells."""
        table = self._ouvertes.pop()
        self._places.pop()
        if sum(len(ligne) > 1 for ligne in table.lignes) > 1 and len(self.tables) < TABLES_MAX:
            self.tables.append(table)
            for dehors in self._ouvertes:  # what laid it out is no table of its own
                dehors.lignes.clear()

    def handle_data(self, data: str) -> None:
        """Add to the cell that is open."""
        if self._muet or not self._ouvertes or (place := self._places[-1]) is None:
            return
        lignes = self._ouvertes[-1].lignes
        if len(lignes) >= place[0]:
            lignes[place[0] - 1][place[1]] = lignes[place[0] - 1].get(place[1], "") + data


ECART_MAX = 500
"""Rows that a cell may span."""


def _read(texte: str | None, maximum: int) -> int:
    return min(max(int(texte), 1), maximum) if texte and texte.strip().isdecimal() and len(texte) < 6 else 1


def read_tables(texte: str) -> list[tuple[str, list[tuple[int, Cellules]], list[str]]]:
    """Return the tables of a page: a name for each, its rows with their numbers, what it merges."""
    lecteur = Lecteur()
    lecteur.feed(texte)
    lecteur.close()
    while lecteur._ouvertes:  # what is copied is often cut short
        lecteur.close_table()
    return [
        (
            "Tableau" if len(lecteur.tables) == 1 else f"Tableau {rang}",
            [(n, {c: _clean(t) for c, t in ligne.items()}) for n, ligne in enumerate(table.lignes, start=1)],
            table.fusions,
        )
        for rang, table in enumerate(lecteur.tables, start=1)
    ]


def _clean(texte: str) -> str:
    """Return the text of a cell as a page shows it: its spaces and its line ends say nothing, `br` apart."""
    return " ".join(texte.split())
