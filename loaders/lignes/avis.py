"""The rows of a file before they are compared with what is stored, and the warnings on their cells."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from loaders.anomalie import Anomalie, Gravite, cut_extrait
from loaders.lignes.declaration import RANG, Declaration, LigneLue
from loaders.lignes.stocke import Stocke
from loaders.tableaux.identite import Identite
from models.modeles import Modeles
from models.plan import Plan
from phrases.valeurs import format_valeur


@dataclass(frozen=True, slots=True)
class Verification:
    """What the rows of a file are checked against: the plan, who sends them, what is stored, the words of columns."""

    plan: Plan
    identite: Identite
    lignes: Sequence[LigneLue]
    stocke: Stocke
    modeles: Modeles

    def warn(self, ligne: LigneLue, declaration: Declaration, code: str, message: str) -> Anomalie:
        """Return a warning on the cell of a declaration."""
        return warn(self.modeles, ligne, declaration, code, message)


def warn(modeles: Modeles, ligne: LigneLue, declaration: Declaration, code: str, message: str) -> Anomalie:
    """Return a warning on the cell of a declaration."""
    feuille, _, place = declaration.cellule.rpartition("!")
    colonne = modeles.find_colonne(declaration.objet, declaration.champ)
    nom = cut_extrait(declaration.reference.split("/", 1)[-1]) if declaration.champ == RANG else ""
    return Anomalie(
        code,
        f"{modeles.name_champ(declaration.objet, declaration.champ)} : {message}",
        Gravite.AVERTISSEMENT,
        feuille,
        ligne.numero,
        place.rstrip("0123456789"),
        nom or cut_extrait(format_valeur(colonne, declaration.valeur)) or None,
    )
