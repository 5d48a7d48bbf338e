"""What was done in a period: actions réalisées, jalons reached, and the faits marquants worth telling."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from metrics.bilan import Bilan
from metrics.engagement import FaitAction, JalonAction, list_atteints
from models.plan import Action
from models.trimestre import Trimestre
from models.vocabulaire import STATUTS_EXCLUS, Statut

FAITS_MIN, FAITS_MAX = 4, 5
"""How many faits are told unless they are chosen: what one slide holds."""
PAR_ORIENTATION = 2
"""Faits of one orientation, where the others have enough."""
Choix = Sequence[tuple[str, Trimestre]]
"""Faits chosen by hand: the code of an action, and the quarter in which it said one."""


def list_realisees(bilan: Bilan, avant: Bilan | None) -> list[Action]:
    """Return the actions réalisées that were not so in an earlier quarter (None: ever), in the order of the plan."""
    return [
        e.action
        for code, e in bilan.etats.items()
        if e.statut is Statut.REALISEE
        and (avant is None or code not in avant.etats or avant.etats[code].statut is not Statut.REALISEE)
    ]


def list_atteints_depuis(bilan: Bilan, avant: Bilan | None) -> list[JalonAction]:
    """Return the jalons told as reached since an earlier quarter (None: since ever), the latest first.

    One whose day is older, told since, counts: no meeting was told of it.
    """
    deja = {x.jalon.reference for x in list_atteints(list(avant.etats.values()))} if avant is not None else set()
    return [x for x in list_atteints(list(bilan.etats.values())) if x.jalon.reference not in deja]


def list_faits_periode(bilan: Bilan, depuis: Trimestre | None) -> list[FaitAction]:
    """Return every fait marquant said after a quarter (None: ever) and by that of the figures, the latest first."""
    faits = [
        FaitAction(e, s.trimestre, s.fait_marquant)
        for e in bilan.etats.values()
        for s in e.action.suivis
        if s.fait_marquant and s.trimestre <= bilan.trimestre and (depuis is None or s.trimestre > depuis)
    ]
    return sorted(faits, key=lambda fait: -fait.trimestre.rang)


def choose_faits(bilan: Bilan, avant: Bilan | None, depuis: Trimestre | None) -> list[FaitAction]:
    """Return the faits told unless they are chosen, in the order of the plan: one an action, its latest of the period.

    First the actions réalisées in the period, then those whose avancement gained most; at most `PAR_ORIENTATION` of an
    orientation while that leaves `FAITS_MIN`, at most `FAITS_MAX` in all. Actions out of the figures have none.
    """
    derniers: dict[str, FaitAction] = {}
    for fait in list_faits_periode(bilan, depuis):
        if fait.etat.statut not in STATUTS_EXCLUS:
            derniers.setdefault(fait.etat.code, fait)
    faites = {a.code for a in list_realisees(bilan, avant)}
    ranges = sorted(derniers.values(), key=lambda f: (f.etat.code not in faites, -_count_gain(f, avant), f.etat.code))
    gardes, par_orientation = [], Counter[str]()
    for fait in ranges:
        if par_orientation[fait.etat.action.orientation] < PAR_ORIENTATION:
            par_orientation[fait.etat.action.orientation] += 1
            gardes.append(fait)
    gardes += [fait for fait in ranges if fait not in gardes][: max(FAITS_MIN - len(gardes), 0)]
    retenus = {fait.etat.code for fait in gardes[:FAITS_MAX]}
    return [derniers[code] for code in bilan.etats if code in retenus]


def select_faits(bilan: Bilan, choix: Choix) -> list[FaitAction]:
    """Return the faits chosen, in the order chosen; those that nobody said, or no longer says, are left out."""
    dits = {(f.etat.code, f.trimestre): f for f in list_faits_periode(bilan, None)}
    return [dits[cle] for cle in dict.fromkeys(choix) if cle in dits]


def _count_gain(fait: FaitAction, avant: Bilan | None) -> int:
    """Return the points gained in the period; what was unknown before counts from nothing."""
    precedent = avant.etats.get(fait.etat.code) if avant is not None else None
    return (fait.etat.avancement or 0) - ((precedent.avancement if precedent else None) or 0)
