"""A pilot's workbook filled as people fill it, for the screens and the browser."""

from __future__ import annotations

import io
from datetime import datetime
from typing import Any

from openpyxl import load_workbook

from loaders.gabarit.classeur import build_gabarit
from loaders.gabarit.contenu import ENTETE
from loaders.genres.remontee.gabarit import Gabarit, default_echeance
from models.chargement import load_plan
from models.colonnes import AVANCEMENT
from models.session import open_base
from models.trimestre import Trimestre


def fill_classeur(pilote: str, trimestre: str, saisies: dict[str, dict[str, Any]], maintenant: datetime) -> bytes:
    """Return the workbook of a pilot (by code) for a quarter; `saisies` is action → column label → what is typed."""
    with open_base() as session:
        plan = load_plan(session)
    quand = Trimestre.parse(trimestre)
    service = next(p for p in plan.pilotes if p.code == pilote)
    octets = build_gabarit(Gabarit(plan, quand, service, default_echeance(quand), maintenant))
    classeur = load_workbook(io.BytesIO(octets))
    page = classeur["Avancement"]
    colonnes = {c.libelle: numero for numero, c in enumerate(AVANCEMENT.colonnes, start=1)}
    for rang in range(ENTETE + 1, page.max_row + 1):
        for libelle, valeur in saisies.get(str(page.cell(rang, 1).value), {}).items():
            page.cell(rang, colonnes[libelle]).value = valeur
    tampon = io.BytesIO()
    classeur.save(tampon)
    return tampon.getvalue()
