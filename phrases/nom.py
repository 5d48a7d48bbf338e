"""How sentences call the plan: its short name is data, and French agrees with it."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache

from models.plan import Plan
from models.texte import fold

_ELIDE = tuple("aeiouhœ")
"""First letters before which « le » and « la » lose their vowel; an initial h is taken as mute."""


@dataclass(frozen=True, slots=True)
class Nom:
    """The plan's name as sentences take it: « le Schéma », « du Schéma », « au Schéma »; « de l’Agenda ».

    `titre` stands alone or opens a heading, `debut` opens a sentence; `e` ends a participle that agrees with it;
    `s_il` is « s’il » or « si elle ».
    """

    mot: str
    feminin: bool
    le: str
    du: str
    au: str

    @property
    def titre(self) -> str:
        """Return the name alone, with a capital."""
        return _capitalize(self.mot)

    @property
    def debut(self) -> str:
        """Return « Le Schéma », as a sentence begins."""
        return _capitalize(self.le)

    @property
    def un_autre(self) -> str:
        """Return « un autre Schéma »."""
        return f"{'une' if self.feminin else 'un'} autre {self.mot}"

    @property
    def e(self) -> str:
        """Return what a regular participle ends with."""
        return "e" if self.feminin else ""

    @property
    def s_il(self) -> str:
        """Return « s’il », « si elle »."""
        return "si elle" if self.feminin else "s’il"


def write_nom(plan: Plan) -> Nom:
    """Return the forms of the plan's short name."""
    return decline(plan.nom_court, plan.feminin)


def write_nom_commun(plan: Plan) -> Nom:
    """Return the same forms without the capital, as a common noun takes them; an acronym keeps its own."""
    mot = plan.nom_court
    return decline(mot if mot[1:2].isupper() else mot[0].lower() + mot[1:], plan.feminin)


@lru_cache(maxsize=8)
def decline(mot: str, feminin: bool) -> Nom:
    """Return the forms of a singular noun, elided before a vowel."""
    if fold(mot).startswith(_ELIDE):
        return Nom(mot, feminin, f"l’{mot}", f"de l’{mot}", f"à l’{mot}")
    if feminin:
        return Nom(mot, feminin, f"la {mot}", f"de la {mot}", f"à la {mot}")
    return Nom(mot, feminin, f"le {mot}", f"du {mot}", f"au {mot}")


def write_contact(plan: Plan) -> str:
    """Return who answers for a workbook, as the last line of its first sheet says it."""
    return f"Contact : {plan.contact or 'la personne'} qui vous a envoyé ce classeur."


def _capitalize(texte: str) -> str:
    return texte[0].upper() + texte[1:]
