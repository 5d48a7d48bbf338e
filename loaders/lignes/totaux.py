"""The rows that sum up the others, below a table or within it: none of their cells is read (fault 76)."""

from __future__ import annotations

import re
from collections.abc import Sequence

from loaders.anomalie import cut_extrait
from loaders.cellules.valeurs import clean_texte
from loaders.lignes.cles import Regle
from loaders.lignes.rangee import Rangee
from loaders.lignes.validateur import Validateur
from models.colonnes import Colonne
from models.texte import fold

LIGNE_DE_TOTAL = "ligne_de_total"
_TOTAL = re.compile(r"(?:(?:sous[ -])?tota(?:l|ux)|moyennes?|somme|cumul)\b|(?:ensemble|synthese|recapitulatif)$")


def is_total(texte: str) -> bool:
    """Return whether a text names the sum of other rows."""
    return _TOTAL.match(fold(texte)) is not None


def drop_totaux(validateur: Validateur, rangees: Sequence[Rangee], regle: Regle) -> list[Rangee]:
    """Return the rows that are not the sum of others; each of those gets a warning, whatever its cells hold."""
    gardees = []
    for rangee in rangees:
        total = _find_total(validateur, rangee)
        if total and not (regle.names is not None and regle.names(rangee)):
            message = f"« {cut_extrait(total)} » : cette ligne résume les autres, elle n’est pas lue."
            validateur.add(rangee, rangee.tableau.feuille.colonnes[0], LIGNE_DE_TOTAL, message, avis=True)
        else:
            gardees.append(rangee)
    return gardees


def _find_total(validateur: Validateur, rangee: Rangee) -> str:
    """Return what names a row as the sum of others, in its first column or its title; empty for a row of its own."""
    premiere, *autres = rangee.tableau.feuille.colonnes
    brut = _read(rangee, premiere)
    titres = [brut] if brut else [t for c in autres if c.temoin and (t := _read(rangee, c))]
    return next((t for t in titres if is_total(t) and fold(t) not in validateur.propres), "")


def _read(rangee: Rangee, colonne: Colonne) -> str:
    _, cellule = rangee.ligne.cellules.get(colonne, ("", None))
    return clean_texte(cellule.valeur)[0] if cellule is not None and cellule.genre == "s" else ""
