"""The rows that a workbook was printed with, built again to tell what was typed from what stood there.

They are those of the plan at the revision of the stamp, and those of the present plan. A workbook without our stamp,
or whose stamp says no revision that the journal knows, was printed by nobody that we know: only the present plan is
left to compare it with.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date
from math import isclose

from sqlmodel import Session

from loaders.apercu.passe import load_passe
from loaders.cellules.affichage import show_cellule
from loaders.cellules.dates import parse_date
from loaders.cellules.valeurs import clean_texte
from loaders.gabarit.notes import Ligne
from loaders.lecture.brut import CelluleBrute
from loaders.lignes.actions import fold_code
from loaders.lignes.genre import GenreClasseur
from loaders.lignes.titres import COPILOTAGE
from loaders.tableaux.identite import Identite
from loaders.tableaux.tableaux import LigneBrute, Tableau
from models.changement import Valeur
from models.colonnes import Colonne, Feuille, Genre
from models.plan import Plan
from models.texte import fold
from phrases.format import NON_RENSEIGNE, format_date

Cles = tuple[str, ...]
Lignes = Mapping[str, Mapping[Cles, Ligne]]
"""The rows of a workbook as printed, by sheet and by what names them."""


@dataclass(frozen=True, slots=True)
class Imprimees:
    """What may have been printed in a workbook: `lignes` now, then at its revision when that is another one.

    `dites` are the titles and other words that the tree had since, folded, by the code of the rows that recall them
    (none for those of several): a tree is not taken back. `connue` tells that the workbook is ours, of a revision that
    the journal knows; `epoque` is that of its dates.
    """

    lignes: tuple[Lignes, ...]
    dites: Mapping[str, frozenset[str]]
    connue: bool
    epoque: int

    def find(self, feuille: Feuille, cles: Cles) -> Ligne | None:
        """Return the row of a sheet as the present plan prints it, None when it prints none of that name."""
        return self.lignes[0][feuille.nom].get(cles)

    def has(self, feuille: Feuille, cles: Cles) -> bool:
        """Return whether a row of that name may have been printed."""
        return any(cles in lignes[feuille.nom] for lignes in self.lignes)

    def count(self, feuille: Feuille) -> int:
        """Return how many rows of a sheet the present plan prints."""
        return len(self.lignes[0][feuille.nom])

    def prints(self, feuille: Feuille, cles: Cles, colonne: Colonne, cellule: CelluleBrute) -> bool:
        """Return whether a cell holds what was printed there, however a spreadsheet saved it since."""
        rangees = (lignes[feuille.nom].get(cles) for lignes in self.lignes)
        return any(self._says(cellule, r.valeurs.get(colonne)) for r in rangees if r is not None)

    def prints_ailleurs(self, feuille: Feuille, colonne: Colonne, cellule: CelluleBrute) -> bool:
        """Return whether a cell holds what was printed in its column, be it on another row."""
        rangees = (ligne for lignes in self.lignes for ligne in lignes[feuille.nom].values())
        return any(self._says(cellule, ligne.valeurs.get(colonne)) for ligne in rangees)

    def recalls(self, feuille: Feuille, cles: Cles, colonne: Colonne, cellule: CelluleBrute) -> bool:
        """Return whether a grey cell holds what was printed there, or a title that the tree had since."""
        return self.prints(feuille, cles, colonne, cellule) or self._was_dite(cles, cellule)

    def _was_dite(self, cles: Cles, cellule: CelluleBrute) -> bool:
        siennes = (self.dites.get(nom, frozenset()) for nom in ("", fold_code(cles[0])))
        return any(dites & _list_lectures(cellule) for dites in siennes)

    def _says(self, cellule: CelluleBrute, imprimee: object) -> bool:
        if imprimee is None:
            return False
        if cellule.genre == "l":  # too long to be read whole
            return fold(show_imprimee(imprimee)).startswith(fold(str(cellule.valeur)))
        if cellule.genre == "n" and isinstance(imprimee, int | float) and isclose(cellule.valeur, imprimee):
            return True
        if isinstance(imprimee, date) and parse_date(cellule, self.epoque)[0] == imprimee:
            return True
        return fold(show_imprimee(imprimee).removesuffix(COPILOTAGE)) in _list_lectures(cellule)


def load_imprimees(session: Session, plan: Plan, identite: Identite, genre: GenreClasseur, epoque: int) -> Imprimees:
    """Return what may have been printed in a workbook; the journal is read only when it moved since."""
    revision = _find_revision(identite, plan)
    lignes, dites = [_index(genre, plan, identite)], dict[str, frozenset[str]]()
    if revision is not None and revision < plan.revision:
        passe, retour = load_passe(session, plan, revision)
        lignes.append(_index(genre, passe, identite))
        dites = {fold_code(nom): _fold_tout(valeurs) for nom, valeurs in retour.dites.items()}
        dites[""] = dites.get("", frozenset()) | {fold(NON_RENSEIGNE)}
    return Imprimees(tuple(lignes), dites, revision is not None, epoque)


def _fold_tout(valeurs: Iterable[Valeur]) -> frozenset[str]:
    return frozenset(fold(show_imprimee(v)) for v in valeurs if v not in (None, ""))


def drop_imprimees(tableau: Tableau, imprimees: Imprimees) -> Tableau:
    """Return a table without the typed cells that still hold what was printed in them: they say nothing."""
    lignes = []
    for ligne in tableau.lignes:
        cles = read_cles(tableau.feuille, ligne.cellules)
        gardees = {
            c: (lettre, cellule)
            for c, (lettre, cellule) in ligne.cellules.items()
            if not (c.saisie and imprimees.prints(tableau.feuille, cles, c, cellule))
        }
        lignes.append(LigneBrute(ligne.numero, gardees))
    return replace(tableau, lignes=tuple(lignes))


def read_cles(feuille: Feuille, rangee: Mapping[Colonne, tuple[str, CelluleBrute]]) -> Cles:
    """Return what names a row, folded; the empty text where a cell of its key is blank."""
    return tuple(_fold_cle(c, show_cellule(rangee[c][1]) if c in rangee else "") for c in feuille.cles)


def show_imprimee(valeur: object) -> str:
    """Return what a printed value shows in its cell, whole; empty for none."""
    if valeur is None:
        return ""
    if isinstance(valeur, bool):
        return "oui" if valeur else "non"
    if isinstance(valeur, date):
        return format_date(valeur)
    return show_cellule(CelluleBrute("n" if isinstance(valeur, int | float) else "s", valeur))


def _find_revision(identite: Identite, plan: Plan) -> int | None:
    """Return the revision that a workbook was printed from, None where nothing that we know says it."""
    timbre = identite.timbre
    if timbre is None or timbre.schema not in (None, plan.code) or timbre.demonstration != plan.demonstration:
        return None
    return timbre.revision if timbre.revision is not None and timbre.revision <= plan.revision else None


def _index(genre: GenreClasseur, plan: Plan, identite: Identite) -> Lignes:
    """Return the rows of each sheet as this plan prints them for whom the workbook is of."""
    lignes = genre.list_lignes(plan, identite)
    return {
        f.nom: {
            tuple(_fold_cle(c, show_imprimee(ligne.valeurs.get(c))) for c in f.cles): ligne
            for ligne in lignes.get(f.nom, ())
        }
        for f in genre.modele.feuilles
    }


def _fold_cle(colonne: Colonne, texte: str) -> str:
    return fold_code(texte) if colonne.genre is Genre.CODE else fold(texte)


def _list_lectures(cellule: CelluleBrute) -> set[str]:
    """Return the titles that a cell may hold: what it shows, without the code before it, without what follows it."""
    vu, _ = clean_texte(show_cellule(cellule))
    return {fold(vu), fold(vu.partition(" – ")[2]), fold(vu.removesuffix(COPILOTAGE))} - {""}
