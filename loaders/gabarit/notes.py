"""The rows of a workbook to be filled, and the notes that say what is already known of a cell."""

from __future__ import annotations

from models.colonnes import Colonne, Feuille

Ligne = dict[str, object]
"""Header → value; what is absent is blank. A header after `NOTE` holds the note of its cell."""

NOTE = "note de "


def write_note(colonne: Colonne, valeur: object) -> Ligne:
    """Return the note that says what is already known of a typed cell; nothing when nothing is."""
    if valeur is None:
        return {}
    dite = {True: "oui", False: "non"}[valeur] if isinstance(valeur, bool) else str(valeur)
    return {f"{NOTE}{colonne.libelle}": f"Déjà connu : {dite}. Ne le répétez pas."}


def list_notes(feuille: Feuille, source: object) -> Ligne:
    """Return the notes of every typed cell of a row, from the fields of what is stored."""
    notes: Ligne = {}
    for colonne in feuille.saisies:
        notes |= write_note(colonne, getattr(source, colonne.champ or "", None))
    return notes
