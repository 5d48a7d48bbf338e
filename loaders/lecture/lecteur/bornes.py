"""How far the reader goes, and what it says where it stops."""

from __future__ import annotations

from typing import Any

ENTREES_MAX = 2_000
PARTIE_MAX = 64 * 2**20
TOTAL_MAX = 128 * 2**20
LIGNES_MAX = 5_000
COLONNES_MAX = 200
LIGNES_EXCEL = 1_048_576
COLONNES_EXCEL = 16_384
CELLULES_MAX = 100_000
LOINTAINES_MAX = 20
"""Cells beyond the rows and the columns that are read, past which a sheet is no table of ours with a stray cell."""
LIGNES_RECONNUES = 20
"""Rows kept of a sheet that goes too far to be read: enough to tell by its headers whether it is one of ours."""
TITRE_MAX = 31
FUSIONS_MAX = 5_000
TEXTE_MAX = 5_000
DEBUT_MAX = 80
"""How much is given of a text that is too long to be read."""
SORTIE_MAX = 32 * 2**20

ENDOMMAGE = (
    "Le fichier est endommagé (archive illisible). Rouvrez-le dans Excel ou LibreOffice et enregistrez-le à nouveau ; "
    "si c’est une archive (.zip), refaites-la."
)
ANORMAL = "Contenu anormal ({}). Recopiez vos réponses dans un classeur neuf et renvoyez-le."
ANORMALE = "Contenu anormal ({}). Refaites l’archive, ou déposez les classeurs qu’elle contient."
INTERDIT = "Contenu XML interdit dans le classeur. Recopiez vos réponses dans un classeur neuf et renvoyez-le."
STRICT = "Format « Strict Open XML » non lu : Enregistrer sous → Classeur Excel (*.xlsx), pas « Strict »."
TROP_GROS = {"refus": ["contenu_anormal", ANORMAL.format("trop volumineux pour être lu")]}
LOIN = (
    "Feuille « {} » : {} cellules sont remplies au-delà de la ligne {} ou de la colonne {}, la première en {}. "
    "Supprimez les lignes et les colonnes sous et à droite du tableau, puis enregistrez."
)
ILLISIBLE = ANORMAL.format("référence de cellule « {} » illisible, vers la ligne {}")
PERDUE = ANORMAL.format("feuille « {} », la cellule {} est remplie mais illisible")
FUSIONS = "Feuille « {} » : la feuille entière ou plus de {} zones sont fusionnées. Défusionnez, puis enregistrez."


class Refuse(Exception):  # noqa: N818
    """The file is refused as a whole: code, message."""


def forbid(*_: Any) -> None:
    """Refuse a document type, whatever it declares."""
    raise Refuse("xml_interdit", INTERDIT)
