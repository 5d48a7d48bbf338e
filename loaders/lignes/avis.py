"""The rows of a file before they are compared with what is stored, and the warnings on their cells."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from loaders.anomalie import Anomalie
from loaders.lignes.declaration import RANG, Declaration, LigneLue
from loaders.lignes.rangee import Rangee
from loaders.lignes.stocke import Stocke
from loaders.question import Retrait
from loaders.tableaux.identite import Identite
from models.colonnes import Colonne
from models.modeles import Modeles
from models.plan import Plan
from phrases.valeurs import format_valeur


@dataclass(frozen=True, slots=True)
class Verification:
    """What the rows of a file are checked against: the plan, who sends them, what is stored, the words of columns.

    `places` are the rows as they stand in the file, by their key.
    """

    plan: Plan
    identite: Identite
    lignes: Sequence[LigneLue]
    stocke: Stocke
    modeles: Modeles
    places: Mapping[str, Rangee] = field(default_factory=dict)

    def list_retraits(self, ligne: LigneLue) -> Mapping[Colonne, Retrait]:
        """Return the cells of a row whose words would take something back, by column."""
        return self.places[ligne.cle].retraits if ligne.cle in self.places else {}

    def warn(self, declaration: Declaration, code: str, message: str) -> Anomalie:
        """Return a warning on the cell of a declaration."""
        d = declaration
        nom = d.reference.split("/", 1)[-1] if d.champ == RANG else ""
        return Anomalie.sur(
            d.cellule,
            code,
            message,
            entete=self.modeles.name_champ(d.objet, d.champ),
            valeur=nom or format_valeur(self.modeles.find_colonne(d.objet, d.champ), d.valeur),
        )
