"""What a bare 0.45 means in a column of percentages: asked for the whole column, or row by row where it is mixed."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal
from enum import StrEnum

from loaders.cellules.affichage import write_brut
from loaders.cellules.nombres import is_fraction, is_plus_d_un, read_points
from loaders.lecture.brut import CelluleBrute
from loaders.lignes.rangee import Rangee
from loaders.lignes.validateur import Validateur
from loaders.question import CodeQuestion, Question, Reponse
from models.colonnes import Colonne, Genre
from models.remede import Remede
from phrases.format import format_exact

POINTS, FRACTION = "points", "fraction"
QUESTION_POURCENTAGE = "des nombres entre 0 et 1 dans cette colonne : 0,45 veut-il dire 45 % ou 0,45 % ?"
REPONDRE = Remede(
    ecran="Dites-le pour toute la colonne, en haut de cet écran, ou écrivez 45 dans chaque cellule.",
    commande=(
        "Dites-le pour toute la colonne (sur l’écran, ou --pourcentage points|fraction), ou écrivez 45 dans chaque "
        "cellule."
    ),
    fichier="Écrivez dans chaque cellule un nombre de 0 à 100, par exemple 45.",
)


class Parts(StrEnum):
    """What the bare numbers of a column of percentages may be: points all, or parts of 1, some of them or all."""

    AUCUNE = "aucune"
    TOUTES = "toutes"
    MELEES = "melees"


def find_parts(validateur: Validateur, rangees: Sequence[Rangee]) -> Parts:
    """Return whether the percentage column must be asked about: a bare 0.45 somewhere in it (fault 22).

    Beside a number past 1, which can only be points, no answer fits the whole column: each row is asked.
    """
    cellules = [
        c for rangee in rangees for col, (_, c) in rangee.ligne.cellules.items() if col.genre is Genre.POURCENTAGE
    ]
    if not any(is_fraction(c) for c in cellules):
        return Parts.AUCUNE
    if any(is_plus_d_un(c) for c in cellules):
        return Parts.MELEES
    return Parts.AUCUNE if validateur.options.pourcentage else Parts.TOUTES


def ask_part(validateur: Validateur, rangee: Rangee, colonne: Colonne, cellule: CelluleBrute) -> str | None:
    """Return how a bare number of a mixed column reads, asked where it is not past 1; None without an answer."""
    if is_plus_d_un(cellule) or (validateur.contexte.timbre and not is_fraction(cellule)):
        return POINTS
    if validateur.options.pourcentage:
        return validateur.options.pourcentage
    points = read_points(cellule)
    brut = points[0] if points else Decimal(0)
    part, dit = format_exact(float(brut * 100)), format_exact(float(brut))
    question = Question(
        CodeQuestion.POURCENTAGE,
        f"« {write_brut(cellule)} » en « {colonne.libelle} », dans une colonne où d’autres nombres dépassent 1 : "
        f"est-ce {part} % ou {dit} % ?",
        (
            Reponse(FRACTION, f"{part} %", f"{colonne.libelle} : {part} %"),
            Reponse(POINTS, f"{dit} %", f"{colonne.libelle} : {dit} %"),
        ),
        (rangee.locate(colonne),),
        frozenset({rangee.cle}),
        sinon="Écrivez dans cette cellule un nombre de 0 à 100, par exemple 45.",
    )
    return validateur.ask(rangee, colonne, question).reponse
