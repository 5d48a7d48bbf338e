"""How much of a page what it holds takes: estimated in pixels of a projector of 1920 × 1080, from the signs alone."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise
from math import ceil

from exports.presentation.pieces import Barre, Case, Table, Texte

LARGE = 1728
"""Width of what a page holds."""
HAUT = 760
"""Height left under a finding of two lines, above the foot."""
SIGNE, LIGNE = 11.4, 32
"""Width of a sign and height of a line in a table, under a bar."""
MARGE, COLONNE = 18, 24
"""What a row has around its lines, and a column after its signs."""
SIGNES_PAR_LIGNE = 70
"""Shortest line of a sentence that is broken; the longest holds 75."""
LIGNE_TEXTE, MARGE_TEXTE = 39, 13
SUITE = 47
"""Height of the line that says that a section goes on."""
PART_NOM = 0.4
"""Share of the width that the name of a bar takes, as `diapo.css` sets it."""


def measure_textes(textes: Sequence[Texte]) -> int:
    """Return the height of sentences one under the other."""
    lignes = (ceil(len(t.entier) / SIGNES_PAR_LIGNE) for t in textes)
    return sum(n * LIGNE_TEXTE + MARGE_TEXTE for n in lignes)


def measure_lignes(table: Table) -> tuple[int, list[int]]:
    """Return the height of the headers of a table, and that of each of its rows."""
    parts = [c.part for c in table.colonnes]
    signes = [max(LARGE * p / (sum(parts) or 1) - COLONNE, SIGNE) / SIGNE for p in parts]
    entetes = _measure([Case(c.titre) for c in table.colonnes], signes)
    return entetes, [_measure(ligne, signes) for ligne in table.lignes]


def measure_barres(barres: Sequence[Barre]) -> list[int]:
    """Return the height of each bar, whose name may take several lines."""
    place = LARGE * PART_NOM / SIGNE
    return [max(_count(b.nom, place), _count(b.statut, place / 3)) * LIGNE + MARGE for b in barres]


def share_lignes(hauteurs: Sequence[int], premiere: int, suivantes: int, maximum: int) -> list[slice]:
    """Return which items stand on each page: what fits on the first one, then as many on each but one.

    `premiere` and `suivantes` are the heights of those pages, `maximum` the items of any. What is whole on the first
    one has no other; a page holds one item at least, however high.
    """
    total = len(hauteurs)
    if total <= maximum and sum(hauteurs) <= premiere:
        return [slice(0, total)]
    debut = 1
    while debut < maximum and sum(hauteurs[: debut + 1]) <= premiere - SUITE:
        debut += 1
    if total - debut < debut / 2:  # rather two pages half full than one row alone on the second
        debut = ceil(total / 2)
    reste = total - debut
    for pages in range(max(ceil(reste / maximum), 1), reste):
        bornes = [debut + round(reste * n / pages) for n in range(pages + 1)]
        parts = [slice(a, b) for a, b in pairwise(bornes)]
        if all(sum(hauteurs[p]) <= suivantes for p in parts):
            return [slice(0, debut), *parts]
    return [slice(0, debut), *(slice(n, n + 1) for n in range(debut, total))]


def _measure(cases: Sequence[Case], signes: Sequence[float]) -> int:
    lignes = max((_count(c.texte, n) for c, n in zip(cases, signes, strict=False)), default=1)
    return lignes * LIGNE + MARGE


def _count(texte: str, signes: float) -> int:
    """Return the lines that a text takes, broken between words."""
    lignes, reste = 1, 0.0
    for mot in texte.split():
        if reste and reste + 1 + len(mot) > signes:
            lignes, reste = lignes + 1, 0
        reste += len(mot) + (1 if reste else 0)
        if reste > signes:
            lignes, reste = lignes + int(reste // signes), reste % signes
    return lignes
