"""The read-me file of a folder of open data, in French: what it holds, how to open it, what to mind."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from exports.ouvertes.fichier import list_formules
from exports.tables.champs import Table
from phrases.format import FINE, format_compte, format_reste

PLACES_MAX: Final = 20
"""Places of would-be formulas that are named; the others are counted."""
OUVERTURE: Final = (
    f"Chaque fichier .csv est en UTF-8, séparé par des virgules{FINE}; nombres avec un point, dates AAAA-MM-JJ, "
    f"case vide{FINE}: non renseigné, jamais 0. Le fichier .schema.json de même nom (Table Schema) dit le sens de "
    "chaque colonne, et datapackage.json les réunit. Dans un tableur, passez par l’import, colonnes en texte."
)
PUBLIE: Final = (
    "Blocages, décisions attendues et textes libres n’y sont pas. Avant de publier, choisissez une licence et nommez "
    "qui publie."
)
RESERVE: Final = "**Usage interne.** Ces fichiers contiennent blocages, décisions et textes libres. Ne les publiez pas."


def write_notice(titre: str, description: str, tables: Sequence[Table], interne: bool) -> str:
    """Return the text; where a cell begins like a formula it says so, since data is given as it is."""
    fichiers = [
        f"- {table.nom}.csv ({format_compte(len(table.lignes), 'ligne')}){FINE}: {table.sens}" for table in tables
    ]
    paragraphes = [f"# {titre}", RESERVE if interne else PUBLIE, description, OUVERTURE, "\n".join(fichiers)]
    if dit := _write_formules(tables):
        paragraphes.append(dit)
    return "\n\n".join(paragraphes) + "\n"


def _write_formules(tables: Sequence[Table]) -> str:
    places = [f"{t.nom}.csv, ligne {ligne}, {nom}" for t in tables for ligne, nom in list_formules(t)]
    if not places:
        return ""
    dites = places[:PLACES_MAX]
    if len(places) > PLACES_MAX:
        dites.append(format_reste(len(places) - PLACES_MAX))
    texte = format_compte(len(places), "case commence", "cases commencent")
    liste = "\n".join(f"- {place}" for place in dites)
    return f"{texte} comme une formule de tableur. Les données sont laissées telles quelles{FINE}:\n\n{liste}"
