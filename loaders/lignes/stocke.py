"""What is stored, as the cells of a workbook would say it: (objet, reference, champ, quarter) → value."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import fields

from models.changement import Valeur
from models.objets import to_json
from models.plan import Implication, Mesure, Plan, Suivi, SuiviJalon
from models.trimestre import Trimestre

Stocke = dict[tuple[str, str, str, str | None], Valeur]
"""By the key of a change; nothing stored is absent, and what has no quarter bears None."""

REUNIE = ("prevue", "tenue", "presents_departement", "presents_partenaire", "decisions")

SANS_CHANGEMENT = "sans_changement"


def index_actions(plan: Plan, codes: Iterable[str], trimestre: Trimestre) -> Stocke:
    """Return what is stored for a quarter about some actions."""
    stocke: Stocke = {}
    for code in codes:
        action = plan.actions_par_code[code]
        _add_suivis(stocke, "suivi", code, action.suivis, trimestre)
        for jalon in action.jalons:
            _add_suivis(stocke, "suivi_jalon", jalon.reference, jalon.suivis, trimestre)
        for indicateur in action.indicateurs:
            _add_suivis(stocke, "mesure", indicateur.reference, indicateur.mesures, trimestre)
        for participation in action.participations:
            _add_suivis(stocke, "implication", participation.reference, participation.implications, trimestre)
    return stocke


def _add_suivis(
    stocke: Stocke,
    objet: str,
    reference: str,
    suivis: Iterable[Suivi | SuiviJalon | Mesure | Implication],
    trimestre: Trimestre,
) -> None:
    for suivi in suivis:
        if suivi.trimestre == trimestre:
            for champ in fields(suivi):
                valeur = getattr(suivi, champ.name)
                if valeur is not None and champ.name not in ("trimestre", "declare_le", "actualise_le"):
                    stocke[objet, reference, champ.name, str(trimestre)] = to_json(valeur)


def index_mesures(plan: Plan, codes: Iterable[str]) -> Stocke:
    """Return what is stored of the indicateurs of some actions, quarter by quarter."""
    stocke: Stocke = {}
    for code in codes:
        for indicateur in plan.actions_par_code[code].indicateurs:
            for mesure in indicateur.mesures:
                _add_suivis(stocke, "mesure", indicateur.reference, [mesure], mesure.trimestre)
    return stocke


def index_partenaires(plan: Plan) -> Stocke:
    """Return what is stored of the partners and of who is expected where."""
    stocke: Stocke = {}
    for p in plan.partenaires:
        _add(stocke, "partenaire", p.nom, p, "nature", "type", "parent", "membre")
    for _, participation in plan.iter_participations():
        if participation.attendue:
            _add(stocke, "participation", participation.reference, participation, "attendue", "role")
    return stocke


def index_evaluations(plan: Plan) -> Stocke:
    """Return what is stored of the judgements of the charter; nothing without a charter."""
    stocke: Stocke = {}
    for engagement in plan.charte.engagements if plan.charte else ():
        for e in engagement.evaluations:
            reference = f"{engagement.code}/{e.partie.value}/{e.annee}"
            _add(stocke, "evaluation", reference, e, "appreciation", "elements", "commentaire")
    return stocke


def index_reunions(plan: Plan) -> Stocke:
    """Return what is stored of the meetings of the charter; nothing without a charter."""
    stocke: Stocke = {}
    for instance in plan.charte.instances if plan.charte else ():
        for r in instance.reunions:
            _add(stocke, "reunion", r.reference, r, *REUNIE)
    return stocke


def _add(stocke: Stocke, objet: str, reference: str, source: object, *champs: str) -> None:
    lues = {champ: to_json(getattr(source, champ)) for champ in champs}
    stocke.update({(objet, reference, champ, None): valeur for champ, valeur in lues.items() if valeur is not None})
