"""The rows of the workbook of actions: everything a quarter says of each, one column a thing."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from charts.graphique import round_valeur
from exports.tableau import Case
from metrics.etat import EtatAction
from models.plan import Plan
from phrases.actions import name_fraicheur
from phrases.decisions import name_etat_decision
from phrases.format import name_orientation

ENTETES = (
    "Code",
    "Orientation",
    "Priorité",
    "Action",
    "Statut du libellé",
    "Pilote",
    "Copilotes",
    "Engagements",
    "Statut",
    "Avancement (%)",
    "Trimestre de la valeur",
    "Météo",
    "Attendu (%)",
    "Écart (points)",
    "Début",
    "Échéance",
    "En retard",
    "Fait marquant",
    "Prochaine étape",
    "Point de blocage",
    "Décision attendue",
    "État de la décision",
    "Destinataire",
    "Pour le",
    "Fraîcheur",
)


def build_lignes(plan: Plan, etats: Iterable[EtatAction]) -> Iterator[Sequence[Case]]:
    """Yield a row an action, under `ENTETES`; what is unknown is an empty cell, and so is what nothing is expected of.

    `Attendu` and `Écart` are left out of an action that is out of the figures, `Début` and `Échéance` are the plan's
    where the action has none.
    """
    orientations = {o.code: name_orientation(o) for o in plan.orientations}
    priorites = {p.code: p.libelle.texte for o in plan.orientations for p in o.priorites}
    for e in etats:
        action = e.action
        yield (
            action.code,
            orientations[action.orientation],
            priorites[action.priorite],
            action.libelle.texte,
            str(action.libelle.statut),
            action.pilote.nom,
            ", ".join(p.nom for p in action.copilotes) or None,
            ", ".join(map(str, action.engagements)) or None,
            None if e.statut is None else str(e.statut),
            e.avancement,
            e.trimestre_avancement.libelle if e.trimestre_avancement else None,
            None if e.meteo is None else str(e.meteo),
            round_valeur(e.attendu) if e.active else None,
            round_valeur(e.ecart) if e.active else None,
            e.debut,
            e.echeance,
            "oui" if e.en_retard else "non",
            e.fait_marquant,
            e.prochaine_etape,
            e.point_blocage,
            e.decision_attendue,
            name_etat_decision(e),
            e.destinataire,
            e.pour_le,
            name_fraicheur(e),
        )
