"""What is asked of every output: the data, the quarter, what is chosen; of a meeting that was held, as it was shown."""

from __future__ import annotations

from datetime import date

from exports.formats import Demande
from loaders.passe.plan import load_plan_passe
from models.plan import Plan
from models.session import open_base
from models.trimestre import Trimestre
from ui.presentation.choix import Choix
from ui.socle.donnees import Version, get_plan
from ui.socle.memoire import keep


def build_demande(version: Version, choix: Choix, trimestre: Trimestre, aujourd_hui: date) -> Demande:
    """Return what the screen shows and the files tell: one demand, so that they cannot differ."""
    reunion = choix.build_presentation(trimestre)
    if reunion.presentee_le is not None and reunion.tete is not None:
        plan = _get_plan_passe(version._replace(jour=None), reunion.tete)
        return Demande(plan, reunion.jusqu_a, reunion.presentee_le, reunion.depuis, presentation=reunion)
    return Demande(get_plan(version), trimestre, aujourd_hui, reunion.depuis, presentation=reunion)


@keep(4)
def _get_plan_passe(version: Version, tete: int) -> Plan:  # noqa: ARG001 (keys the cache)
    with open_base(lecture_seule=True) as session:
        return load_plan_passe(session, tete)
