"""The rows of a workbook to be filled, and the notes that say what is already known of a cell."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

from models.colonnes import Colonne, Feuille
from phrases.format import format_date


@dataclass(frozen=True, slots=True)
class Ligne:
    """A pre-filled row, and the notes of its cells, by column of the sheet; what is absent is blank."""

    valeurs: Mapping[Colonne, object]
    notes: Mapping[Colonne, str] = field(default_factory=dict)


def write_note(colonne: Colonne, valeur: object) -> dict[Colonne, str]:
    """Return the note that says what is already known of a typed cell; nothing when nothing is."""
    if valeur is None:
        return {}
    dite = {True: "oui", False: "non"}[valeur] if isinstance(valeur, bool) else str(valeur)
    if isinstance(valeur, date):
        dite = format_date(valeur)
    return {colonne: f"Déjà connu : {dite}. Ne le répétez pas."}


def list_notes(feuille: Feuille, source: object) -> dict[Colonne, str]:
    """Return the notes of every typed cell of a row, from the fields of what is stored."""
    notes: dict[Colonne, str] = {}
    for colonne in feuille.saisies:
        notes |= write_note(colonne, getattr(source, colonne.champ or "", None))
    return notes
