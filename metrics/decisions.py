"""What waits for somebody's decision, and what moved since the previous quarter."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from metrics.bilan import Bilan
from metrics.chiffres import is_bloquee
from metrics.etat import EtatAction
from models.plan import Action
from models.presentation import Decision
from models.temps import find_jour
from models.texte import fold
from models.trimestre import Trimestre
from models.vocabulaire import Statut


@dataclass(frozen=True, slots=True)
class ADecider:
    """An open action that is blocked or waits for a décision.

    `depuis_jours` counts from the first declaration of the décision, else of the point de blocage, else of the statut
    Bloquée; None when that declaration has no date. `retard_jours`: the days past the one that the décision was wanted
    for, None when that day is not past, or not told. `a_confirmer`: the action is no longer Bloquée and nobody said
    since that the décision still is wanted. Where the décision was taken, and the action is blocked still, `prise` is
    it: nothing more is awaited.
    """

    action: Action
    statut: Statut | None
    point_blocage: str | None
    decision_attendue: str | None
    destinataire: str | None
    pour_le: date | None
    depuis_jours: int | None
    retard_jours: int | None
    a_confirmer: bool = False
    prise: Decision | None = None

    @property
    def depassee(self) -> bool:
        """Return whether the décision was wanted before the day of reading."""
        return self.retard_jours is not None


@dataclass(frozen=True, slots=True)
class Attendues:
    """The décisions that one addressee is asked for, None when nobody is named; the most pressing first."""

    destinataire: str | None
    lignes: tuple[ADecider, ...]


@dataclass(frozen=True, slots=True)
class Mouvement:
    """An action whose statut or avancement changed; `delta` in points, None when one side is unknown."""

    action: Action
    statut_avant: Statut | None
    statut_apres: Statut | None
    avancement_avant: int | None
    avancement_apres: int | None

    @property
    def delta(self) -> int | None:
        """Return the change of avancement in points."""
        if self.avancement_avant is None or self.avancement_apres is None:
            return None
        return self.avancement_apres - self.avancement_avant

    @property
    def change_statut(self) -> bool:
        """Return whether the statut changed."""
        return self.statut_avant is not self.statut_apres


def list_a_decider(bilan: Bilan, au: date) -> list[ADecider]:
    """Return the open actions that wait: décisions first, by the day they are wanted for, then what is blocked.

    A décision to be confirmed comes after those that surely are wanted, one without a day after the others; of two
    alike, the longest waiting comes first. The statut Bloquée comes before a mere point de blocage.

    Days are counted up to `au`: today, or the last day of a past quarter (`find_jour_de_lecture`).
    """
    lignes = [_build_ligne(e, au) for e in bilan.etats.values() if e.attend_decision or (not e.close and is_bloquee(e))]
    return sorted(lignes, key=_rank)


def _build_ligne(etat: EtatAction, au: date) -> ADecider:
    return ADecider(
        action=etat.action,
        statut=etat.statut,
        point_blocage=etat.point_blocage,
        decision_attendue=etat.decision_attendue if etat.attend_decision else None,
        destinataire=etat.destinataire if etat.prise is None else None,
        pour_le=etat.pour_le if etat.prise is None else None,
        depuis_jours=_count_jours(_find_debut(etat), au),
        retard_jours=_count_retard(etat, au),
        a_confirmer=etat.decision_a_confirmer,
        prise=etat.prise,
    )


def list_prises(bilan: Bilan, depuis: Trimestre | None = None) -> list[EtatAction]:
    """Return the actions whose décision was taken, the demand being in force: the last taken first.

    Those counted after a quarter alone, where one is given. One that is closed since is told too.
    """
    prises = [e for e in bilan.etats.values() if e.prise and (depuis is None or e.prise.comptee_au > depuis)]
    return sorted(prises, key=lambda e: (-e.prise.prise_le.toordinal() if e.prise else 0, e.code))


def _count_retard(etat: EtatAction, au: date) -> int | None:
    if etat.pour_le is None or etat.pour_le >= au or etat.decision_a_confirmer or etat.prise is not None:
        return None
    return (au - etat.pour_le).days


def _find_debut(etat: EtatAction) -> datetime | None:
    if etat.attend_decision:
        return etat.decision_depuis
    return etat.blocage_depuis if etat.point_blocage is not None else etat.statut_depuis


def _count_jours(debut: datetime | None, au: date) -> int | None:
    return None if debut is None else max((au - find_jour(debut)).days, 0)


def _rank(ligne: ADecider) -> tuple[bool, bool, date, bool, int, str]:
    attente = -1 if ligne.depuis_jours is None else ligne.depuis_jours
    sans_decision = ligne.decision_attendue is None
    bloquee = sans_decision and ligne.statut is Statut.BLOQUEE
    return sans_decision, ligne.a_confirmer, ligne.pour_le or date.max, not bloquee, -attente, ligne.action.code


def group_decisions(lignes: Sequence[ADecider]) -> list[Attendues]:
    """Return the décisions by who decides, whoever has most of them first, then the most pressing; nobody comes last.

    Names that differ by case or accents alone are one addressee, under the first spelling met.
    """
    groupes: dict[str, list[ADecider]] = {}
    for ligne in lignes:
        if ligne.decision_attendue is not None:
            groupes.setdefault(fold(ligne.destinataire or ""), []).append(ligne)
    attendues = [Attendues(siennes[0].destinataire, tuple(siennes)) for siennes in groupes.values()]
    return sorted(attendues, key=lambda a: (a.destinataire is None, -len(a.lignes)))  # stable: the most pressing first


def count_nouvelles(bilan: Bilan, precedent: Bilan) -> int:
    """Return how many open actions wait for a décision that waited for none in the quarter before."""
    avant = {code for code, etat in precedent.etats.items() if etat.attend_decision}
    return sum(etat.attend_decision and code not in avant for code, etat in bilan.etats.items())


def list_mouvements(bilan: Bilan, precedent: Bilan) -> list[Mouvement]:
    """Return the actions whose statut or avancement changed between two quarters, biggest change of avancement first.

    A first statement has no delta: those come after, with the changes of statut alone. Actions that are in one of the
    two only are left out.
    """
    couples = ((e, precedent.etats[code]) for code, e in bilan.etats.items() if code in precedent.etats)
    mouvements = [
        Mouvement(apres.action, avant.statut, apres.statut, avant.avancement, apres.avancement)
        for apres, avant in couples
        if (apres.statut, apres.avancement) != (avant.statut, avant.avancement)
    ]
    return sorted(mouvements, key=lambda m: (-abs(m.delta or 0), not m.change_statut, m.action.code))
