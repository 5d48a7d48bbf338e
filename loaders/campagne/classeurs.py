"""The workbook that goes with a message: that of one pilot, as the lot of the quarter makes it."""

from __future__ import annotations

from datetime import datetime

from loaders.gabarit.classeur import build_gabarit
from loaders.genres.remontee.gabarit import iter_gabarits
from loaders.lignes.genre import Demande
from models.plan import Pilote, Plan
from models.trimestre import Trimestre


def build_classeur_de(plan: Plan, trimestre: Trimestre, pilote: Pilote, maintenant: datetime) -> tuple[str, bytes]:
    """Return the name and the bytes of the pre-filled workbook of a pilot for a quarter."""
    (gabarit,) = iter_gabarits(plan, Demande(maintenant, trimestre, [pilote]))
    return gabarit.nom_fichier, build_gabarit(gabarit)
