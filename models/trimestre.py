"""The quarter: the unit of time of a campaign."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date, timedelta

from models.texte import fold

_ANNEE_D_ABORD = re.compile(r"(?P<a>\d{4}) ?-? ?[tq](?P<n>[1-4])")
_NUMERO_D_ABORD = re.compile(
    r"(?:[tq](?P<n1>[1-4])|(?P<n2>[1-4]) ?t|(?P<n3>[1-4])(?:er|e|eme)? trimestre) ?-? ?(?P<a>\d{4}|\d{2})"
)


@dataclass(frozen=True, order=True, slots=True)
class Trimestre:
    """A calendar quarter; `str()` gives the stored form `2026-T3`, which sorts as text in the order of time."""

    annee: int
    numero: int

    def __str__(self) -> str:
        return f"{self.annee:04d}-T{self.numero}"

    @property
    def libelle(self) -> str:
        """Return the form shown to people: « T3 2026 »."""
        return f"T{self.numero} {self.annee}"

    @property
    def premier_jour(self) -> date:
        """Return the first day of the quarter."""
        return date(self.annee, 3 * self.numero - 2, 1)

    @property
    def dernier_jour(self) -> date:
        """Return the last day of the quarter."""
        return self.decale(1).premier_jour - timedelta(days=1)

    def is_en_cours(self, aujourd_hui: date | None) -> bool:
        """Return whether the quarter is not over on a day, its last one included; never when nobody says the day."""
        return aujourd_hui is not None and aujourd_hui <= self.dernier_jour

    @property
    def rang(self) -> int:
        """Return the number of quarters since year 0, so that a difference of ranks is a distance."""
        return self.annee * 4 + self.numero - 1

    def decale(self, pas: int) -> Trimestre:
        """Return the quarter `pas` quarters later (earlier when negative)."""
        annee, reste = divmod(self.rang + pas, 4)
        return Trimestre(annee, reste + 1)

    @classmethod
    def from_date(cls, jour: date) -> Trimestre:
        """Return the quarter that holds a day."""
        return cls(jour.year, (jour.month - 1) // 3 + 1)

    @classmethod
    def parse(cls, texte: str) -> Trimestre:
        """Read `2026-T3`, `T3 2026`, `3T2026`, `T3-26`, `Q3 2026`, « 3e trimestre 2026 »; else raise ValueError.

        Its message is a French sentence, which every refusal of a quarter says in these words.
        """
        cle = fold(texte)
        if m := _ANNEE_D_ABORD.fullmatch(cle):
            return cls(int(m["a"]), int(m["n"]))
        if m := _NUMERO_D_ABORD.fullmatch(cle):
            annee = int(m["a"])
            return cls(annee + 2000 if annee < 100 else annee, int(m["n1"] or m["n2"] or m["n3"]))
        raise ValueError(f"« {texte[:30]} » n’est pas un trimestre : écrivez par exemple 2026-T3.")


def list_trimestres(premier: Trimestre, dernier: Trimestre) -> list[Trimestre]:
    """Return every quarter from `premier` to `dernier`, both included; empty when they are in the wrong order."""
    return [premier.decale(i) for i in range(dernier.rang - premier.rang + 1)]
