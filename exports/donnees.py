"""Every figure of a quarter with the leaves it is made of, so that anyone can recompute it."""

from __future__ import annotations

import json

from exports.formats import Demande
from metrics.campagne.cloture import find_correction
from metrics.publies import build_publies
from metrics.publies_charte import Json
from models.plan import Plan
from models.trimestre import Trimestre


def build_json(plan: Plan, trimestre: Trimestre, *, interne: bool = False) -> dict[str, Json]:
    """Return what is published of a quarter (`metrics.publies`); of one that was closed, what was published then too.

    The décisions that were taken are there on demand alone (`interne`).
    """
    publies = build_publies(plan, trimestre) | _build_cloture(plan, trimestre)
    return publies | {"decisions_prises": _build_prises(plan, trimestre)} if interne else publies


def _build_cloture(plan: Plan, trimestre: Trimestre) -> dict[str, Json]:
    """Return what was published of a closed quarter, with its digest, and what is no longer so; nothing else."""
    campagne = plan.find_campagne(trimestre)
    correction = find_correction(plan, trimestre)
    if campagne is None or campagne.fige is None or correction is None:
        return {}
    presente: Json = json.loads(campagne.fige.chiffres)
    return {
        "cloture": {
            "close_le": None if campagne.close_le is None else campagne.close_le.isoformat(),
            "regle": campagne.fige.regle,
            "empreinte": campagne.fige.empreinte,
            "tel_que_presente": presente,
            "corriges_depuis": [
                {
                    "niveau": e.niveau.value,
                    "code": e.code,
                    "champ": e.champ,
                    "presente": e.presente,
                    "corrige": e.corrige,
                }
                for e in correction.ecarts
            ],
        }
    }


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
