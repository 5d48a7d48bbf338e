"""A part of the plan that a document is made for: an orientation, a pilot, a partner; and the plan cut to it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from enum import StrEnum

from metrics.implication import find_parents, list_paires_action
from models.plan import Action, Orientation, Plan
from models.texte import fold


class Genre(StrEnum):
    """What a part is the part of."""

    ORIENTATION = "orientation"
    PILOTE = "pilote"
    PARTENAIRE = "partenaire"


@dataclass(frozen=True, slots=True)
class Perimetre:
    """A part of the plan: `code` is what it is asked by (« O2 », the code of a pilot, the name of a partner).

    `nom` is its name as data gives it, `numero` that of an orientation, else None; `actions` are its codes, in the
    order of the plan.
    """

    genre: Genre
    code: str
    nom: str
    actions: tuple[str, ...]
    numero: int | None = None

    @property
    def demande(self) -> str:
        """Return what asks for this part and no other: « pilote:crip »."""
        return f"{self.genre}:{self.code}"


def list_perimetres(plan: Plan) -> list[Perimetre]:
    """Return every part that has an action: orientations, pilots (copilots too), then partners, in their order.

    A partner has the actions where it is expected, or of which it, or who speaks for it, ever said something.
    """
    orientations = [
        Perimetre(Genre.ORIENTATION, o.code, o.libelle_court, _list_codes(o.actions), o.numero)
        for o in plan.orientations
    ]
    pilotes = [
        Perimetre(
            Genre.PILOTE, p.code, p.nom, _list_codes(a for a in plan.actions if p == a.pilote or p in a.copilotes)
        )
        for p in plan.pilotes
    ]
    siennes = _list_par_partenaire(plan)
    partenaires = [Perimetre(Genre.PARTENAIRE, p.nom, p.nom, tuple(siennes.get(p.nom, ()))) for p in plan.partenaires]
    return [p for p in (*orientations, *pilotes, *partenaires) if p.actions]


def _list_codes(actions: Iterable[Action]) -> tuple[str, ...]:
    return tuple(a.code for a in actions)


def _list_par_partenaire(plan: Plan) -> dict[str, dict[str, None]]:
    parents = find_parents(plan)
    siennes: dict[str, dict[str, None]] = {}
    for action in plan.actions:
        quarts = {i.trimestre for p in action.participations for i in p.implications}
        dites = {p.partenaire for t in quarts for p in list_paires_action(action, parents, t) if p.remontee}
        for nom in (p.partenaire for p in action.participations if p.attendue or p.partenaire in dites):
            siennes.setdefault(nom, {})[action.code] = None
    return siennes


def find_perimetre(plan: Plan, demande: str) -> Perimetre:
    """Return the part that a text asks for; raise KeyError when no part answers.

    « orientation:O2 », « pilote:… », « partenaire:… » ask for one kind; without a kind, the first that answers by its
    code, its name, or the number of an orientation, whatever the case and the accents.
    """
    genre, separateur, reste = demande.partition(":")
    voulu = fold(reste if separateur else demande)
    for perimetre in list_perimetres(plan):
        noms = {fold(perimetre.code), fold(perimetre.nom), "" if perimetre.numero is None else str(perimetre.numero)}
        if voulu and voulu in noms and (not separateur or fold(genre) == perimetre.genre):
            return perimetre
    raise KeyError(demande)


def restrict_plan(plan: Plan, perimetre: Perimetre) -> Plan:
    """Return the plan with the actions of a part alone: what holds none of them leaves, and the charter does.

    An engagement keeps the actions of the part: its own figures are those of the whole plan, to be read there.
    """
    codes = frozenset(perimetre.actions)
    orientations = (_restrict_orientation(o, codes) for o in plan.orientations)
    engagements = (replace(e, actions=tuple(c for c in e.actions if c in codes)) for e in plan.engagements)
    return replace(
        plan,
        orientations=tuple(o for o in orientations if o.priorites),
        engagements=tuple(e for e in engagements if e.actions),
        charte=None,
    )


def _restrict_orientation(orientation: Orientation, codes: frozenset[str]) -> Orientation:
    priorites = (replace(p, actions=tuple(a for a in p.actions if a.code in codes)) for p in orientation.priorites)
    return replace(orientation, priorites=tuple(p for p in priorites if p.actions))
