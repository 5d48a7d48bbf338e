"""The workbooks of a campaign, one per pilot, together."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterator
from datetime import datetime

from loaders.gabarit import Gabarit, build_gabarit
from models.plan import Pilote, Plan
from models.trimestre import Trimestre


def list_pilotes_actifs(plan: Plan) -> list[Pilote]:
    """Return the pilots who own or share an action, in the order of the référentiel."""
    actifs = {p.code for a in plan.actions for p in (a.pilote, *a.copilotes)}
    return [p for p in plan.pilotes if p.code in actifs]


def iter_gabarits(plan: Plan, trimestre: Trimestre, pilotes: list[Pilote | None], quand: datetime) -> Iterator[Gabarit]:
    """Yield the workbook to make for each pilot (None for every action), with the campaign's deadline if any."""
    echeance = next((c.echeance for c in plan.campagnes if c.trimestre == trimestre), None)
    for pilote in pilotes:
        yield Gabarit(plan, trimestre, pilote, echeance, quand)


def build_lot(plan: Plan, trimestre: Trimestre, quand: datetime) -> bytes:
    """Return the workbooks of every pilot as one .zip."""
    tampon = io.BytesIO()
    with zipfile.ZipFile(tampon, "w", zipfile.ZIP_DEFLATED) as archive:
        for gabarit in iter_gabarits(plan, trimestre, [*list_pilotes_actifs(plan)], quand):
            archive.writestr(gabarit.nom_fichier, build_gabarit(gabarit))
    return tampon.getvalue()
