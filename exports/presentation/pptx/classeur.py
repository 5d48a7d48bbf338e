"""The workbook inside a chart: what PowerPoint opens when its data are edited, with headers a person reads."""

from __future__ import annotations

import io
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, TypeAlias

from exports.presentation.pptx.ecriture import clean
from models.archive import freeze_archive
from models.texte import begins_formule

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
    from openpyxl import Workbook

    classeur: Any = Workbook()
    feuille = classeur.active
    feuille.title = FEUILLE
    toutes = [Colonne("", tuple(categories)), *colonnes]
    for rang, colonne in enumerate(toutes, start=1):
        feuille.column_dimensions[chr(64 + rang)].width = LARGEUR if rang > 1 else LARGEUR_NOM
        for ligne, valeur in enumerate((colonne.nom, *colonne.valeurs), start=1):
            _write(feuille.cell(ligne, rang), valeur, colonne.format_)
    feuille.freeze_panes = "B2"
    classeur.properties.creator, classeur.properties.created = "", EPOQUE
    tampon = io.BytesIO()
    classeur.save(tampon)
    return freeze_archive(tampon.getvalue(), EPOQUE)


def _write(cellule: Any, valeur: Valeur, format_: str) -> None:
    if not isinstance(valeur, str):
        cellule.value = valeur
        cellule.number_format = format_
    elif valeur:
        cellule.value = clean(valeur)
        cellule.data_type = "s"
        cellule.quotePrefix = begins_formule(valeur)
