"""What a figure is about: the plan, an orientation, a priorité, an engagement or one action."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Literal

from metrics.bilan import Bilan, find_echeance
from metrics.chiffres import Chiffres, compute_chiffres
from metrics.etat import EtatAction
from models.libelle import Libelle

Genre = Literal["plan", "orientation", "priorite", "engagement", "action"]
PREFIXE_ENGAGEMENT = "engagement-"


@dataclass(frozen=True, slots=True)
class Portee:
    """A set of actions that figures are published for, seen from a quarter.

    `code` is its place in an address, `repere` what it is told apart by (the 2 of « Orientation 2 »), both empty for
    the plan; `libelle` holds its words, None for the plan; `etats` holds each of its actions once, in the order of the
    plan; `aujourd_hui` is the day it is looked at, None when nobody said.
    """

    genre: Genre
    code: str
    repere: str
    libelle: Libelle | None
    bilan: Bilan
    etats: tuple[EtatAction, ...]
    chiffres: Chiffres
    aujourd_hui: date | None = None

    @property
    def jour(self) -> date:
        """Return the day that meetings are seen from: the present one, else the last of the quarter."""
        return self.aujourd_hui or self.bilan.trimestre.dernier_jour

    @property
    def actives(self) -> list[EtatAction]:
        """Return the actions that count: neither abandonnées nor sans objet."""
        return [e for e in self.etats if e.active]

    @property
    def exclues(self) -> list[EtatAction]:
        """Return the actions that count in no figure."""
        return [e for e in self.etats if not e.active]

    @property
    def connues(self) -> list[EtatAction]:
        """Return the active actions whose avancement is known."""
        return [e for e in self.actives if e.avancement is not None]

    @property
    def renseignee(self) -> bool:
        """Return whether any of its actions was ever reported; before that nothing may be shown as 0."""
        return any(e.dernier_suivi is not None for e in self.etats)


def make_code_engagement(numero: int) -> str:
    """Return the code of an engagement in an address."""
    return f"{PREFIXE_ENGAGEMENT}{numero}"


def find_portee(bilan: Bilan, code: str = "") -> Portee:
    """Return what a code of the plan names, the plan itself for the empty one; raise KeyError when nothing has it."""
    if not code:
        return Portee("plan", "", "", None, bilan, tuple(bilan.etats.values()), bilan.ensemble)
    plan = bilan.plan
    for o in plan.orientations:
        if o.code == code:
            codes = [a.code for a in o.actions]
            return _build(bilan, "orientation", code, repere=str(o.numero), libelle=o.libelle, codes=codes)
    for p in (p for o in plan.orientations for p in o.priorites):
        if p.code == code:
            codes = [a.code for a in p.actions]
            return _build(bilan, "priorite", code, repere=code, libelle=p.libelle, codes=codes)
    for e in plan.engagements:
        if make_code_engagement(e.numero) == code:
            numero = str(e.numero)
            return _build(bilan, "engagement", code, repere=numero, libelle=e.libelle, codes=e.actions)
    libelle = bilan.etats[code].action.libelle
    return _build(bilan, "action", code, repere=code, libelle=libelle, codes=[code])


def list_portees(bilan: Bilan) -> list[Portee]:
    """Return the plan, its orientations, its priorités, then its engagements."""
    plan = bilan.plan
    orientations = [o.code for o in plan.orientations]
    priorites = [p.code for o in plan.orientations for p in o.priorites]
    engagements = [make_code_engagement(e.numero) for e in plan.engagements]
    return [find_portee(bilan, code) for code in ("", *orientations, *priorites, *engagements)]


def _build(bilan: Bilan, genre: Genre, code: str, *, repere: str, libelle: Libelle, codes: Iterable[str]) -> Portee:
    etats = tuple(bilan.etats[c] for c in dict.fromkeys(codes))
    chiffres = compute_chiffres(etats, find_echeance(bilan.plan, bilan.trimestre))
    return Portee(genre, code, repere, libelle, bilan, etats, chiffres)
