"""What is said of a quarter that cannot be taken."""

from __future__ import annotations

from models.plan import Plan
from models.trimestre import Trimestre
from phrases.nom import write_nom_commun


def write_hors_plan(plan: Plan, trimestre: Trimestre) -> str:
    """Return the refusal of a quarter that is not one of the plan, with the first and the last that are."""
    premier, dernier = Trimestre.from_date(plan.debut), Trimestre.from_date(plan.fin)
    nom = write_nom_commun(plan)
    return f"Le {trimestre.libelle} est hors {nom.du}, qui va du {premier.libelle} au {dernier.libelle}."
