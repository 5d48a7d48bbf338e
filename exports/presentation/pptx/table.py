"""Tables of a slide: the widths of their columns, the height of their rows, their writing in the format."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from itertools import permutations, product

from exports.presentation.graphiques.mesure import INTERLIGNE, PRUDENCE, cut_lignes, fold_lignes, measure_largeur
from exports.presentation.graphiques.mots import EMU, FILET, ROUGE, SOURDINE, write_couleur, write_run
from exports.presentation.pieces import Case, Colonne, Table
from exports.presentation.pptx.ecriture import write_paragraphe

TAILLE = 16
LIGNES_MAX = 7
"""Rows of a table on a slide; the others follow on another one."""
LIGNES_CASE = (3, 2)
"""Lines of a cell, a longer text being cut at a word: fewer where more rows then stand on a slide."""
MARGE, MARGE_HAUT = 18, 2.5
"""Between a column and the next, above and under the words of a cell; in points."""
AISE = 44
"""Height that a row takes when there is room."""
PAS, PAS_MAX = (15, 30, 60), 24
"""Points that a column may give to another at a time, and how many times."""
COURT, COURT_POIDS = 45, 4
"""Signs of a text that is a name, and how much worse it is to cut one."""
PART_BLANC = 0.65
"""Share of its room that a column left blank, to be written in, keeps at least."""
ECHANTILLON = 21
"""Rows that the widths of the columns are tried on."""
SANS_STYLE = "{2D5ABB26-0587-4C30-8999-92F81FD0307C}"
Rangee = tuple[Case, ...]


@dataclass(frozen=True, slots=True)
class Grille:
    """The widths of the columns of a table, in points, and how many lines its cells may have."""

    larges: tuple[float, ...]
    lignes: int = LIGNES_CASE[0]

    def cut_case(self, case: Case, rang: int) -> str:
        """Return the text of a cell of a column, cut at a word to its lines."""
        return cut_lignes(case.texte, _find_place(self.larges[rang]), TAILLE, self.lignes, _is_gras(case))

    def measure_rangee(self, rangee: Rangee) -> float:
        """Return the height that a row needs, in points."""
        lignes = max(_count_lignes(case, large) for case, large in zip(rangee, self.larges, strict=True))
        return min(lignes, self.lignes) * TAILLE * INTERLIGNE + 2 * MARGE_HAUT

    def count_rangees(self, rangees: Sequence[Rangee], haut: float) -> int:
        """Return how many rows stand in a height, from the first: one at least, `LIGNES_MAX` at most."""
        prises, occupe = 0, 0.0
        for rangee in rangees[:LIGNES_MAX]:
            occupe += self.measure_rangee(rangee)
            if prises and occupe > haut:
                break
            prises += 1
        return prises


def set_grille(table: Table, large: float, haut: float) -> Grille:
    """Return the grid of a table in a width, such that the most rows stand in a height."""
    grilles = [Grille(tuple(_set_largeurs(table, large, lignes)), lignes) for lignes in LIGNES_CASE]
    return max(grilles, key=lambda g: g.count_rangees(table.lignes, haut - measure_entete(table, g)))


def _set_largeurs(table: Table, large: float, lignes: int) -> list[float]:
    """Return the widths of the columns: from their shares, points go where they cut the fewest cells."""
    total = sum(colonne.part for colonne in table.colonnes)
    mots = [min(_find_mot(table, rang), large / len(table.colonnes)) for rang in range(len(table.colonnes))]
    for rang, colonne in enumerate(table.colonnes):
        if not any(ligne[rang].texte for ligne in table.lignes):
            mots[rang] = max(mots[rang], PART_BLANC * large * colonne.part / total)
    largeurs = [max(large * colonne.part / total, mot) for colonne, mot in zip(table.colonnes, mots, strict=True)]
    while (trop := sum(largeurs) - large) > 0.01:  # what is over is taken back from the columns that can give
        donneurs = [rang for rang, mot in enumerate(mots) if largeurs[rang] - mot > 0.01]
        for rang in donneurs:
            largeurs[rang] -= min(trop / len(donneurs), largeurs[rang] - mots[rang])
        if not donneurs:
            return [x * large / sum(largeurs) for x in largeurs]
    for _ in range(PAS_MAX):
        mieux = _improve(table, largeurs, mots, lignes)
        if mieux is None:
            break
        largeurs = mieux
    return largeurs


def _improve(table: Table, largeurs: list[float], mots: list[float], lignes: int) -> list[float] | None:
    """Return the widths after the exchange between two columns that saves the most, None when none does."""
    ici, choix = _weigh(table, largeurs, lignes), None
    for (de, vers), pas in product(permutations(range(len(largeurs)), 2), PAS):
        if largeurs[de] - pas < mots[de]:
            continue
        essai = [x - pas if n == de else x + pas if n == vers else x for n, x in enumerate(largeurs)]
        if (compte := _weigh(table, essai, lignes)) < ici:
            ici, choix = compte, essai
    return choix


def _weigh(table: Table, largeurs: Sequence[float], lignes: int) -> tuple[int, int, int]:
    """Return what is cut at a number of lines, short texts above all, then how many lines rows take, and cells."""
    rangees = (_list_entetes(table), *table.lignes[:ECHANTILLON])
    comptes = [[_count_lignes(c, large) for c, large in zip(ligne, largeurs, strict=True)] for ligne in rangees]
    coupees = sum(
        COURT_POIDS if len(case.texte) <= COURT else 1
        for ligne, compte in zip(rangees, comptes, strict=True)
        for case, nombre in zip(ligne, compte, strict=True)
        if nombre > lignes
    )
    return coupees, sum(max(compte) for compte in comptes), sum(map(sum, comptes))


@lru_cache(maxsize=50_000)
def _count_lignes(case: Case, large: float) -> int:
    return len(fold_lignes(case.texte, _find_place(large), TAILLE, _is_gras(case)))


def _find_place(large: float) -> float:
    """Return the width that the words of a cell may take in its column."""
    return (large - MARGE) * PRUDENCE


def _find_mot(table: Table, rang: int) -> float:
    """Return the width of the longest word of a column, its margin with it."""
    cases = [Case(table.colonnes[rang].titre), *(ligne[rang] for ligne in table.lignes)]
    entiers = table.colonnes[rang].chiffres  # a figure and its unit stay on one line
    mots = ((mot, _is_gras(c)) for c in cases for mot in ([c.texte] if entiers else c.texte.split(" ")))
    return max((measure_largeur(mot, TAILLE, gras) for mot, gras in mots), default=0) / PRUDENCE + MARGE + 1


def measure_entete(table: Table, grille: Grille) -> float:
    """Return the height that the headers need, in points."""
    return grille.measure_rangee(_list_entetes(table))


def _is_gras(case: Case) -> bool:
    return case.gras or case.alerte


def _list_entetes(table: Table) -> Rangee:
    return tuple(Case(colonne.titre) for colonne in table.colonnes)


def set_hauteurs(table: Table, lignes: Sequence[Rangee], grille: Grille, haut: float) -> list[float]:
    """Return the heights of the headers and of the rows in a height: at their ease when it allows."""
    entete = measure_entete(table, grille)
    besoins = [grille.measure_rangee(ligne) for ligne in lignes]
    reste = haut - entete - sum(besoins)
    envies = [max(AISE - besoin, 0) for besoin in besoins]
    part = min(max(reste, 0) / sum(envies), 1) if sum(envies) else 0
    return [entete, *(besoin + envie * part for besoin, envie in zip(besoins, envies, strict=True))]


def write_table(table: Table, lignes: Sequence[Rangee], grille: Grille, hauteurs: Sequence[float]) -> str:
    """Return a table under its headers, lines between its rows alone."""
    colonnes = "".join(f'<a:gridCol w="{large * EMU:.0f}"/>' for large in grille.larges)
    rangees = "".join(
        f'<a:tr h="{haut * EMU:.0f}">{_write_rangee(table, ligne, grille, entete=rang == 0)}</a:tr>'
        for rang, (ligne, haut) in enumerate(zip((_list_entetes(table), *lignes), hauteurs, strict=True))
    )
    style = f'<a:tblPr firstRow="1"><a:tableStyleId>{SANS_STYLE}</a:tableStyleId></a:tblPr>'
    return f"<a:tbl>{style}<a:tblGrid>{colonnes}</a:tblGrid>{rangees}</a:tbl>"


def _write_rangee(table: Table, rangee: Rangee, grille: Grille, *, entete: bool) -> str:
    bout = len(table.colonnes) - 1
    return "".join(
        _write_case(replace(case, texte=grille.cut_case(case, n)), table.colonnes[n], entete=entete, bout=n == bout)
        for n, case in enumerate(rangee)
    )


def _write_case(case: Case, colonne: Colonne, *, entete: bool, bout: bool) -> str:
    couleur = SOURDINE if entete else ROUGE if case.alerte else ""
    runs = [write_run(case.texte, TAILLE, gras=_is_gras(case), couleur=couleur)] if case.texte else []
    cote = "r" if colonne.chiffres else "l"
    haut = int(MARGE_HAUT * EMU)
    return (
        f"<a:tc><a:txBody><a:bodyPr/><a:lstStyle/>{write_paragraphe(*runs, avant=0, cote=cote, vide=TAILLE)}</a:txBody>"
        f'<a:tcPr marL="0" marR="{0 if bout else MARGE * EMU}" marT="{haut}" marB="{haut}" anchor="ctr">'
        f"{''.join(f'<a:{bord}><a:noFill/></a:{bord}>' for bord in ('lnL', 'lnR', 'lnT'))}"
        f'<a:lnB w="{12700 if entete else 9525}">{write_couleur(SOURDINE if entete else FILET)}</a:lnB>'
        "<a:noFill/></a:tcPr></a:tc>"
    )
