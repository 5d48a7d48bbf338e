"""Every figure of a quarter with the leaves it is made of, so that anyone can recompute it."""

from __future__ import annotations

import json

from exports.formats import Demande
from metrics.publies import build_publies
from metrics.publies_charte import Json
from models.plan import Plan
from models.trimestre import Trimestre


def build_json(plan: Plan, trimestre: Trimestre, *, interne: bool = False) -> dict[str, Json]:
    """Return what is published of a quarter (`metrics.publies`).

    The décisions that were taken are there on demand alone (`interne`).
    """
    publies = build_publies(plan, trimestre)
    return publies | {"decisions_prises": _build_prises(plan, trimestre)} if interne else publies


def dump_json(plan: Plan, trimestre: Trimestre, *, interne: bool = False) -> str:
    """Return `build_json` as text: UTF-8 as is, two spaces of indent, a newline at the end."""
    return (
        json.dumps(build_json(plan, trimestre, interne=interne), ensure_ascii=False, indent=2, allow_nan=False) + "\n"
    )


def export(demande: Demande) -> bytes:
    """Return the file of the format « json »."""
    return dump_json(demande.plan, demande.trimestre, interne="interne" in demande.options).encode()


def _build_prises(plan: Plan, trimestre: Trimestre) -> list[Json]:
    return [
        {
            "reference": d.reference,
            "action": d.action,
            "demande": d.demande,
            "demandee_au": str(d.demandee_au),
            "decision": d.texte,
            "prise_par": d.par,
            "prise_le": d.prise_le.isoformat(),
            "suites": d.suites or None,
            "reunion": d.presentation,
        }
        for a in plan.actions
        for d in a.decisions
        if d.comptee_au <= trimestre
    ]
