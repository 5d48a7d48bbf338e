"""How a cell of the owner's workbook looks, and what it accepts."""

from __future__ import annotations

from copy import copy
from datetime import date
from typing import Any

from openpyxl.styles import Alignment, Border, Font, PatternFill, Protection, Side
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.datavalidation import DataValidation

from loaders.cellules.mots import AFFICHES, ENTIER_MAX
from models.colonnes import TEXTE_MAX, Colonne, Genre

ENCRE, BLEU, GRIS, VERROU, SAISIE = "1A1A1A", "12346B", "D0D4DA", "EEF0F3", "FFFFFF"
_TRAIT = Side(style="thin", color=GRIS)
_BORD = Border(left=_TRAIT, right=_TRAIT, top=_TRAIT, bottom=_TRAIT)
_FORMATS = {
    Genre.POURCENTAGE: "0",
    Genre.ENTIER: "0",
    Genre.ANNEE: "0",
    Genre.DATE: "dd/mm/yyyy",
    Genre.JOUR: "dd/mm/yyyy",
    Genre.NOMBRE: "General",
}
Styles = dict[tuple[object, ...], Any]
"""The looks already made for a workbook, as openpyxl's style arrays: making one is what takes the time."""


def set_style(cellule: Any, colonne: Colonne, styles: Styles, *, ouverte: bool, connue: bool = False) -> None:
    """Give a cell the look of its column, open to typing or locked; `connue` greys an open one that is pre-filled."""
    grande = ouverte or colonne.temoin
    cle = (colonne.genre, grande, ouverte, connue)
    if cle not in styles:
        cellule.number_format = _FORMATS.get(colonne.genre, "@" if ouverte else "General")
        cellule.font = Font(name="Calibri", size=11 if grande else 9, color=ENCRE)
        cellule.fill = PatternFill("solid", start_color=SAISIE if ouverte and not connue else VERROU)
        cellule.alignment = Alignment(wrap_text=True, vertical="top")
        cellule.border = _BORD
        cellule.protection = Protection(locked=not ouverte)
        styles[cle] = cellule._style
    cellule._style = copy(styles[cle])


def set_entete(cellule: Any, colonne: Colonne, styles: Styles) -> None:
    """Give a header its look: blue where the owner types, grey elsewhere."""
    cle = ("entête", colonne.saisie)
    if cle not in styles:
        cellule.font = Font(name="Calibri", size=11, bold=True, color="FFFFFF" if colonne.saisie else ENCRE)
        cellule.fill = PatternFill("solid", start_color=BLEU if colonne.saisie else GRIS)
        cellule.alignment = Alignment(wrap_text=True, vertical="center", horizontal="left")
        cellule.border = _BORD
        styles[cle] = cellule._style
    cellule._style = copy(styles[cle])


def add_validation(  # noqa: PLR0917
    page: Any, rang: int, colonne: Colonne, premiere: int, derniere: int, liste: str | None = None
) -> None:
    """Add the list, the bounds or the length that a typed column accepts, and its message; warnings, never locks.

    `liste` is the range of cells that hold the choices, when they are data.
    """
    if not (colonne.saisie or colonne.ajout):
        return
    if liste is not None or colonne.genre in AFFICHES:
        regle = DataValidation("list", formula1=liste or '"' + ",".join(AFFICHES[colonne.genre]) + '"')
        regle.error = "Choisissez une valeur de la liste, ou EFFACER."
    elif colonne.genre is Genre.POURCENTAGE:
        regle = DataValidation("whole", operator="between", formula1="0", formula2="100")
        regle.error = "Un nombre entier de 0 à 100, ou EFFACER."
    elif colonne.genre is Genre.ENTIER:
        regle = DataValidation("whole", operator="between", formula1="0", formula2=str(ENTIER_MAX))
        regle.error = "Un nombre entier, ou EFFACER."
    elif colonne.genre is Genre.TEXTE:
        regle = DataValidation("textLength", operator="lessThanOrEqual", formula1=str(TEXTE_MAX))
        regle.error = f"{TEXTE_MAX} caractères au plus."
    elif colonne.genre in (Genre.DATE, Genre.JOUR):
        premier, dernier = ((date(annee, 1, 1) - date(1899, 12, 30)).days for annee in (2000, 2101))
        regle = DataValidation("date", operator="between", formula1=str(premier), formula2=str(dernier))
        regle.error = "Une date jj/mm/aaaa, ou EFFACER."
    else:
        return
    regle.allow_blank, regle.errorStyle, regle.showErrorMessage = True, "warning", True
    if colonne.aide:
        regle.promptTitle, regle.prompt, regle.showInputMessage = colonne.libelle[:32], colonne.aide[:255], True
    lettre = get_column_letter(rang)
    regle.add(f"{lettre}{premiere}:{lettre}{max(derniere, premiere)}")
    page.add_data_validation(regle)
