"""The rows of the workbook of dates, one each, in the order of the screen."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from charts.calendrier_mots import name_situation
from exports.tableau import Case
from metrics.calendrier import Evenement
from models.plan import Plan
from phrases.calendrier import name_evenement
from phrases.format import name_orientation

ENTETES = (
    "Date",
    "Date initiale",
    "Reports",
    "Fait le",
    "Nature",
    "Objet",
    "Code",
    "Action",
    "Orientation",
    "Pilote",
    "Situation",
)


def build_lignes(plan: Plan, evenements: Iterable[Evenement]) -> Iterator[Sequence[Case]]:
    """Yield a row a date, under `ENTETES`; what is unknown, or of no action, is an empty cell."""
    orientations = {o.code: name_orientation(o) for o in plan.orientations}
    for e in evenements:
        action = e.etat.action if e.etat else None
        yield (
            e.jour,
            e.jour_initial,
            e.reports,
            e.fait_le,
            str(e.nature),
            name_evenement(e),
            action.code if action else None,
            action.libelle.texte if action else None,
            orientations[action.orientation] if action else None,
            action.pilote.nom if action else None,
            name_situation(e),
        )
