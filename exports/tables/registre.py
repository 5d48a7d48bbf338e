"""Every table of a quarter, in the order in which a reader meets them."""

from __future__ import annotations

from exports.tables.actions import (
    build_actions,
    build_decisions,
    build_decisions_prises,
    build_jalons,
    build_preuves,
    build_suivis,
)
from exports.tables.champs import Table
from exports.tables.charte import build_engagements_charte, build_reunions
from exports.tables.indicateurs import build_indicateurs, build_mesures
from exports.tables.niveaux import build_niveaux, build_trajectoires
from exports.tables.partenaires import build_engagements, build_partenaires, build_participations
from metrics.bilan import Bilan


def build_tables(bilan: Bilan) -> list[Table]:
    """Return the tables of a quarter; those of the charter are left out where the plan has none.

    So are those of the décisions taken and of the proofs where there is none. Dates are judged at the day of the
    figures (`Bilan.jour`); the charter is judged for the year of the quarter.
    """
    charte = bilan.plan.charte
    tables = [
        build_niveaux(bilan),
        build_trajectoires(bilan),
        build_actions(bilan),
        build_engagements(bilan),
        build_jalons(bilan),
        build_indicateurs(bilan),
        build_mesures(bilan),
        build_suivis(bilan),
        build_partenaires(bilan),
        build_participations(bilan),
        build_decisions(bilan),
    ]
    if (prises := build_decisions_prises(bilan)).lignes:
        tables.append(prises)
    if (preuves := build_preuves(bilan)).lignes:
        tables.append(preuves)
    if charte is not None:
        tables += [build_engagements_charte(charte, bilan.trimestre.annee), build_reunions(charte, bilan.jour)]
    return tables
