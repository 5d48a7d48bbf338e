"""Where the present pace would lead, in words; or why nothing is said of it."""

from __future__ import annotations

from metrics.projection import Absence, PointProjete, Projection
from models.plan import Plan
from phrases.format import FINE, format_pourcent, format_trimestre
from phrases.nom import Nom, write_nom

ABSENCES = {
    Absence.RIEN: "aucune remontée",
    Absence.RECENT: "moins de cinq trimestres suivis",
    Absence.EN_COURS: "le trimestre est en cours",
    Absence.INSUFFISANT: "moins de six actions sur dix renseignées",
    Absence.PARTIEL: "moins de six actions sur dix actualisées au dernier trimestre",
    Absence.AUTRES_ACTIONS: "moins de six actions sur dix déjà renseignées un an plus tôt",
    Absence.TERMINE: "le plan est à son terme",
}
"""Why there is no projection, as it ends a sentence."""


def write_projection(projection: Projection | Absence, plan: Plan, sujet: Nom | None = None) -> str:
    """Return « Au rythme des quatre derniers trimestres, le Schéma serait avancé entre 58 % et 71 % fin 2028. ».

    Without a projection, the sentence says why. `sujet` is what is said to be there, the plan where None.
    """
    if isinstance(projection, Absence):
        return f"Pas de projection{FINE}: {ABSENCES[projection]}."
    fin = projection.terme.trimestre
    quand = f"fin {fin.annee}" if fin.decale(1).annee > fin.annee else f"au {format_trimestre(fin)}"
    fourchette, nom = write_fourchette(projection.terme), sujet or write_nom(plan)
    return f"Au rythme des quatre derniers trimestres, {nom.le} serait avancé{nom.e} {fourchette} {quand}."


def write_fourchette(point: PointProjete) -> str:
    """Return « entre 58 % et 71 % », or « à 64 % » when both bounds read the same."""
    bas, haut = format_pourcent(point.bas), format_pourcent(point.haut)
    return f"à {bas}" if bas == haut else f"entre {bas} et {haut}"
