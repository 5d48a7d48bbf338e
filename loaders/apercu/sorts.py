"""What a quarterly workbook does of each action of its scope: confirmed, in error, or nothing said of it (fault 85)."""

from __future__ import annotations

from collections.abc import Container, Iterable, Mapping, Sequence
from dataclasses import dataclass

from loaders.apercu.diff import confirms
from loaders.lignes.declaration import LigneLue
from loaders.lignes.stocke import SANS_CHANGEMENT
from loaders.tableaux.identite import Identite
from models.changement import Changement
from models.colonnes import AVANCEMENT
from models.plan import Plan


@dataclass(frozen=True, slots=True)
class Sorts:
    """Codes of the actions of a file's scope, each list in the order of the plan.

    `confirmees`: a row that speaks and moves no value, « Sans changement » among them. `muettes`: no row of any sheet
    says anything of it. `en_erreur`: a row of it is blocked.
    """

    siennes: tuple[str, ...]
    confirmees: tuple[str, ...]
    muettes: tuple[str, ...]
    en_erreur: tuple[str, ...]


def sort_actions(
    plan: Plan,
    identite: Identite,
    lignes: Sequence[LigneLue],
    changements: Mapping[str, Iterable[Changement]],
    fautives: Container[str],
) -> Sorts:
    """Return what becomes of each action that the file may speak of; `fautives` are the codes of blocked rows."""
    siennes = tuple(code for code in plan.actions_par_code if identite.owns(plan, code))
    parlantes = {x.action for x in lignes if x.declarations}
    confirmees = {
        x.action
        for x in lignes
        if x.feuille == AVANCEMENT.nom
        and x.declarations
        and all(c.champ == SANS_CHANGEMENT or confirms(plan, c) for c in changements.get(x.cle, ()))
    }
    return Sorts(
        siennes,
        tuple(c for c in siennes if c in confirmees and c not in fautives),
        tuple(c for c in siennes if c not in parlantes and c not in fautives),
        tuple(c for c in siennes if c in fautives),
    )
