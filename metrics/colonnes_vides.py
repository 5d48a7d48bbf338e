"""The columns of the quarterly workbook that nobody fills any more: what it could do without."""

from __future__ import annotations

from collections.abc import Iterator

from models.colonnes import FEUILLES, Colonne
from models.plan import Implication, Mesure, Plan, Suivi, SuiviJalon
from models.trimestre import Trimestre

PERIODE = 4
"""Quarters over which a column must have stayed empty."""


def list_colonnes_vides(plan: Plan, jusqu_a: Trimestre) -> list[tuple[str, Colonne]]:
    """Return the typed columns, with their sheet, where nothing was said in the four quarters up to one.

    None while fewer than four of them had a report: an empty column tells nothing yet.
    """
    debut = jusqu_a.decale(1 - PERIODE)
    dits = [(objet, x) for objet, x in _iter_enonces(plan) if debut <= x.trimestre <= jusqu_a]
    if len({x.trimestre for objet, x in dits if objet == "suivi"}) < PERIODE:
        return []
    remplies = {
        (objet, champ)
        for objet, x in dits
        for champ in (c.champ for f in FEUILLES for c in f.saisies if c.objet == objet)
        if getattr(x, str(champ)) is not None
    }
    return [(f.nom, c) for f in FEUILLES for c in f.saisies if (c.objet, c.champ) not in remplies]


def _iter_enonces(plan: Plan) -> Iterator[tuple[str, Suivi | SuiviJalon | Mesure | Implication]]:
    for a in plan.actions:
        yield from (("suivi", s) for s in a.suivis)
        yield from (("suivi_jalon", s) for j in a.jalons for s in j.suivis)
        yield from (("mesure", m) for i in a.indicateurs for m in i.mesures)
        yield from (("implication", i) for p in a.participations for i in p.implications)
