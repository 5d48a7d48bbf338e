"""A stored value in the words that people read: the same on a screen, in a command, a message, a marked workbook."""

from __future__ import annotations

from datetime import date

from models.changement import Valeur
from models.colonnes import Colonne, Genre
from models.vocabulaire import NiveauImplication
from phrases.format import FINE, format_date, format_exact

TERMINE = "terminé"
"""What is said of the empty text: it ends what an earlier quarter stated."""


def format_valeur(colonne: Colonne | None, valeur: Valeur) -> str:
    """Return a stored value as people read it, with every digit; empty for none, « terminé » for what was ended.

    `colonne` is the one that writes it, None for a field that no sheet holds. Typed in a cell of that column, the text
    gives the value back, « terminé » apart (EFFACER is what ends). Nothing is cut: whoever has little room does.
    """
    genre = None if colonne is None else colonne.genre
    if valeur is None:
        return ""
    if isinstance(valeur, bool):
        return "oui" if valeur else "non"
    if isinstance(valeur, str):
        return _format_texte(genre, valeur)
    if genre is Genre.IMPLICATION:
        return NiveauImplication(int(valeur)).libelle
    if genre is Genre.ANNEE:
        return str(valeur)
    return f"{format_exact(valeur)}{FINE}%" if genre is Genre.POURCENTAGE else format_exact(valeur)


def _format_texte(genre: Genre | None, texte: str) -> str:
    if not texte:
        return TERMINE
    if genre not in (None, Genre.DATE, Genre.JOUR):
        return texte  # what somebody wrote stays as it is, even where it looks like a date
    try:
        return format_date(date.fromisoformat(texte))
    except ValueError:
        return texte
