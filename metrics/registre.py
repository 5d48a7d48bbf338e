"""The register of décisions: what is asked, of whom, since when; what was decided; what came of it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from metrics.bilan import Bilan
from metrics.etat import EtatAction
from models.presentation import Decision
from models.temps import find_jour
from models.texte import fold
from models.trimestre import Trimestre


class Etape(StrEnum):
    """How far a décision is, from asked to done."""

    ATTENDUE = "Attendue"
    A_CONFIRMER = "À confirmer"
    PRISE = "Prise"
    SUIVIE = "Suites données"


@dataclass(frozen=True, slots=True)
class LigneRegistre:
    """A décision asked for or taken, of an action seen from a quarter.

    `depuis` is the day on which it was first asked for, None where nobody knows; `jours` counts from it to the day it
    was taken, or to the day of reading. `debloquee`: the action was Bloquée and is not any more.
    """

    etat: EtatAction
    etape: Etape
    demande: str
    demandee_au: Trimestre | None
    destinataire: str | None
    pour_le: date | None
    depuis: date | None
    jours: int | None
    retard_jours: int | None
    decision: Decision | None
    debloquee: bool


def list_registre(bilan: Bilan, au: date) -> list[LigneRegistre]:
    """Return every décision known by a quarter: those that are asked for first, the most pressing ahead.

    Those that an action asks for, answered or not, then those that answered an earlier demand. Days count up to `au`.
    """
    lignes = [x for e in bilan.etats.values() for x in _iter_lignes(e, au)]
    return sorted(lignes, key=_rank)


def list_destinataires(lignes: list[LigneRegistre]) -> list[str]:
    """Return who is asked, each once under the first spelling met, in alphabetical order."""
    noms = {fold(x.destinataire): x.destinataire for x in reversed(lignes) if x.destinataire}
    return [noms[cle] for cle in sorted(noms)]


def _iter_lignes(etat: EtatAction, au: date) -> Iterator[LigneRegistre]:
    debloquee = etat.debloquee is not None
    if etat.decision_attendue is not None and (etat.prise is not None or not etat.close):
        depuis = find_jour(etat.decision_depuis) if etat.decision_depuis else None
        prise = etat.prise
        fin = prise.prise_le if prise else au
        yield LigneRegistre(
            etat,
            _find_etape(prise) if prise else Etape.A_CONFIRMER if etat.decision_a_confirmer else Etape.ATTENDUE,
            etat.decision_attendue,
            etat.trimestre_decision,
            etat.destinataire,
            etat.pour_le,
            depuis,
            None if depuis is None else max((fin - depuis).days, 0),
            _count_retard(etat, au),
            prise,
            debloquee,
        )
    for d in etat.action.decisions:
        if d != etat.prise and d.comptee_au <= etat.trimestre:
            dite = (d.demande, d.demandee_au, None, None, None, None, None)
            yield LigneRegistre(etat, _find_etape(d), *dite, d, debloquee)


def _find_etape(decision: Decision) -> Etape:
    return Etape.SUIVIE if decision.suites else Etape.PRISE


def _count_retard(etat: EtatAction, au: date) -> int | None:
    if etat.prise is not None or etat.decision_a_confirmer or etat.pour_le is None or etat.pour_le >= au:
        return None
    return (au - etat.pour_le).days


def _rank(x: LigneRegistre) -> tuple[int, date, int, str]:
    """Return the order: what is asked, by the day it is wanted for; what was taken, the last one first."""
    if x.decision is not None:
        return list(Etape).index(x.etape), date.min, -x.decision.prise_le.toordinal(), x.etat.code
    return list(Etape).index(x.etape), x.pour_le or date.max, -(x.jours or 0), x.etat.code
