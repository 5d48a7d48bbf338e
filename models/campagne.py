"""What a closed quarter keeps of what was published, and what the head of a service signed: frozen, detached."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from models.trimestre import Trimestre


@dataclass(frozen=True, slots=True)
class Fige:
    """What was published of a quarter when it was closed: the JSON text of its figures and their SHA-256.

    They were computed from the journal up to the entry `tete`, by the version `regle` of the rule.
    """

    tete: int
    regle: str
    chiffres: str
    empreinte: str


@dataclass(frozen=True, slots=True)
class Visa:
    """That the head of a service (the code of the pilot) agreed, on a day, to what it reported."""

    pilote: str
    le: date
    par: str


@dataclass(frozen=True, slots=True)
class Campagne:
    """A quarter's campaign: its deadline and, when closed, since when.

    `ouverte_le` is None where nobody opened one, `visa` whether the heads of services sign what they report, `visas` by
    code of pilot who did. `fige` is what was published when it was last closed, None for one that never was.
    """

    trimestre: Trimestre
    echeance: date | None = None
    close_le: date | None = None
    ouverte_le: date | None = None
    visa: bool = False
    visas: tuple[Visa, ...] = ()
    fige: Fige | None = None
