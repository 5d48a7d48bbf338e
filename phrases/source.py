"""What a document says of its data, wherever it is printed, taken away or handed out."""

from __future__ import annotations

from datetime import date

from metrics.bilan import find_derniere_remontee
from models.plan import Plan
from models.temps import find_jour
from models.trimestre import Trimestre
from phrases.format import FINE, format_date, format_trimestre


def write_source(plan: Plan, trimestre: Trimestre, aujourd_hui: date) -> str:
    """Return what a document says of its data: « Données au 30/09/2026 (T3 2026), … base réelle »."""
    jour = min(trimestre.dernier_jour, aujourd_hui)
    derniere = find_derniere_remontee(plan, trimestre)
    recue = f"dernière remontée le {format_date(find_jour(derniere))}" if derniere else "aucune remontée reçue"
    base = "base de démonstration (données fictives)" if plan.demonstration else "base réelle"
    return f"{plan.nom}{FINE}: données au {format_date(jour)} ({format_trimestre(trimestre)}), {recue}, {base}."


def write_mention(plan: Plan, trimestre: Trimestre, aujourd_hui: date, presente_le: date | None = None) -> str:
    """Return what every page of a document says: « Données au 30/09/2026 (T3 2026) · Base réelle ».

    `presente_le` is the day of the meeting that was shown it, where it is made again: « …, telles que présentées… ».
    """
    jour = min(trimestre.dernier_jour, aujourd_hui)
    presentees = f", telles que présentées le {format_date(presente_le)}" if presente_le else ""
    base = f"Base de démonstration{FINE}: données fictives" if plan.demonstration else "Base réelle"
    return f"Données au {format_date(jour)} ({format_trimestre(trimestre)}){presentees} · {base}"
