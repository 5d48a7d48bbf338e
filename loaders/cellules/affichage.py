"""What a cell shows in a spreadsheet, in French: what a message quotes, and what a column of text keeps (fault 77)."""

from __future__ import annotations

from datetime import datetime, time
from decimal import Decimal

from loaders.anomalie import cut_extrait
from loaders.lecture.brut import CelluleBrute


def show_cellule(cellule: CelluleBrute) -> str:
    """Return what a reader sees in a cell, whole: a date, a number with all its digits, VRAI, a text."""
    if cellule.affiche:
        return cellule.affiche
    if cellule.genre == "d" and "-" in cellule.valeur:  # a time of day alone stays as it is
        instant = datetime.fromisoformat(cellule.valeur)
        return f"{instant:%d/%m/%Y}" if instant.time() == time() else f"{instant:%d/%m/%Y %H:%M}"
    if cellule.genre == "b":
        return "VRAI" if cellule.valeur else "FAUX"
    if cellule.genre == "n":
        nombre = Decimal(repr(cellule.valeur)) * (100 if cellule.pourcent else 1)
        dit = f"{nombre.normalize():f}".replace(".", ",")
        return f"{dit} %" if cellule.pourcent else dit
    return str(cellule.valeur)


def write_brut(cellule: CelluleBrute) -> str:
    """Return what a cell shows, short enough to be quoted on one line."""
    return cut_extrait(show_cellule(cellule))
