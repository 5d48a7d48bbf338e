"""The words of a column that are none of our list's, and the unit of bare percentages: each is asked once, for all."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from loaders.cellules.affichage import show_cellule
from loaders.cellules.mots import AFFICHES, MOTS, fold_mot
from loaders.cellules.nombres import is_fraction, is_plus_d_un, is_sans_unite
from loaders.cellules.riens import MUETS, find_rien
from loaders.cellules.sens import find_sans_contresens, list_sens
from loaders.correspondance.lexique import METEO, STATUT
from loaders.lecture.brut import CelluleBrute
from models.colonnes import AVANCEMENT, EFFACER, Genre
from models.texte import fold

CHOIX = {STATUT: Genre.STATUT, METEO: Genre.METEO}
"""Our columns of a closed list whose words are asked about."""
COLONNES = {c.libelle: c for c in AVANCEMENT.lues}
REPLIES = {role: {fold_mot(mot): mot for mot in MOTS[genre]} for role, genre in CHOIX.items()}
MOT_MAX = 60


@dataclass(frozen=True, slots=True)
class MotInconnu:
    """A word of a column that is none of ours: as typed, how often, what it may mean, empty for nothing near."""

    role: str
    mot: str
    fois: int
    propose: str

    @property
    def cle(self) -> str:
        """Return what it is known again by."""
        return fold_mot(self.mot)

    @property
    def possibles(self) -> list[str]:
        """Return the words of our list."""
        return AFFICHES[CHOIX[self.role]]


def list_inconnus(role: str, cellules: Iterable[CelluleBrute]) -> list[MotInconnu]:
    """Return the words of a column that are none of our list's, in the order in which they come."""
    if role not in CHOIX:
        return []
    vus: dict[str, tuple[str, int]] = {}
    for cellule in cellules:
        mot = " ".join(show_cellule(cellule).split())
        if cellule.genre in ("e", "f", "l") or len(mot) > MOT_MAX or _says(role, mot):
            continue
        premier, fois = vus.get(fold_mot(mot), (mot, 0))
        vus[fold_mot(mot)] = premier, fois + 1
    return [MotInconnu(role, mot, fois, _propose(role, mot)) for mot, fois in vus.values()]


def _says(role: str, mot: str) -> bool:
    """Return whether the reader knows a word already: of the list, one that says nothing, or the one that erases."""
    return (
        fold(mot) in MUETS or fold(mot) == fold(EFFACER) or fold_mot(mot) in REPLIES[role] or find_rien(mot) is not None
    )


def _propose(role: str, mot: str) -> str:
    """Return the one word of our list that a word may mean; none where there are two, or none is near."""
    sens = list_sens(CHOIX[role], mot)
    if sens:
        return sens[0] if len(sens) == 1 else ""
    return find_sans_contresens(mot, AFFICHES[CHOIX[role]]).strip("« »")


def is_mot(role: str, mot: str) -> bool:
    """Return whether a text is one of our words, or has the sense of some of them."""
    return fold_mot(mot) in REPLIES[role] or bool(list_sens(CHOIX[role], mot))


def asks_unite(cellules: Iterable[CelluleBrute]) -> bool:
    """Return whether the bare numbers of a column may be points or parts of 1: none past 1, and not all of them 0.

    Those of a column where both stand are asked one by one, once it is read (fault 22).
    """
    nues = [c for c in cellules if is_sans_unite(c)]
    return bool(nues) and not any(is_plus_d_un(c) for c in nues)


def is_partagee(cellules: Iterable[CelluleBrute]) -> bool:
    """Return whether a column holds a bare number between 0 and 1."""
    return any(is_fraction(c) for c in cellules)
