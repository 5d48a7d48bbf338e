"""A closed quarter seen since: what was published of it against what the data give now, figure by figure."""

from __future__ import annotations

import json
import weakref
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Any, Final

from metrics.publies import build_publies
from models.campagne import Campagne
from models.plan import Plan
from models.trimestre import Trimestre


class Niveau(StrEnum):
    """What a published figure is of."""

    PLAN = "plan"
    ORIENTATION = "orientations"
    PRIORITE = "priorites"
    ENGAGEMENT = "engagements"
    ACTION = "actions"
    PARTENAIRE = "partenaires"


CLES: Final = {
    Niveau.ORIENTATION: "code",
    Niveau.PRIORITE: "code",
    Niveau.ENGAGEMENT: "numero",
    Niveau.ACTION: "code",
    Niveau.PARTENAIRE: "nom",
}
"""What a line of each level is known by."""
_CHIFFRES: Final = ("avancement", "taux_realisation", "attendu", "ecart", "taux_remontee", "exclues")
CHAMPS: Final[Mapping[Niveau, tuple[str, ...]]] = {
    Niveau.PLAN: _CHIFFRES,
    Niveau.ORIENTATION: _CHIFFRES,
    Niveau.PRIORITE: _CHIFFRES,
    Niveau.ENGAGEMENT: _CHIFFRES,
    Niveau.ACTION: ("avancement", "statut", "meteo", "priorite", "poids"),
    Niveau.PARTENAIRE: ("attendues", "mobilisees", "silencieuses"),
}
"""The figures that are told side by side; what they are made of (coverage, bracket) is in the file that keeps all."""


@dataclass(frozen=True, slots=True)
class Ecart:
    """A figure that is no longer the one published: `code` is empty for the plan; None is « non renseigné ».

    `presente` is None too for what the plan had not then, `corrige` for what it has no more.
    """

    niveau: Niveau
    code: str
    champ: str
    presente: Any
    corrige: Any


@dataclass(frozen=True, slots=True)
class Correction:
    """A quarter that was closed: since when (None once it is reopened), by which rule, what is no longer as published.

    `presente` and `corrige` are the avancement of the plan, 0-100, None when nothing was known.
    """

    trimestre: Trimestre
    close_le: date | None
    regle: str
    presente: float | None
    corrige: float | None
    ecarts: tuple[Ecart, ...]


_FAITES: dict[tuple[int, Trimestre], tuple[weakref.ref[Plan], Correction]] = {}
"""Kept by the very plan they are of: every foot of page asks."""


def find_correction(plan: Plan, trimestre: Trimestre) -> Correction | None:
    """Return a quarter as published against as it is now; None for one that was never closed."""
    campagne = plan.find_campagne(trimestre)
    if campagne is None or campagne.fige is None:
        return None
    cle = id(plan), trimestre
    faite = _FAITES.get(cle)
    if faite is not None and faite[0]() is plan:
        return faite[1]
    for morte in [c for c, (qui, _) in list(_FAITES.items()) if qui() is None]:
        _FAITES.pop(morte, None)
    correction = _compare(plan, campagne, campagne.fige.chiffres, campagne.fige.regle)
    _FAITES[cle] = weakref.ref(plan), correction
    return correction


def _compare(plan: Plan, campagne: Campagne, chiffres: str, regle: str) -> Correction:
    presente: dict[str, Any] = json.loads(chiffres)
    corrige: dict[str, Any] = build_publies(plan, campagne.trimestre)
    return Correction(
        campagne.trimestre,
        campagne.close_le,
        regle,
        presente["plan"]["avancement"],
        corrige["plan"]["avancement"],
        tuple(_iter_ecarts(presente, corrige)),
    )


def _iter_ecarts(presente: Mapping[str, Any], corrige: Mapping[str, Any]) -> Iterator[Ecart]:
    """Yield what differs, the plan first, then level by level in the order of the tree as it is now."""
    for niveau, champs in CHAMPS.items():
        avant, apres = _index(presente, niveau), _index(corrige, niveau)
        for code in dict.fromkeys([*apres, *avant]):
            dit, lu = avant.get(code, {}), apres.get(code, {})
            for champ in champs:
                if dit.get(champ) != lu.get(champ):
                    yield Ecart(niveau, code, champ, dit.get(champ), lu.get(champ))


def _index(publies: Mapping[str, Any], niveau: Niveau) -> dict[str, Mapping[str, Any]]:
    if niveau is Niveau.PLAN:
        return {"": publies[niveau.value]}
    return {str(ligne[CLES[niveau]]): ligne for ligne in publies[niveau.value]}
