"""A table as a CSV file: UTF-8 without a mark, commas, CRLF, points and ISO dates.

That is what the guide of data.gouv.fr, that of OpenDataFrance and RFC 4180 ask of open data, and what a Table Schema
takes unless told. A spreadsheet set to French does not split it on a double click: for those there is the workbook.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator
from datetime import date
from decimal import Decimal
from typing import Final

from exports.ouvertes.schema import FICTIF, PUBLIE
from exports.tables.champs import Table, Valeur
from models.texte import SEPARATEUR, begins_formule, clean

OUI_NON: Final = {True: "true", False: "false"}


def dump_csv(table: Table, trimestre: str, demonstration: bool) -> bytes:
    """Return the file of a table; every row ends with its quarter and with whether it is fictitious.

    A text is written as it is, even where a spreadsheet would take it for a formula: a sign put before it would make
    the data false for every program. `list_formules` says where, and the read-me file with it.
    """
    tampon = io.StringIO(newline="")
    plume = csv.writer(tampon, lineterminator="\r\n")
    plume.writerow([champ.nom for champ in (*table.champs, PUBLIE, FICTIF)])
    fin = (trimestre, OUI_NON[demonstration])
    plume.writerows([*map(write_valeur, ligne), *fin] for ligne in table.lignes)
    return tampon.getvalue().encode()


def write_valeur(valeur: Valeur) -> str:
    """Return a value as open data writes it; None is nothing."""
    if valeur is None:
        return ""
    if isinstance(valeur, bool):
        return OUI_NON[valeur]
    if isinstance(valeur, tuple):
        return SEPARATEUR.join(map(clean, valeur))
    if isinstance(valeur, date):
        return valeur.isoformat()
    return clean(valeur) if isinstance(valeur, str) else f"{Decimal(repr(valeur)):f}"


def list_formules(table: Table) -> Iterator[tuple[int, str]]:
    """Yield the line and the column of each text that a spreadsheet may take for a formula; the headers are line 1."""
    for numero, ligne in enumerate(table.lignes, start=2):
        for champ, valeur in zip(table.champs, ligne, strict=True):
            if isinstance(valeur, str | tuple) and begins_formule(write_valeur(valeur)):
                yield numero, champ.nom
