"""A table of the story in the document: a caption, a header said again on each page, an alternative text."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import Any, Final

from exports.presentation.docx.elements import make, make_champ, make_paragraphe, make_run
from exports.presentation.pieces import Case, Colonne, Table
from models.texte import clean
from phrases.format import FINE

LARGEUR = 9412
"""Width of the text, in twentieths of a point."""
MARGE, LETTRE, MOT_MAX = 180, 112, 14
"""Both sides of a cell, and a letter in it; the letters of the longest word that no column may cut."""

ENSEMBLE_MAX: Final = 8
"""Rows of a table that is not cut over two pages."""
_COUPURES: Final = re.compile("[ \n\t]+")
"""Where a line may end: a no-break space is no such place."""


def list_elements(table: Table, numero: int, alternative: str) -> Iterator[Any]:
    """Yield the caption of a table, its number a field, then the table; every row is there."""
    yield make_paragraphe(
        "Caption",
        make_run("Tableau "),
        *make_champ("SEQ Tableau \\* ARABIC", str(numero)),
        make_run(f"{FINE}: {table.legende}"),
    )
    largeurs = share_largeur(table)
    liees = len(table.lignes) - 1 if len(table.lignes) <= ENSEMBLE_MAX else 0
    rangees = (
        _make_rangee(ligne, table.colonnes, largeurs, suivie=rang < liees) for rang, ligne in enumerate(table.lignes)
    )
    yield make(
        "tbl",
        _make_proprietes(table, alternative),
        make("tblGrid", *(make("gridCol", w=str(largeur)) for largeur in largeurs)),
        _make_rangee([Case(c.titre) for c in table.colonnes], table.colonnes, largeurs, entete=True),
        *rangees,
    )


def share_largeur(table: Table) -> list[int]:
    """Return the width of each column, by its share once each has room for its longest word.

    Shares are those of a slide, three times as wide for its letters: a page would cut « Avancement ». Where all the
    words do not fit, shares alone decide.
    """
    minima = [_find_minimum(colonne, [ligne[n] for ligne in table.lignes]) for n, colonne in enumerate(table.colonnes)]
    parts = [c.part for c in table.colonnes]
    libres = list(range(len(parts)))
    largeurs = [float(m) for m in minima]
    if sum(minima) > LARGEUR:
        largeurs = [0.0] * len(parts)
    else:
        while libres:  # a column that its share would leave too narrow keeps its minimum; the others share the rest
            reste = LARGEUR - sum(minima[n] for n in range(len(parts)) if n not in libres)
            total = sum(parts[n] for n in libres)
            etroites = [n for n in libres if reste * parts[n] / total < minima[n]]
            if not etroites:
                break
            libres = [n for n in libres if n not in etroites]
    large = LARGEUR - sum(largeurs[n] for n in range(len(parts)) if n not in libres)
    for n in libres:
        largeurs[n] = large * parts[n] / sum(parts[m] for m in libres)
    entiers = list(map(int, largeurs))
    entiers[-1] += LARGEUR - sum(entiers)
    return entiers


def _find_minimum(colonne: Colonne, cases: list[Case]) -> int:
    textes = [colonne.titre, *(case.complet for case in cases)]
    mots = max((len(mot) for texte in textes for mot in _COUPURES.split(texte)), default=0)
    return MARGE + LETTRE * min(mots, MOT_MAX)


def _make_proprietes(table: Table, alternative: str) -> Any:
    return make(
        "tblPr",
        make("tblStyle", val="Tableau"),
        make("tblW", w=str(LARGEUR), type="dxa"),
        make("tblLayout", type="fixed"),
        make(
            "tblLook", val="0020", firstRow="1", lastRow="0", firstColumn="0", lastColumn="0", noHBand="1", noVBand="1"
        ),
        make("tblCaption", val=clean(table.legende)),
        make("tblDescription", val=clean(alternative)),
    )


def _make_rangee(
    cases: Sequence[Case],
    colonnes: Sequence[Colonne],
    largeurs: Sequence[int],
    *,
    entete: bool = False,
    suivie: bool = False,
) -> Any:
    """Return a row that does not break over two pages; `suivie`, nor leaves the next one, as a header never does."""
    proprietes = make("trPr", make("cantSplit"), make("tblHeader") if entete else None)
    trois = zip(cases, colonnes, largeurs, strict=True)
    return make("tr", proprietes, *(_make_case(*case, suivie=entete or suivie) for case in trois))


def _make_case(case: Case, colonne: Colonne, largeur: int, *, suivie: bool) -> Any:
    style = "Alerte" if case.alerte else "Strong" if case.gras else ""
    texte = make_run(case.complet, style) if case.texte else None
    paragraphe = make_paragraphe("Chiffre" if colonne.chiffres else "Cellule", texte)
    if suivie:
        paragraphe.pPr.insert(1, make("keepNext"))
    return make("tc", make("tcPr", make("tcW", w=str(largeur), type="dxa")), paragraphe)
