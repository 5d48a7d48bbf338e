"""The workbooks of a campaign, one per pilot, together."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterable, Iterator
from datetime import datetime

from loaders.gabarit import Gabarisable, Gabarit, build_gabarit
from loaders.gabarit_partenariat import iter_gabarits_partenariat
from models.modeles import Modele
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
    return _zip(iter_gabarits(plan, trimestre, [*list_pilotes_actifs(plan)], quand))


def build_lot_partenariat(plan: Plan, modele: Modele, quand: datetime, annee: int | None = None) -> bytes:
    """Return the workbooks of a kind without a quarter: the only one, or both sides' as one .zip for the charter."""
    gabarits = list(iter_gabarits_partenariat(plan, modele, quand, annee))
    if len(gabarits) == 1:
        return build_gabarit(gabarits[0])
    return _zip(gabarits)


def _zip(gabarits: Iterable[Gabarisable]) -> bytes:
    tampon = io.BytesIO()
    with zipfile.ZipFile(tampon, "w", zipfile.ZIP_DEFLATED) as archive:
        for gabarit in gabarits:
            archive.writestr(gabarit.nom_fichier, build_gabarit(gabarit))
    return tampon.getvalue()
