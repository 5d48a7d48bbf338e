"""A sheet of what a closed quarter was shown as, and of what was corrected since, where anything was."""

from __future__ import annotations

from exports.tableau import Tableau
from metrics.campagne.cloture import find_correction
from models.plan import Plan
from models.trimestre import Trimestre
from phrases.campagne.clos import ENTETES, write_clos, write_ecart


def build_corrections(plan: Plan, trimestre: Trimestre) -> list[Tableau]:
    """Return the sheet, figures as people read them, both side by side; none where all is as it was shown."""
    correction = find_correction(plan, trimestre)
    if correction is None or not correction.ecarts:
        return []
    lignes = [write_ecart(plan, e) for e in correction.ecarts]
    return [Tableau("Corrigé depuis la clôture", ENTETES, lignes, f"{write_clos(correction)}.")]
