"""What shows that something was done, and what is said to be done without it."""

from __future__ import annotations

from collections.abc import Iterable

from metrics.etat import EtatAction
from models.plan import Action, Preuve
from models.vocabulaire import Statut


def find_preuve(action: Action, reference: str) -> Preuve | None:
    """Return what shows that an action, one of its jalons or a décision was done, None where nothing is given."""
    return next((p for p in action.preuves if p.reference == reference and (p.titre or p.adresse)), None)


def is_sans_preuve(etat: EtatAction) -> bool:
    """Return whether an action is réalisée and nothing shows it; a proof has no quarter, it stands for all of them."""
    return etat.statut is Statut.REALISEE and find_preuve(etat.action, etat.code) is None


def list_sans_preuve(etats: Iterable[EtatAction]) -> list[EtatAction]:
    """Return the actions that are réalisées without a proof, in their order."""
    return [e for e in etats if is_sans_preuve(e)]
