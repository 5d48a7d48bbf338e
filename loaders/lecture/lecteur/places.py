"""Where a cell stands: letters, numbers, references as files write them."""

from __future__ import annotations

import functools
import re

REFERENCE = re.compile(r"([A-Za-z]{1,3})([0-9]{1,7})")
NUMERO = re.compile(r"([0-9]{1,7})(?:\.0*)?")  # some programs write the rows « 2.0 »


def column_number(lettres: str) -> int:
    """Return the number of a column from its letters: A is 1."""
    return functools.reduce(lambda nombre, lettre: nombre * 26 + ord(lettre) - 64, lettres, 0)


def column_letters(nombre: int) -> str:
    """Return the letters of a column from its number."""
    lettres = ""
    while nombre:
        nombre, reste = divmod(nombre - 1, 26)
        lettres = chr(65 + reste) + lettres
    return lettres
