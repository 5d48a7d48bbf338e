"""A quarter as one workbook, marked as ours: dropped back on the import, it is known for what it is and refused."""

from __future__ import annotations

from exports.classeur.corrections import build_corrections
from exports.classeur.ensemble import build_ensemble
from exports.classeur.feuilles import build_feuille, build_lexique
from exports.formats import Demande
from exports.tableau import EPOQUE, build_feuilles
from exports.tables.registre import build_tables
from metrics.bilan import compute_bilan
from phrases.source import write_source


def export(demande: Demande) -> bytes:
    """Return the workbook: the headline figures, then every table, what is internal included, then what columns mean.

    Its file is dated from the last report, so that the same data gives the same bytes.
    """
    plan, trimestre, jour = demande.plan, demande.trimestre, demande.aujourd_hui
    bilan = compute_bilan(plan, trimestre, jour)
    tables = build_tables(bilan)
    ensemble = [build_ensemble(bilan, jour), *build_corrections(plan, trimestre)]
    feuilles = [*ensemble, *map(build_feuille, tables), build_lexique(tables)]
    quand = plan.derniere_remontee or EPOQUE
    return build_feuilles(f"{plan.nom} – {trimestre.libelle}", feuilles, write_source(plan, trimestre, jour), quand)
