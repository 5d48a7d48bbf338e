"""Sentences of the body: what fits a rectangle at a size that is read from afar, and what is left for another slide."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from math import ceil

from exports.presentation.graphiques.mesure import (
    INTERLIGNE,
    PRUDENCE,
    cut_texte,
    fold_lignes,
    measure_hauteur,
    measure_largeur,
)
from exports.presentation.graphiques.mots import Cadre, write_run
from exports.presentation.pieces import Texte
from exports.presentation.pptx.ecriture import write_paragraphe

CORPS_MIN = 18
AVANT = 8
"""Space above a paragraph, in points."""
TOLERANCE = 0.5
"""Of a height, in points: what was reckoned twice is not quite the same."""
_COLLES = (" ", ",", ".", "\u00a0", "\u202f")


@dataclass(frozen=True, slots=True)
class Pose:
    """Sentences at a size, in points."""

    textes: tuple[Texte, ...]
    taille: float


def join_texte(texte: Texte) -> str:
    """Return a sentence whole, its strong words first."""
    return f"{texte.fort}{_find_lien(texte)}{texte.texte}"


def _find_lien(texte: Texte) -> str:
    return " " if texte.fort and texte.texte and not texte.texte.startswith(_COLLES) else ""


def measure_textes(textes: Sequence[Texte], large: float, taille: float) -> float:
    """Return the height of sentences one under the other."""
    lignes = sum(_count_lignes(texte, large * PRUDENCE, taille) for texte in textes)
    return lignes * taille * INTERLIGNE + AVANT * max(len(textes) - 1, 0)


def _count_lignes(texte: Texte, large: float, taille: float) -> int:
    """Return the lines of a sentence: its strong words, then the others from where these end."""
    if not texte.fort:
        return len(fold_lignes(texte.texte, large, taille))
    *entieres, fin = fold_lignes(texte.fort, large, taille, True)
    reste = _find_lien(texte) + texte.texte
    creux = "\u202f" * ceil(measure_largeur(fin, taille, True) / measure_largeur("\u202f", taille))
    return len(entieres) + len(fold_lignes(creux + reste, large, taille))


def split_colonnes(textes: Sequence[Texte], large: float, taille: float) -> int:
    """Return how many sentences stand in the first of two columns: it is no shorter than the second."""
    hauts = [measure_textes(textes[:n], large, taille) for n in range(len(textes) + 1)]
    return next(n for n, haut in enumerate(hauts) if haut >= hauts[-1] / 2)


def end_textes(textes: Sequence[Texte], fin: str) -> tuple[Texte, ...]:
    """Return sentences with words at the end of the last one, or these words alone."""
    if not fin:
        return tuple(textes)
    return (*textes[:-1], replace(textes[-1], texte=f"{textes[-1].texte} {fin}")) if textes else (Texte(fin),)


def flow_textes(textes: Sequence[Texte]) -> tuple[Texte, ...]:
    """Return sentences, those without strong words going on in the paragraph before them, to leave room above."""
    suivies: list[Texte] = []
    for texte in textes:
        if suivies and not texte.fort:
            suivies[-1:] = end_textes(suivies[-1:], texte.texte)
        else:
            suivies.append(texte)
    return tuple(suivies)


def pose_textes(textes: Sequence[Texte], cadre: Cadre, taille: float, fin: str = "") -> tuple[Pose, tuple[Texte, ...]]:
    """Return the sentences that fit with words at their end, and the others; a lone one too long is cut at a word.

    None fits where there is no room for a line.
    """
    taille = max(taille, CORPS_MIN)
    cadre = replace(cadre, haut=cadre.haut + TOLERANCE)
    essais = [t for t in (taille, 22, 20, CORPS_MIN) if t <= taille]
    tout = end_textes(textes, fin)
    choisie = next((t for t in essais if measure_textes(tout, cadre.large, t) <= cadre.haut), CORPS_MIN)
    nombre = len(textes) if cadre.haut >= choisie * INTERLIGNE else 0
    while nombre > 1 and measure_textes(end_textes(textes[:nombre], fin), cadre.large, choisie) > cadre.haut:
        nombre -= 1
    tiennent = tuple(textes[:nombre])
    if nombre and measure_textes(end_textes(tiennent, fin), cadre.large, choisie) > cadre.haut:
        tiennent = (_cut(tiennent[0], cadre, choisie, fin),)
    return Pose(tiennent, choisie), tuple(textes[nombre:])


def _cut(texte: Texte, cadre: Cadre, taille: float, fin: str) -> Texte:
    """Return a sentence cut to a rectangle, words at its end kept."""

    def is_assez_court(essai: str) -> bool:
        (fini,) = end_textes([Texte(essai)], fin)
        return measure_hauteur(fini.texte, cadre.large * PRUDENCE, taille, bool(texte.fort)) <= cadre.haut

    coupe = cut_texte(join_texte(texte), is_assez_court)
    if coupe == join_texte(texte):
        return texte
    fort = len(texte.fort)
    return Texte(coupe[fort:], coupe[:fort]) if len(coupe) > fort else Texte("", coupe)


def write_textes(pose: Pose, taille: float, liens: dict[str, str]) -> str:
    """Return the paragraphs of a placeholder whose words have a size; `liens`: relations of what leads elsewhere."""
    sz = pose.taille if pose.taille != taille else 0
    paragraphes = []
    for rang, texte in enumerate(pose.textes):
        runs = [write_run(texte.fort, sz, gras=True)] if texte.fort else []
        reste = _find_lien(texte) + texte.texte
        lie = next((mots for mots in liens if reste.endswith(mots)), "")
        if reste := reste.removesuffix(lie):
            runs.append(write_run(reste, sz))
        if lie:
            runs.append(write_run(lie, sz, lien=liens[lie]))
        paragraphes.append(write_paragraphe(*runs, avant=AVANT if rang else 0))
    return "".join(paragraphes)


def fit_titre(texte: str, cadre: Cadre, taille: float, lignes: int, suffixe: str = "") -> tuple[str, float]:
    """Return a title and its size, in points: on a number of lines, smaller where it must, else cut at a word.

    Room is kept for a suffix.
    """
    tailles = [t for t in (taille, 40, 36, 32, 28, 26, 24) if t <= taille]
    for essai in tailles:
        if _count(texte + suffixe, cadre, essai) <= _count_max(cadre, essai, lignes):
            return texte, essai
    mini = tailles[-1]
    return cut_texte(texte, lambda t: _count(t + suffixe, cadre, mini) <= _count_max(cadre, mini, lignes)), mini


def _count(texte: str, cadre: Cadre, taille: float) -> int:
    return len(fold_lignes(texte, cadre.large * PRUDENCE, taille, True))


def _count_max(cadre: Cadre, taille: float, lignes: int) -> int:
    return max(min(lignes, int(cadre.haut / (taille * INTERLIGNE))), 1)
