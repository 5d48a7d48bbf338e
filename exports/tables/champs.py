"""What a published table is made of: columns that say what they mean, rows of values, who may read them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import TypeAlias

Valeur: TypeAlias = "str | int | float | date | bool | tuple[str, ...] | None"
"""None: nothing is known, or nothing is to be said. A percentage goes from 0 to 100, a taux from 0 to 1."""


class Genre(StrEnum):
    """What a column holds, whatever the file that it is written in."""

    TEXTE = "texte"
    LISTE = "liste"
    ENTIER = "entier"
    NOMBRE = "nombre"
    POURCENT = "pourcent"
    TAUX = "taux"
    POINTS = "points"
    DATE = "date"
    OUI_NON = "oui ou non"


@dataclass(frozen=True, slots=True)
class Champ:
    """A column: its name in open data, its header in a workbook, what it means in a sentence.

    `interne`: not published unless asked for. `choix`: the closed list of its values, empty where it is not closed.
    """

    nom: str
    titre: str
    genre: Genre
    sens: str
    interne: bool = False
    choix: tuple[str, ...] = ()
    obligatoire: bool = False


@dataclass(frozen=True, slots=True)
class Lien:
    """The values of a column are those of another table's column, or nothing."""

    champ: str
    table: str
    cible: str


@dataclass(frozen=True, slots=True)
class Table:
    """A table: `nom` in open data, `titre` in a workbook, `cle` the columns that tell its rows apart.

    `interne`: the whole of it is not published unless asked for.
    """

    nom: str
    titre: str
    sens: str
    champs: tuple[Champ, ...]
    lignes: Sequence[tuple[Valeur, ...]]
    cle: tuple[str, ...] = ()
    liens: tuple[Lien, ...] = ()
    interne: bool = False

    def list_valeurs(self, nom: str) -> list[Valeur]:
        """Return the values of a column; raise KeyError for a name that is none of its columns."""
        noms = [c.nom for c in self.champs]
        if nom not in noms:
            raise KeyError(nom)
        rang = noms.index(nom)
        return [ligne[rang] for ligne in self.lignes]


def select_publics(table: Table) -> Table | None:
    """Return a table without its internal columns, None when the whole of it is internal."""
    if table.interne:
        return None
    gardes = [rang for rang, champ in enumerate(table.champs) if not champ.interne]
    noms = {table.champs[rang].nom for rang in gardes}
    return Table(
        table.nom,
        table.titre,
        table.sens,
        tuple(table.champs[rang] for rang in gardes),
        [tuple(ligne[rang] for rang in gardes) for ligne in table.lignes],
        table.cle,
        tuple(lien for lien in table.liens if lien.champ in noms),
    )
