"""The stamp of a workbook of ours: what it was made for, and from what."""

from __future__ import annotations

import re
from dataclasses import dataclass

from loaders.lecture.brut import ClasseurBrut
from models.colonnes import EXPORT, TIMBRE
from models.refus import ClasseurRefuse
from models.remede import Remede
from models.texte import fold

MENTION_MAX = 3
_MENTION = re.compile(r" ?: donnees au \d\d/\d\d/\d{4} \([tq][1-4] \d{4}\), (?:derniere|aucune) remontee .* base ")
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


def check_export(classeur: ClasseurBrut) -> None:
    """Raise ClasseurRefuse for a table taken from a screen of ours: read, it would say a quarter's figures of another.

    It bears a mark; one taken before there was a mark is known by the mention above its table (fault 73).
    """
    hauts = (str(c.valeur) for f in classeur.feuilles for n, cs in f.lignes if n <= MENTION_MAX for c in cs.values())
    if EXPORT in classeur.proprietes or any(_MENTION.search(fold(texte)) for texte in hauts):
        raise ClasseurRefuse(
            "tableau_de_l_application",
            "Ce fichier est un tableau téléchargé depuis cette application : il montre des chiffres, il n’en apporte "
            "pas. Pour en donner, remplissez un classeur à remplir",
            Remede(
                ecran="(« Télécharger les classeurs à remplir », sur cet écran).",
                commande="(« python -m loaders template », ou l’écran Importer).",
                fichier="que vous demanderez à qui suit le plan.",
            ),
        )


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
