"""Sentences of the body: what fits a rectangle at a size that is read from afar, and what is left for another slide."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from exports.presentation.pieces import Texte
from exports.presentation.pptx.ecriture import Cadre, write_paragraphe, write_run
from exports.presentation.pptx.mesure import INTERLIGNE, cut_texte, fold_lignes, measure_hauteur

CORPS_MIN = 18
AVANT = 9
"""Space above a paragraph, in points."""
TOLERANCE = 0.5
"""Of a height, in points: what was reckoned twice is not quite the same."""
PRUDENCE = 0.97
"""Share of a width that is counted on: a reader's font is not quite ours."""
_COLLES = (" ", ",", ".", "\u00a0", "\u202f")


@dataclass(frozen=True, slots=True)
class Pose:
    """Sentences at a size, in points, and the height that they take."""

    textes: tuple[Texte, ...]
    taille: float
    haut: float


def join_texte(texte: Texte) -> str:
    """Return a sentence whole, its strong words first."""
    return f"{texte.fort}{_find_lien(texte)}{texte.texte}"


def _find_lien(texte: Texte) -> str:
    return " " if texte.fort and texte.texte and not texte.texte.startswith(_COLLES) else ""


def measure_textes(textes: Sequence[Texte], large: float, taille: float) -> float:
    """Return the height of sentences one under the other."""
    hauts = [measure_hauteur(join_texte(t), large * PRUDENCE, taille, bool(t.fort)) for t in textes]
    return sum(hauts) + AVANT * max(len(textes) - 1, 0)


def pose_textes(textes: Sequence[Texte], cadre: Cadre, taille: float) -> tuple[Pose, tuple[Texte, ...]]:
    """Return the sentences that fit, from the first, and the others; a lone one that does not is cut at a word.

    None fits where there is no room for a line.
    """
    taille = max(taille, CORPS_MIN)
    cadre = replace(cadre, haut=cadre.haut + TOLERANCE)
    essais = [t for t in (taille, 22, 20, CORPS_MIN) if t <= taille]
    tailles = [t for t in essais if measure_textes(textes, cadre.large, t) <= cadre.haut]
    choisie = tailles[0] if tailles else CORPS_MIN
    nombre = len(textes) if cadre.haut >= choisie * INTERLIGNE else 0
    while nombre > 1 and measure_textes(textes[:nombre], cadre.large, choisie) > cadre.haut:
        nombre -= 1
    tiennent = tuple(textes[:nombre])
    if nombre and measure_textes(tiennent, cadre.large, choisie) > cadre.haut:
        tiennent = (_cut(tiennent[0], cadre, choisie),)
    return Pose(tiennent, choisie, measure_textes(tiennent, cadre.large, choisie)), tuple(textes[nombre:])


def _cut(texte: Texte, cadre: Cadre, taille: float) -> Texte:
    """Return a sentence cut to a rectangle, its strong words first kept."""
    entier = join_texte(texte)
    coupe = cut_texte(
        entier, lambda t: measure_hauteur(t, cadre.large * PRUDENCE, taille, bool(texte.fort)) <= cadre.haut
    )
    if coupe == entier or not texte.fort:
        return replace(texte, texte=coupe) if not texte.fort else texte
    return Texte(coupe[len(texte.fort) :], texte.fort) if len(coupe) > len(texte.fort) else Texte("", coupe)


def write_textes(pose: Pose, taille: float, liens: dict[str, str]) -> str:
    """Return the paragraphs of a placeholder whose words have a size; `liens`: the relation of what leads elsewhere."""
    sz = pose.taille if pose.taille != taille else 0
    paragraphes = []
    for rang, texte in enumerate(pose.textes):
        runs = [write_run(texte.fort, sz, gras=True)] if texte.fort else []
        if reste := _find_lien(texte) + texte.texte:
            runs.append(write_run(reste, sz, lien=liens.get(texte.texte, "")))
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
