"""What a file declares against what is stored: pure, the same for the preview and the application."""

from __future__ import annotations

from collections.abc import Iterable

from loaders.lignes.declaration import Declaration, LigneLue
from loaders.lignes.stocke import SANS_CHANGEMENT, Stocke
from metrics.courant import find_reconduit
from models.changement import Changement, Valeur
from models.objets import to_json
from models.plan import Plan
from models.trimestre import Trimestre

CHAMPS_JUSQU_A_EFFACER = ("point_blocage", "decision_attendue")
"""Fields that carry until ended: erased in a quarter that states nothing, they are stated ended (empty text)."""


def resolve_effacement(plan: Plan, declaration: Declaration, trimestre: Trimestre | None) -> Valeur:
    """Return what erasing leaves for the quarter.

    This quarter's statement goes and the older value carries again; a blocage or a décision that would carry is ended
    instead: the empty text says so (« until erased »). It depends on earlier quarters alone, so that the
    same cell sent again changes nothing.
    """
    if trimestre and declaration.objet == "suivi" and declaration.champ in CHAMPS_JUSQU_A_EFFACER:
        action = plan.actions_par_code[declaration.reference]
        if find_reconduit(action, declaration.champ, trimestre) is not None:
            return ""
    return None


def diff_lignes(plan: Plan, lignes: Iterable[LigneLue], trimestre: Trimestre | None, deja: Stocke) -> list[Changement]:
    """Return the changes that the rows of a file make, in the order of the file; said twice, it is one change.

    What a row must create, and another row is about, is left to that other. `trimestre` is None for a kind of workbook
    that speaks of none; `deja` is what is stored of what the rows speak of.
    """
    lignes = list(lignes)
    propres = {d.cle for x in lignes for d in x.declarations if d.reference == x.reference}
    stocke = dict(deja)
    changements = []
    for ligne in lignes:
        for d in ligne.declarations:
            cle = d.cle
            if d.reference != ligne.reference and cle in propres:
                continue
            avant = stocke.get(cle)
            apres = resolve_effacement(plan, d, trimestre) if d.efface else d.valeur
            if apres != avant:
                stocke[cle] = apres
                changements.append(
                    Changement(d.objet, d.reference, d.champ, d.trimestre, avant, apres, d.cellule, d.formule)
                )
        changements += _lift_sans_changement(ligne, stocke)
    return changements


def find_reprise(plan: Plan, changement: Changement) -> Valeur:
    """Return the value that carries where nothing is stored for the quarter, None when there is none.

    As a change carries values: a date is its ISO text.
    """
    action = plan.actions_par_code.get(changement.reference)
    if changement.avant is not None or changement.objet != "suivi" or changement.trimestre is None or action is None:
        return None
    return to_json(find_reconduit(action, changement.champ, Trimestre.parse(changement.trimestre)))


def confirms(plan: Plan, changement: Changement) -> bool:
    """Return whether a change says again the value that carries: the quarter gains a statement, no figure moves."""
    return changement.apres is not None and changement.apres == find_reprise(plan, changement)


def _lift_sans_changement(ligne: LigneLue, stocke: Stocke) -> list[Changement]:
    """Return the end of a « sans changement » stated earlier in the quarter, once values are stated for it."""
    dites = [d for d in ligne.declarations if d.objet == "suivi" and not d.efface]
    cle = ("suivi", ligne.reference, SANS_CHANGEMENT, dites[0].trimestre if dites else None)
    if stocke.get(cle) is None or not dites or any(d.champ == SANS_CHANGEMENT for d in dites):
        return []
    stocke[cle] = None
    return [Changement(*cle, True, None, dites[0].cellule)]
