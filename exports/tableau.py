"""A table of a screen as a workbook: what the reader sees, typed, so that it can be sorted, filtered and added up."""

from __future__ import annotations

import io
import re
from collections.abc import Callable, Iterable, Sequence
from copy import copy
from dataclasses import dataclass
from datetime import date, datetime
from math import ceil
from typing import Any, TypeAlias
from weakref import WeakKeyDictionary

from models.archive import freeze_archive
from models.colonnes import EXPORT
from models.texte import begins_formule, clean


@dataclass(frozen=True, slots=True)
class Chiffre:
    """A number with the format it is shown in, as spreadsheets write them: 0.4619 under `0.0%` is 46.2 %."""

    valeur: int | float
    format: str


Case: TypeAlias = "str | int | float | date | Chiffre | None"

ENTETE = 4
"""Row of the headers: a title, the mention, a blank or the precision, then the table."""

LARGEUR_MIN, LARGEUR_MAX = 9, 48
MARGE = 4
"""Room for the arrow of the filter, in characters."""
CODE_MAX = 14
"""Widest first column, in characters, that stays in sight when the table is scrolled sideways."""

ENCRE, BLEU, GRIS, SOURDINE = "1B1C22", "12346B", "D0D4DA", "595959"
EPOQUE = datetime(1980, 1, 1)
A4, A3, LARGEUR_A4 = 9, 8, 150
NOM_MAX = 31
_ALLURES: WeakKeyDictionary[Any, dict[object, Any]] = WeakKeyDictionary()
"""The looks of the cells of each workbook that is being made: openpyxl is slow to take one a cell."""
_HORS_NOM = re.compile(r"[\[\]:*?/\\]")


@dataclass(frozen=True, slots=True)
class Tableau:
    """A sheet to be: its name, its headers, its rows; `precision` says what of them it leaves out.

    `entete` titles it, its name unless given. `complete` is called with the sheet, an openpyxl one, once its table is
    written: what stands under or beside it.
    """

    titre: str
    entetes: Sequence[str]
    lignes: Iterable[Sequence[Case]]
    precision: str = ""
    entete: str = ""
    complete: Callable[[Any], None] | None = None


def build_feuilles(titre: str, tableaux: Iterable[Tableau], mention: str, quand: datetime = EPOQUE) -> bytes:
    """Return a workbook, a sheet a table, in order: title, mention (which data, which base), headers, rows.

    Numbers and dates stay numbers and dates, None is an empty cell, a text is never a formula whatever it begins with.
    It is marked as a table of ours, which the import does not take back (fault 73).
    The same arguments give the same bytes; `quand` dates the file. Raise ValueError without any table.
    """
    from openpyxl import Workbook
    from openpyxl.packaging.custom import StringProperty

    classeur: Any = Workbook()
    classeur.custom_doc_props.append(StringProperty(name=EXPORT, value="oui"))
    classeur.remove(classeur.active)
    for tableau in tableaux:
        _write_feuille(classeur.create_sheet(_name_feuille(tableau.titre)), tableau, mention)
    if not classeur.worksheets:
        raise ValueError("aucun tableau")
    classeur.properties.title, classeur.properties.creator = clean(titre), ""
    instant = quand.replace(tzinfo=None, microsecond=0)
    classeur.properties.created = instant
    tampon = io.BytesIO()
    classeur.save(tampon)
    return freeze_archive(tampon.getvalue(), instant)


def _name_feuille(titre: str) -> str:
    """Return a name that a sheet may have; openpyxl numbers the second of two alike."""
    return _HORS_NOM.sub(" ", clean(titre))[:NOM_MAX].strip("' ") or "Tableau"


def _write_feuille(page: Any, tableau: Tableau, mention: str) -> None:
    _write_texte(page.cell(1, 1), tableau.entete or tableau.titre, taille=15, gras=True, couleur=BLEU)
    _write_texte(page.cell(2, 1), mention, taille=10, couleur=SOURDINE)
    if tableau.precision:
        _write_texte(page.cell(3, 1), tableau.precision, taille=10, couleur=SOURDINE)
    rangees = [list(ligne) for ligne in tableau.lignes]
    largeurs = [_find_largeur(nom, [ligne[rang] for ligne in rangees]) for rang, nom in enumerate(tableau.entetes)]
    write_bloc(page, ENTETE, tableau.entetes, rangees, largeurs)
    _set_page(page, largeurs, len(rangees))
    if tableau.complete is not None:
        tableau.complete(page)


def write_bloc(
    page: Any, rang: int, entetes: Sequence[str], lignes: Sequence[Sequence[Case]], largeurs: Sequence[float]
) -> None:
    """Write headers on a row and rows under them; `largeurs`, in characters, say where a text folds."""
    _write_entetes(page, rang, entetes, lignes, largeurs)
    for numero, ligne in enumerate(lignes, start=rang + 1):
        for colonne, valeur in enumerate(ligne, start=1):
            _write_case(page.cell(numero, colonne), valeur)
        page.row_dimensions[numero].height = _find_hauteur(ligne, largeurs)


