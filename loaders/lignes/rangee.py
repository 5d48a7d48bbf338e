"""A row of a table while it is read: its cells, what they say, those that could not be read."""

from __future__ import annotations

from dataclasses import dataclass, field

from loaders.cellules.affichage import write_brut
from loaders.cellules.valeurs import Lu
from loaders.question import Retrait
from loaders.tableaux.tableaux import LigneBrute, Tableau
from models.cellule import Cellule
from models.colonnes import Colonne


@dataclass(frozen=True, slots=True)
class Rangee:
    """A row being read: its table, its raw cells, what they say, and the columns that could not be read.

    `retraits` are its cells whose words would take something back, without being the one that does.
    """

    tableau: Tableau
    ligne: LigneBrute
    valeurs: dict[Colonne, Lu] = field(default_factory=dict)
    fautives: set[Colonne] = field(default_factory=set)
    temoins: dict[Colonne, str] = field(default_factory=dict)
    retraits: dict[Colonne, Retrait] = field(default_factory=dict)

    @property
    def cle(self) -> str:
        """Return the row's name: `Avancement!7`."""
        return str(Cellule(self.tableau.cle, ligne=self.ligne.numero))

    @property
    def cles(self) -> str:
        """Return what the cells that name the row hold: « I01, IDEE 93, 2025 »."""
        cles = [c for c in self.tableau.feuille.lues if not (c.saisie or c.temoin) and c in self.ligne.cellules]
        return ", ".join(write_brut(self.ligne.cellules[c][1]) for c in cles)

    @property
    def saisies(self) -> list[Colonne]:
        """Return the typed columns that say something."""
        return [c for c in self.tableau.feuille.saisies if c in self.valeurs]

    @property
    def parlante(self) -> bool:
        """Return whether a typed cell says something, or would take something back."""
        return bool(self.saisies) or any(c in self.retraits for c in self.tableau.feuille.saisies)

    @property
    def muette(self) -> bool:
        """Return whether neither a typed cell nor one that is open on the free rows says anything."""
        return not self.parlante and not any(c.ajout and c in self.valeurs for c in self.tableau.feuille.colonnes)

    def locate(self, colonne: Colonne) -> Cellule:
        """Return the cell of a column in this row; the row alone where the table does not have the column."""
        return Cellule(self.tableau.nom, self.tableau.lettres.get(colonne), self.ligne.numero)

    def read_brut(self, colonne: Colonne) -> str:
        """Return what a cell holds, as received."""
        return str(self.ligne.cellules[colonne][1].valeur)

    def read_texte(self, colonne: Colonne) -> str:
        """Return the text of a column, empty when it says nothing."""
        return str(self.valeurs[colonne].valeur or "") if colonne in self.valeurs else ""
