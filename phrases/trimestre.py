"""What is said of a quarter: how it is offered, that it still runs, that it cannot be taken."""

from __future__ import annotations

from datetime import date

from models.plan import Plan
from models.trimestre import Trimestre
from phrases.format import FINE
from phrases.nom import write_nom_commun

NON_COMPARE = f"non comparé{FINE}: trimestre en cours"
"""In the place of a change since the quarter before, while reports are still awaited."""


def name_choix(trimestre: Trimestre, aujourd_hui: date) -> str:
    """Return how a quarter is offered wherever one is chosen: « T3 2026 », « T4 2026, en cours »."""
    return f"{trimestre.libelle}, en cours" if trimestre.is_en_cours(aujourd_hui) else trimestre.libelle


def write_hors_plan(plan: Plan, trimestre: Trimestre) -> str:
    """Return the refusal of a quarter that is not one of the plan, with the first and the last that are."""
    premier, dernier = Trimestre.from_date(plan.debut), Trimestre.from_date(plan.fin)
    nom = write_nom_commun(plan)
    return f"Le {trimestre.libelle} est hors {nom.du}, qui va du {premier.libelle} au {dernier.libelle}."
