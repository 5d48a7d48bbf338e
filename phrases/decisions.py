"""What is said of a décision that may no longer be wanted: the one way to name it, to doubt it, to count it."""

from __future__ import annotations

from metrics.etat import EtatAction
from phrases.format import FINE, format_nombre

A_CONFIRMER = f"à confirmer{FINE}: l’action n’est plus bloquée"
"""What is said of a décision asked for while its action was blocked, once it is not, until somebody says it again."""


def name_decision(etat: EtatAction) -> str:
    """Return what the décision of an action is called above its text: « Décision attendue », « … à confirmer »."""
    return "Décision à confirmer" if etat.decision_a_confirmer else "Décision attendue"


def name_etat_decision(etat: EtatAction) -> str | None:
    """Return « attendue », or that it is to be confirmed and why; None without a décision that an open action wants."""
    if etat.decision_attendue is None or etat.close:
        return None
    return A_CONFIRMER if etat.decision_a_confirmer else "attendue"


def write_dont(nombre: int) -> str:
    """Return « dont 1 à confirmer », which goes with a count of décisions; empty when none of them is."""
    return f"dont {format_nombre(nombre)} à confirmer" if nombre else ""


def write_compte(texte: str, nombre: int) -> str:
    """Return a text that counts décisions, followed by how many are to be confirmed: « 3, dont 1 à confirmer »."""
    return ", ".join(filter(None, (texte, write_dont(nombre))))