def _write_texte(cellule: Any, texte: str, *, taille: int = 11, gras: bool = False, couleur: str = ENCRE) -> None:
    """Write a text as a text: never a formula nor an error value."""
    from openpyxl.styles import Font

    cellule.value = clean(texte)
    cellule.data_type = "s"
    cellule.quotePrefix = begins_formule(texte)
    cellule.font = Font(name="Calibri", size=taille, bold=gras, color=couleur)


def _write_entetes(
    page: Any, ligne: int, entetes: Sequence[str], lignes: Sequence[Sequence[Case]], largeurs: Sequence[float]
) -> None:
    """Write the headers, each on the side of what stands below it."""
    from openpyxl.styles import Alignment, Border, PatternFill, Side

    trait = Side(style="thin", color=GRIS)
    for rang, nom in enumerate(entetes, start=1):
        cellule = page.cell(ligne, rang)
        _write_texte(cellule, nom, gras=True, couleur="FFFFFF")
        cellule.fill = PatternFill("solid", start_color=BLEU)
        valeurs = [x[rang - 1] for x in lignes if x[rang - 1] is not None]
        chiffres = valeurs and not any(isinstance(v, str) for v in valeurs)
        cellule.alignment = Alignment("right" if chiffres else "left", "center", wrap_text=True, indent=1)
        cellule.border = Border(left=trait, right=trait)
    page.row_dimensions[ligne].height = max(_find_hauteur(entetes, [x - 1 for x in largeurs]) + 6, 34)


def _write_case(cellule: Any, valeur: Case) -> None:
    """Write a value under the headers; the look of its kind is made once a workbook, the rest of them copy it."""
    if isinstance(valeur, str):
        cellule.value = clean(valeur)
        cellule.data_type = "s"
        genre: object = begins_formule(valeur)
    else:
        cellule.value = valeur.valeur if isinstance(valeur, Chiffre) else valeur
        genre = (
            valeur.format if isinstance(valeur, Chiffre) else "dd/mm/yyyy" if isinstance(valeur, date) else "General"
        )
    connus = _ALLURES.setdefault(cellule.parent.parent, {})
    if genre not in connus:
        _dress(cellule, genre)
        connus[genre] = copy(cellule._style)
    cellule._style = copy(connus[genre])


def _dress(cellule: Any, genre: object) -> None:
    """Set the look of a cell: that of a text, quoted or not, or that of a number in a format."""
    from openpyxl.styles import Alignment, Border, Font, Side

    cellule.border = Border(bottom=Side(style="thin", color=GRIS))
    cellule.font = Font(name="Calibri", size=11, color=ENCRE)
    if isinstance(genre, bool):
        cellule.quotePrefix = genre
        cellule.alignment = Alignment("left", "top", wrap_text=True, indent=1)
    else:
        cellule.number_format = genre
        cellule.alignment = Alignment("right", "top", indent=1)


def _set_page(page: Any, largeurs: Sequence[float], nombre: int) -> None:
    """Set widths, frozen panes, filters, and a sheet that prints on the width of a landscape page."""
    from openpyxl.utils import get_column_letter
    from openpyxl.worksheet.properties import PageSetupProperties

    for rang, largeur in enumerate(largeurs, start=1):
        page.column_dimensions[get_column_letter(rang)].width = largeur
    page.freeze_panes = page.cell(ENTETE + 1, 2 if largeurs and largeurs[0] <= CODE_MAX else 1)
    page.auto_filter.ref = f"A{ENTETE}:{get_column_letter(max(len(largeurs), 1))}{ENTETE + max(nombre, 1)}"
    page.sheet_view.showGridLines = False
    page.page_setup.orientation = "landscape"
    page.page_setup.paperSize = A3 if sum(largeurs) > LARGEUR_A4 else A4
    page.page_setup.fitToWidth, page.page_setup.fitToHeight = 1, 0
    page.sheet_properties.pageSetUpPr = PageSetupProperties(fitToPage=True)
    page.print_title_rows = f"{ENTETE}:{ENTETE}"


def _find_largeur(nom: str, valeurs: Sequence[Case]) -> float:
    """Return the width of a column in characters; a header may fold at its spaces, a long text at the widest."""
    mots = 1.15 * max((len(mot) for mot in nom.split()), default=0) + MARGE
    textes = [13 if isinstance(v, date | Chiffre) else len(str(v)) + 3 for v in valeurs if v is not None]
    return min(max([LARGEUR_MIN, mots, len(nom) / 2 + MARGE, *textes]), LARGEUR_MAX)


def _find_hauteur(ligne: Sequence[Case], largeurs: Sequence[float]) -> float:
    """Return the height of a row in points: LibreOffice does not fold a text into a row that has none."""
    nombres = [
        sum(max(ceil(len(part) / (largeur - 3)), 1) for part in valeur.splitlines())
        for valeur, largeur in zip(ligne, largeurs, strict=True)
        if isinstance(valeur, str)
    ]
    return min(15.0 * max([1, *nombres]) + 3, 400)
