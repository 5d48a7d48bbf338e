"""The stamp of a workbook of ours: what it was made for, and from what."""

from __future__ import annotations

from dataclasses import dataclass

from loaders.lecture.brut import ClasseurBrut
from models.colonnes import TIMBRE
from models.texte import fold

NATURE_TUE = "remontee"
"""Key of the kind of workbook whose stamp does not say its kind: the quarterly one, older than the others."""

TOUS = "*"
"""Pilot of a workbook that holds every action."""


@dataclass(frozen=True, slots=True)
class Timbre:
    """The stamp of a workbook of ours; fields are None where it says nothing. `nature` is the key of its kind."""

    schema: str | None = None
    trimestre: str | None = None
    pilote: str | None = None
    gabarit: str | None = None
    revision: int | None = None
    demonstration: bool = False
    nature: str = NATURE_TUE


def read_timbre(classeur: ClasseurBrut) -> Timbre | None:
    """Return the stamp, from the hidden sheet or else the document's properties; None when there is none."""
    champs: dict[str, str] = {}
    for feuille in classeur.feuilles:
        if fold(feuille.nom) == fold(TIMBRE):
            for _, cellules in feuille.lignes:
                if "A" in cellules and "B" in cellules:
                    champs[str(cellules["A"].valeur)] = str(cellules["B"].valeur)
    if "gabarit" not in champs:
        champs = {k.removeprefix("schema_"): v for k, v in classeur.proprietes.items() if k.startswith("schema_")}
    if "gabarit" not in champs:
        return None
    revision = champs.get("revision", "")
    return Timbre(
        champs.get("schema"),
        champs.get("trimestre"),
        champs.get("pilote"),
        champs["gabarit"],
        int(revision) if revision.isdecimal() and len(revision) < 10 else None,
        champs.get("demonstration") == "oui",
        champs.get("nature", NATURE_TUE),
    )
