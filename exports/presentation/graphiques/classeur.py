"""The workbook inside a chart: what PowerPoint opens when its data are edited, with headers a person reads."""

from __future__ import annotations

import io
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, TypeAlias

from models.texte import begins_formule, clean

Valeur: TypeAlias = "float | str | None"
FEUILLE = "Données"
EPOQUE = datetime(1980, 1, 1)
POURCENT, ENTIER = '0\u202f"%"', "0"
LARGEUR_NOM, LARGEUR = 44, 16


@dataclass(frozen=True, slots=True)
class Colonne:
    """A column of the workbook: its header, its values, the format of its numbers."""

    nom: str
    valeurs: tuple[Valeur, ...]
    format_: str = POURCENT


def name_plage(rang: int, nombre: int) -> str:
    """Return the cells of a column under its header, from its rank: 0 is that of the categories."""
    return f"'{FEUILLE}'!${chr(65 + rang)}$2:${chr(65 + rang)}${nombre + 1}"


def name_entete(rang: int) -> str:
    """Return the cell of a column's header."""
    return f"'{FEUILLE}'!${chr(65 + rang)}$1"


def build_classeur(categories: Sequence[str], colonnes: Sequence[Colonne]) -> bytes:
    """Return the workbook of a chart; what is unknown is an empty cell, a text is never a formula."""
    from xlsxwriter import Workbook

    tampon = io.BytesIO()
    classeur: Any = Workbook(tampon, {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False})
    classeur.set_properties({"created": EPOQUE})
    cite = classeur.add_format({"quote_prefix": True})
    feuille = classeur.add_worksheet(FEUILLE)
    for rang, colonne in enumerate([Colonne("", tuple(categories)), *colonnes]):
        feuille.set_column(rang, rang, LARGEUR if rang else LARGEUR_NOM)
        nombre = classeur.add_format({"num_format": colonne.format_})
        for ligne, valeur in enumerate((colonne.nom, *colonne.valeurs)):
            if valeur and isinstance(valeur, str):
                feuille.write_string(ligne, rang, clean(valeur), cite if begins_formule(valeur) else None)
            elif not isinstance(valeur, str) and valeur is not None:
                feuille.write_number(ligne, rang, valeur, nombre)
    feuille.freeze_panes(1, 1)
    classeur.close()
    return tampon.getvalue()
