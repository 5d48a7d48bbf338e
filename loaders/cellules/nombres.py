"""Numbers as people type them: decimal commas, spaced thousands, per cents (faults 22, 23, 78)."""

from __future__ import annotations

import re
from decimal import Decimal, InvalidOperation

from loaders.lecture.brut import CelluleBrute
from models.texte import fold

NOMBRE_MAX = 10**15
"""Largest number taken from a cell: a spreadsheet keeps no more than 15 digits."""
_NOMBRE = re.compile(r"[+-]?(?:\d{1,3}(?: \d{3})+|\d+)(?:[.,]\d+)?")
_MILLIERS = re.compile(r"([+-]?[1-9]\d{0,2})[.,](\d{3})")
"""A decimal, or thousands as an English program or an Italian one writes them: nothing tells which."""


def to_nombre(texte: str) -> Decimal | None:
    """Return the number a French reader sees in a text, None when it is not one: `1 234,5`, `45,0`."""
    compact = fold(texte)
    if not _NOMBRE.fullmatch(compact):
        return None
    try:
        return Decimal(compact.replace(" ", "").replace(",", "."))
    except InvalidOperation:
        return None


def read_points(cellule: CelluleBrute) -> tuple[Decimal, bool] | None:
    """Return a percentage cell as (number, whether it surely is in points), None when it is not a number."""
    if cellule.genre == "n":
        brut = Decimal(repr(cellule.valeur))
        return (brut * 100, True) if cellule.pourcent else (brut, False)
    if cellule.genre == "s":
        texte = fold(cellule.valeur)
        nombre = to_nombre(texte.removesuffix("%"))
        return None if nombre is None else (nombre, texte.endswith("%"))
    return None


def is_fraction(cellule: CelluleBrute) -> bool:
    """Return whether a percentage cell is a bare number strictly between 0 and 1, which says 45 % or 0 %."""
    points = read_points(cellule)
    return points is not None and not points[1] and 0 < points[0] < 1


def is_plus_d_un(cellule: CelluleBrute) -> bool:
    """Return whether a percentage cell is a bare number past 1, which can only be points."""
    points = read_points(cellule)
    return points is not None and not points[1] and points[0] > 1


def is_sans_unite(cellule: CelluleBrute) -> bool:
    """Return whether a percentage cell is a number with neither « % » nor a percent format, other than 0."""
    points = read_points(cellule)
    return points is not None and not points[1] and points[0] != 0


def warn_milliers(cellule: CelluleBrute) -> tuple[tuple[str, str], ...]:
    """Return the warning of a text that may be thousands, read as a decimal; empty for any other."""
    if cellule.genre != "s" or not (lu := _MILLIERS.fullmatch(fold(cellule.valeur).removesuffix("%").strip())):
        return ()
    decimal = f"{Decimal(f'{lu[1]}.{lu[2]}').normalize():f}".replace(".", ",")
    message = (
        f"« {cellule.valeur} » est lu {decimal}. Vouliez-vous dire {lu[1]}\u202f{lu[2]} ? "
        "Écrivez-le alors sans point ni virgule."
    )
    return (("separateur_douteux", message),)
