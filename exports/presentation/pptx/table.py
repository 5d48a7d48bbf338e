"""Tables of a slide: the widths of their columns, the height of their rows, their writing in the format."""

from __future__ import annotations

from collections.abc import Sequence

from exports.presentation.pieces import Case, Colonne, Table
from exports.presentation.pptx.ecriture import EMU, FILET, ROUGE, SOURDINE, write_couleur, write_paragraphe, write_run
from exports.presentation.pptx.mesure import INTERLIGNE, cut_lignes, fold_lignes, measure_largeur

TAILLE = 16
LIGNES_MAX = 7
"""Rows of a table on a slide; the others follow on another one."""
LIGNES_CASE = 3
"""Lines of a cell; a longer text is cut at a word."""
MARGE, MARGE_HAUT = 18, 5
"""Between a column and the next, above and under the words of a cell; in points."""
AISE = 44
"""Height that a row takes when there is room."""
SANS_STYLE = "{2D5ABB26-0587-4C30-8999-92F81FD0307C}"
Rangee = tuple[Case, ...]


def set_largeurs(table: Table, large: float) -> list[float]:
    """Return the widths of the columns: their shares, those too narrow for a word taking from the others."""
    total = sum(colonne.part for colonne in table.colonnes)
    parts = [large * colonne.part / total for colonne in table.colonnes]
    mots = [_find_mot(table, rang) for rang in range(len(table.colonnes))]
    etroites = [min(mot, large / len(parts)) for mot in mots]
    manque = sum(max(etroite - part, 0) for etroite, part in zip(etroites, parts, strict=True))
    marges = [max(part - etroite, 0) for etroite, part in zip(etroites, parts, strict=True)]
    rendu = min(manque / sum(marges), 1) if sum(marges) else 0
    return [
        etroite if part < etroite else part - marge * rendu
        for part, etroite, marge in zip(parts, etroites, marges, strict=True)
    ]


def _find_mot(table: Table, rang: int) -> float:
    """Return the width of the longest word of a column, its margin with it."""
    textes = [
        (table.colonnes[rang].titre, True),
        *((ligne[rang].texte, _is_gras(ligne[rang])) for ligne in table.lignes),
    ]
    mots = ((mot, gras) for texte, gras in textes for mot in texte.split(" "))
    return max((measure_largeur(mot, TAILLE, gras) for mot, gras in mots), default=0) + MARGE + 1


def measure_rangee(rangee: Rangee, larges: Sequence[float]) -> float:
    """Return the height that a row needs, in points."""
    lignes = max(
        len(fold_lignes(cut_case(case, large), large - MARGE, TAILLE, _is_gras(case)))
        for case, large in zip(rangee, larges, strict=True)
    )
    return lignes * TAILLE * INTERLIGNE + 2 * MARGE_HAUT


def measure_entete(table: Table, larges: Sequence[float]) -> float:
    """Return the height that the headers need, in points."""
    return measure_rangee(_list_entetes(table), larges)


def cut_case(case: Case, large: float) -> str:
    """Return the text of a cell, cut at a word to `LIGNES_CASE` lines."""
    return cut_lignes(case.texte, large - MARGE, TAILLE, LIGNES_CASE, _is_gras(case))


def _is_gras(case: Case) -> bool:
    return case.gras or case.alerte


def _list_entetes(table: Table) -> Rangee:
    return tuple(Case(colonne.titre) for colonne in table.colonnes)


def set_hauteurs(table: Table, lignes: Sequence[Rangee], larges: Sequence[float], haut: float) -> list[float]:
    """Return the heights of the headers and of the rows in a height: at their ease when it allows."""
    entete = measure_entete(table, larges)
    besoins = [measure_rangee(ligne, larges) for ligne in lignes]
    reste = haut - entete - sum(besoins)
    envies = [max(AISE - besoin, 0) for besoin in besoins]
    part = min(max(reste, 0) / sum(envies), 1) if sum(envies) else 0
    return [entete, *(besoin + envie * part for besoin, envie in zip(besoins, envies, strict=True))]


def write_table(table: Table, lignes: Sequence[Rangee], larges: Sequence[float], hauteurs: Sequence[float]) -> str:
    """Return a table under its headers, lines between its rows alone."""
    grille = "".join(f'<a:gridCol w="{large * EMU:.0f}"/>' for large in larges)
    rangees = "".join(
        f'<a:tr h="{haut * EMU:.0f}">{_write_rangee(table, ligne, larges, entete=rang == 0)}</a:tr>'
        for rang, (ligne, haut) in enumerate(zip((_list_entetes(table), *lignes), hauteurs, strict=True))
    )
    style = f'<a:tblPr firstRow="1"><a:tableStyleId>{SANS_STYLE}</a:tableStyleId></a:tblPr>'
    return f"<a:tbl>{style}<a:tblGrid>{grille}</a:tblGrid>{rangees}</a:tbl>"


def _write_rangee(table: Table, rangee: Rangee, larges: Sequence[float], *, entete: bool) -> str:
    return "".join(
        _write_case(case, colonne, large, entete=entete, bout=colonne is table.colonnes[-1])
        for case, colonne, large in zip(rangee, table.colonnes, larges, strict=True)
    )


def _write_case(case: Case, colonne: Colonne, large: float, *, entete: bool, bout: bool) -> str:
    couleur = SOURDINE if entete else ROUGE if case.alerte else ""
    runs = [write_run(cut_case(case, large), TAILLE, gras=_is_gras(case), couleur=couleur)] if case.texte else []
    cote = "r" if colonne.chiffres else "l"
    haut = MARGE_HAUT * EMU
    return (
        f"<a:tc><a:txBody><a:bodyPr/><a:lstStyle/>{write_paragraphe(*runs, avant=0, cote=cote, vide=TAILLE)}</a:txBody>"
        f'<a:tcPr marL="0" marR="{0 if bout else MARGE * EMU}" marT="{haut}" marB="{haut}" anchor="ctr">'
        f"{''.join(f'<a:{bord}><a:noFill/></a:{bord}>' for bord in ('lnL', 'lnR', 'lnT'))}"
        f'<a:lnB w="{12700 if entete else 9525}">{write_couleur(SOURDINE if entete else FILET)}</a:lnB>'
        "<a:noFill/></a:tcPr></a:tc>"
    )
