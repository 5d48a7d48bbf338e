"""What is said of a quarter: how it is offered, that it still runs, that it cannot be taken."""

from __future__ import annotations

from datetime import date

from metrics.bilan import Bilan
from models.plan import Plan
from models.trimestre import Trimestre
from phrases.format import FINE, format_compte, format_date, format_pourcent, format_trimestre
from phrases.nom import write_nom_commun

EN_COURS = "trimestre en cours"
MOIS = {1: "janvier-mars", 2: "avril-juin", 3: "juillet-septembre", 4: "octobre-décembre"}
"""The months of each quarter: « T3 » alone is known of those who report."""


def write_reserve(bilan: Bilan, aujourd_hui: date | None) -> str:
    """Return why the figures of a quarter are compared with nothing: it runs, or « 2 actions remontées sur 5 ».

    Empty where they are, and where no report of its own is the reason, which screens say otherwise.
    """
    if bilan.is_en_cours(aujourd_hui):
        return EN_COURS
    return "" if bilan.complet or bilan.repris else write_remontees(bilan)


def write_reserve_entre(bilan: Bilan, precedent: Bilan, aujourd_hui: date | None) -> str:
    """Return the same between two quarters, either of which may be the reason; empty where they are compared."""
    reserve = write_reserve(bilan, aujourd_hui)
    if reserve or precedent.complet:
        return reserve
    return f"{write_remontees(precedent)} au {format_trimestre(precedent.trimestre)}"


def write_remontees(bilan: Bilan) -> str:
    """Return « 2 actions remontées sur 5 »: how many of the active ones."""
    c = bilan.ensemble
    return f"{format_compte(c.remontees, 'action remontée', 'actions remontées')} sur {c.actives}"


def write_non_compare(reserve: str) -> str:
    """Return what stands in the place of a change since the quarter before, empty without a reason for it."""
    return f"non comparé{FINE}: {reserve}" if reserve else ""


def write_attendus(attendu: float | None, trimestre: Trimestre, aujourd_hui: date | None, decimales: int = 0) -> str:
    """Return « 47 % attendus », with the day they are expected by while the quarter runs: « … au 31/12/2026 »."""
    dit = f"{format_pourcent(attendu, decimales)} attendus"
    return f"{dit} au {format_date(trimestre.dernier_jour)}" if trimestre.is_en_cours(aujourd_hui) else dit


def name_choix(trimestre: Trimestre, aujourd_hui: date) -> str:
    """Return how a quarter is offered wherever one is chosen: « T4 2026 (octobre-décembre), en cours »."""
    nom = f"{trimestre.libelle} ({MOIS[trimestre.numero]})"
    return f"{nom}, en cours" if trimestre.is_en_cours(aujourd_hui) else nom


def write_hors_plan(plan: Plan, trimestre: Trimestre) -> str:
    """Return the refusal of a quarter that is not one of the plan, with the first and the last that are."""
    premier, dernier = Trimestre.from_date(plan.debut), Trimestre.from_date(plan.fin)
    nom = write_nom_commun(plan)
    return f"Le {trimestre.libelle} est hors {nom.du}, qui va du {premier.libelle} au {dernier.libelle}."
