"""What a screen offers to type of an action, and what is typed there as the very rows that a workbook would hold."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date

from loaders.apercu.imprimees import show_imprimee
from loaders.gabarit.contenu import build_timbre
from loaders.gabarit.notes import Ligne
from loaders.lecture.brut import CelluleBrute, ClasseurBrut, FeuilleBrute
from loaders.lecture.lecteur.places import column_letters
from loaders.lignes.declaration import LigneLue
from loaders.lignes.genre import GenreClasseur
from loaders.tableaux.identite import Identite
from loaders.tableaux.timbre import TOUS
from metrics.courant import find_origine
from metrics.etat import compute_etat
from models.changement import Valeur
from models.colonnes import CODE, EFFACER, Colonne, Feuille, Genre
from models.objets import to_json
from models.plan import Plan
from models.trimestre import Trimestre
from phrases.valeurs import format_valeur

LIBRE = 9_000
"""Rank of a row that nothing prints: what it speaks of is new."""
_DE_LA_DECISION = frozenset({"destinataire", "pour_le"})


@dataclass(frozen=True, slots=True)
class Champ:
    """A cell that may be typed: its sheet, what names its row (`A07`, or `A07/J2`), its column, the rank of the row.

    `montree` is what is known of it: the statement of the quarter, else the one that carries, then from the quarter
    `du`; None for nothing.
    """

    feuille: Feuille
    cles: tuple[str, ...]
    colonne: Colonne
    rang: int = LIBRE
    montree: Valeur = None
    du: Trimestre | None = None

    @property
    def reference(self) -> str:
        """Return what the cell speaks of: `A07`, `A07/J2`, `A07/Villes`."""
        return "/".join(self.cles)

    @property
    def cle(self) -> str:
        """Return a name of the cell among those of a form."""
        return f"{self.feuille.nom}|{self.reference}|{self.colonne.libelle}|{self.rang == LIBRE}"

    @property
    def texte(self) -> str:
        """Return what is known as it would be typed, empty for nothing."""
        if self.colonne.genre is Genre.POURCENTAGE and isinstance(self.montree, int | float):
            return f"{self.montree:g}"
        if self.colonne.genre is Genre.CROIX:
            return "x" if self.montree else ""
        return "" if self.montree == "" else format_valeur(self.colonne, self.montree)


@dataclass(frozen=True, slots=True)
class Case:
    """What was typed in a cell that a form showed; the empty text takes back what it showed."""

    champ: Champ
    texte: str


def list_champs(
    plan: Plan, genre: GenreClasseur, trimestre: Trimestre, aujourd_hui: date, codes: Iterable[str]
) -> Iterator[Champ]:
    """Yield the typed cells of some actions in a kind of workbook, in its order: the rows that it would print."""
    gardes = frozenset(codes)
    identite = Identite(trimestre if genre.modele.par_trimestre else None, None, None, aujourd_hui, genre.modele)
    imprimees = genre.list_lignes(plan, identite)
    lues = [LigneLue("", 0, code, code) for code in gardes]
    stocke, quand = genre.index(plan, lues, identite.trimestre), str(identite.trimestre) if identite.trimestre else None
    for feuille in genre.modele.feuilles:
        for rang, ligne in enumerate(imprimees.get(feuille.nom, ()), start=2):  # below the headers
            cles = tuple(show_imprimee(ligne.valeurs.get(c)) for c in feuille.cles)
            if show_imprimee(ligne.valeurs.get(CODE)).partition("/")[0] not in gardes:
                continue
            for colonne in feuille.saisies:
                dite = stocke.get((str(colonne.objet), "/".join(cles), str(colonne.champ), quand))
                yield _find_montree(plan, trimestre, Champ(feuille, cles, colonne, rang, dite), ligne)


def list_libres(genre: GenreClasseur, code: str) -> Iterator[Champ]:
    """Yield the cells of the free row of each sheet that makes something of an action: a jalon, an indicateur."""
    for feuille in genre.modele.feuilles:
        if any(c.ajout and c.objet for c in feuille.colonnes):
            for colonne in feuille.lues:
                if colonne is not CODE:
                    yield Champ(feuille, (code,), colonne)


def _find_montree(plan: Plan, trimestre: Trimestre, champ: Champ, ligne: Ligne) -> Champ:
    """Return a cell with what carries where the quarter states nothing: as the sheet of the action shows it."""
    if champ.montree is not None:
        return champ
    if champ.colonne.objet == "suivi":
        action = plan.actions_par_code[champ.cles[0]]
        origine = find_origine(action, str(champ.colonne.champ), trimestre)
        if champ.colonne.champ in _DE_LA_DECISION:  # of the décision that is in force, none of an earlier one
            valeur = to_json(getattr(compute_etat(action, plan, trimestre), str(champ.colonne.champ)))
            return replace(champ, montree=valeur)
        if origine is None:
            return champ
        valeur = to_json(getattr(origine, str(champ.colonne.champ)))
        return replace(champ, montree=valeur, du=origine.trimestre)
    if champ.colonne.objet != "suivi_jalon":
        connue = ligne.valeurs.get(champ.colonne)
        return champ if connue is None else replace(champ, montree=to_json(connue))
    jalons = {j.reference: j for j in plan.actions_par_code[champ.reference.partition("/")[0]].jalons}
    dits = [
        (s, getattr(s, str(champ.colonne.champ))) for s in jalons[champ.reference].suivis if s.trimestre < trimestre
    ]
    dernier = next(((s, jour) for s, jour in reversed(dits) if jour is not None), None)
    return champ if dernier is None else replace(champ, montree=to_json(dernier[1]), du=dernier[0].trimestre)


def build_saisie(
    plan: Plan, genre: GenreClasseur, cases: Sequence[Case], trimestre: Trimestre, revision: int
) -> ClasseurBrut:
    """Return what was typed as a workbook of a kind, printed from a revision: a row for each thing it speaks of."""
    quand = {"trimestre": str(trimestre), "pilote": TOUS} if genre.modele.par_trimestre else {}
    timbre = build_timbre(plan, **quand, nature=genre.modele.cle) | {"revision": str(revision)}
    feuilles = (_build_feuille(f, [c for c in cases if c.champ.feuille is f]) for f in genre.modele.feuilles)
    return ClasseurBrut(tuple(feuilles), {f"schema_{cle}": dit for cle, dit in timbre.items()})


def _build_feuille(feuille: Feuille, cases: Sequence[Case]) -> FeuilleBrute:
    lettres = {c: column_letters(rang) for rang, c in enumerate(feuille.colonnes, start=1)}
    rangees: dict[int, dict[str, CelluleBrute]] = {}
    for case in cases:
        cles = zip(feuille.cles, case.champ.cles, strict=False)
        rangee = rangees.setdefault(case.champ.rang, {lettres[c]: CelluleBrute("s", dite) for c, dite in cles})
        rangee[lettres[case.champ.colonne]] = CelluleBrute("s", case.texte.strip() or EFFACER)
    rangees[1] = {lettre: CelluleBrute("s", c.libelle) for c, lettre in lettres.items()}
    lignes = ((n, {x: ligne[x] for x in lettres.values() if x in ligne}) for n, ligne in sorted(rangees.items()))
    return FeuilleBrute(feuille.nom, masquee=False, lignes=tuple(lignes))
