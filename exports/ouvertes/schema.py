"""What a table says of itself to programs: its Table Schema, as specs.frictionlessdata.io/table-schema defines it."""

from __future__ import annotations

from typing import Final

from exports.tables.champs import Champ, Genre, Table
from metrics.publies_charte import Json

PUBLIE: Final = Champ("trimestre_publie", "Trimestre des données", Genre.TEXTE, "Trimestre des données.")
FICTIF: Final = Champ(
    "demonstration", "Données fictives", Genre.OUI_NON, "Vrai\u202f: données fictives de démonstration."
)
TYPES: Final = {
    Genre.TEXTE: "string",
    Genre.LISTE: "string",
    Genre.ENTIER: "integer",
    Genre.NOMBRE: "number",
    Genre.POURCENT: "number",
    Genre.TAUX: "number",
    Genre.POINTS: "number",
    Genre.DATE: "date",
    Genre.OUI_NON: "boolean",
}
UNITES: Final = {
    Genre.LISTE: " Valeurs séparées par «\u202f | \u202f».",
    Genre.POURCENT: " En pourcentage, de 0 à 100.",
    Genre.POINTS: " En points de pourcentage.",
}


def build_schema(table: Table) -> dict[str, Json]:
    """Return the Table Schema of a table, with the two columns that every file ends with.

    Files of several quarters may be put end to end: the quarter published is part of the key.
    """
    schema: dict[str, Json] = {
        "fields": [_build_champ(champ) for champ in (*table.champs, PUBLIE, FICTIF)],
        "missingValues": [""],
    }
    if table.cle:
        schema["primaryKey"] = [*table.cle, PUBLIE.nom]
    if table.liens:
        schema["foreignKeys"] = [
            {"fields": [lien.champ], "reference": {"resource": lien.table, "fields": [lien.cible]}}
            for lien in table.liens
        ]
    return schema


def _build_champ(champ: Champ) -> dict[str, Json]:
    dit: dict[str, Json] = {
        "name": champ.nom,
        "title": champ.titre,
        "description": champ.sens + UNITES.get(champ.genre, ""),
        "type": TYPES[champ.genre],
    }
    if champ.genre is Genre.OUI_NON:
        dit |= {"trueValues": ["true"], "falseValues": ["false"]}
    contraintes: dict[str, Json] = {}
    if champ.obligatoire or champ in (PUBLIE, FICTIF):
        contraintes["required"] = True
    if champ.choix:
        contraintes["enum"] = [str(choix) for choix in champ.choix]
    if champ is PUBLIE:
        contraintes["pattern"] = "[0-9]{4}-T[1-4]"
    return dit | ({"constraints": contraintes} if contraintes else {})
