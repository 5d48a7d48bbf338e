"""What a workbook says, once read: declarations, each tied to its cell, and the files' identity."""

from __future__ import annotations

from dataclasses import dataclass, field

from loaders.lecture import ClasseurBrut
from models.changement import Valeur
from models.colonnes import TIMBRE
from models.modeles import REMONTEE
from models.texte import fold


@dataclass(frozen=True, slots=True)
class Declaration:
    """One field that a cell sets (or erases). `trimestre` is None for what has no quarter: a new jalon's title."""

    objet: str
    reference: str
    champ: str
    trimestre: str | None
    valeur: Valeur
    cellule: str
    efface: bool = False
    formule: bool = False


@dataclass(frozen=True, slots=True)
class LigneLue:
    """A row read: its sheet and number (the key of a tick on the screen), its action, what it declares.

    `action` is the empty text for a row that speaks of none.
    """

    feuille: str
    numero: int
    action: str
    reference: str
    declarations: tuple[Declaration, ...] = ()

    @property
    def cle(self) -> str:
        """Return the row's name: `Avancement!7`."""
        return f"{self.feuille}!{self.numero}"


@dataclass(frozen=True, slots=True)
class Timbre:
    """The stamp of a workbook of ours; fields are None where it says nothing. `nature` is the key of its kind."""

    schema: str | None = None
    trimestre: str | None = None
    pilote: str | None = None
    gabarit: str | None = None
    revision: int | None = None
    demonstration: bool = False
    nature: str = REMONTEE.cle


TOUS = "*"
"""Pilot of a workbook that holds every action."""


@dataclass(frozen=True, slots=True)
class Options:
    """What the editor said about a file beyond its content."""

    trimestre: str | None = None
    pourcentage: str | None = None
    creer_partenaires: bool = False
    exclues: frozenset[str] = field(default_factory=frozenset)


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
        champs.get("nature", REMONTEE.cle),
    )
