"""A warning on the cell that declares something."""

from __future__ import annotations

from loaders.anomalie import Anomalie, Gravite, cut_extrait
from loaders.declaration import RANG, Declaration, LigneLue
from loaders.mots import write_valeur
from models.modeles import find_colonne, name_champ


def warn(ligne: LigneLue, declaration: Declaration, code: str, message: str) -> Anomalie:
    """Return a warning on the cell of a declaration."""
    feuille, _, place = declaration.cellule.rpartition("!")
    colonne = find_colonne(declaration.objet, declaration.champ)
    nom = cut_extrait(declaration.reference.split("/", 1)[-1]) if declaration.champ == RANG else ""
    return Anomalie(
        code,
        f"{name_champ(declaration.objet, declaration.champ)} : {message}",
        Gravite.AVERTISSEMENT,
        feuille,
        ligne.numero,
        place.rstrip("0123456789"),
        nom or write_valeur(colonne, declaration.valeur) or None,
    )
