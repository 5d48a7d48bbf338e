"""What a file declares against what is stored: pure, the same for the preview and the application."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import fields

from loaders.declaration import Declaration, LigneLue
from models.changement import Changement, Valeur
from models.objets import to_json
from models.plan import Action, Implication, Mesure, Plan, Suivi, SuiviJalon
from models.trimestre import Trimestre

CHAMPS_JUSQU_A_EFFACER = ("point_blocage", "decision_attendue")
"""Fields that carry until ended: erased in a quarter that states nothing, they are stated ended (empty text)."""

REUNIE = ("prevue", "tenue", "presents_departement", "presents_partenaire", "decisions")

SANS_CHANGEMENT = "sans_changement"


def index_stocke(plan: Plan, codes: Iterable[str], trimestre: Trimestre) -> dict[tuple[str, str, str], Valeur]:
    """Return what is stored for a quarter about some actions: (objet, reference, champ) → value, absent for nothing."""
    stocke: dict[tuple[str, str, str], Valeur] = {}
    for code in codes:
        action = plan.actions_par_code[code]
        _add(stocke, "suivi", code, action.suivis, trimestre)
        for jalon in action.jalons:
            _add(stocke, "suivi_jalon", jalon.reference, jalon.suivis, trimestre)
        for indicateur in action.indicateurs:
            _add(stocke, "mesure", indicateur.reference, indicateur.mesures, trimestre)
        for participation in action.participations:
            _add(stocke, "implication", participation.reference, participation.implications, trimestre)
    return stocke


def index_hors_trimestre(plan: Plan) -> dict[tuple[str, str, str], Valeur]:
    """Return what is stored without a quarter of the partners and of the charter: (objet, reference, champ) → value."""
    stocke: dict[tuple[str, str, str], Valeur] = {}

    def add(objet: str, reference: str, source: object, *champs: str) -> None:
        lues = {champ: to_json(getattr(source, champ)) for champ in champs}
        stocke.update({(objet, reference, champ): valeur for champ, valeur in lues.items() if valeur is not None})

    for p in plan.partenaires:
        add("partenaire", p.nom, p, "nature", "type", "parent", "membre")
    for _, participation in plan.iter_participations():
        if participation.attendue:
            add("participation", participation.reference, participation, "attendue", "role")
    for engagement in plan.charte.engagements if plan.charte else ():
        for e in engagement.evaluations:
            reference = f"{engagement.code}/{e.partie.value}/{e.annee}"
            add("evaluation", reference, e, "appreciation", "elements", "commentaire")
    for instance in plan.charte.instances if plan.charte else ():
        for r in instance.reunions:
            add("reunion", r.reference, r, *REUNIE)
    return stocke


def _add(
    stocke: dict[tuple[str, str, str], Valeur],
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
                    stocke[objet, reference, champ.name] = to_json(valeur)


def find_reconduit(action: Action, champ: str, trimestre: Trimestre) -> object:
    """Return the value of a field stated last before a quarter, None when there is none or it was ended."""
    for suivi in reversed(action.suivis):
        valeur: object = getattr(suivi, champ)
        if suivi.trimestre < trimestre and valeur is not None:
            return None if valeur == "" else valeur
    return None


def resolve_effacement(plan: Plan, declaration: Declaration, trimestre: Trimestre | None) -> Valeur:
    """Return what erasing leaves for the quarter.

    This quarter's statement goes and the older value carries again; a blocage or a décision that would carry is ended
    instead: the empty text says so (`rollup.md`, « until erased »). It depends on earlier quarters alone, so that the
    same cell sent again changes nothing.
    """
    if trimestre and declaration.objet == "suivi" and declaration.champ in CHAMPS_JUSQU_A_EFFACER:
        action = plan.actions_par_code[declaration.reference]
        if find_reconduit(action, declaration.champ, trimestre) is not None:
            return ""
    return None


def diff_lignes(plan: Plan, lignes: Iterable[LigneLue], trimestre: Trimestre | None) -> list[Changement]:
    """Return the changes that the rows of a file make, in the order of the file; said twice, it is one change.

    What a row must create, and another row is about, is left to that other. `trimestre` is None for a kind of workbook
    that speaks of none.
    """
    lignes = list(lignes)
    propres = {(d.objet, d.reference, d.champ) for x in lignes for d in x.declarations if d.reference == x.reference}
    if trimestre is None:
        stocke = index_hors_trimestre(plan)
    else:
        stocke = index_stocke(plan, {ligne.action for ligne in lignes}, trimestre)
    changements = []
    for ligne in lignes:
        for d in ligne.declarations:
            cle = (d.objet, d.reference, d.champ)
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


def _lift_sans_changement(ligne: LigneLue, stocke: dict[tuple[str, str, str], Valeur]) -> list[Changement]:
    """Return the end of a « sans changement » stated earlier in the quarter, once values are stated for it."""
    cle = ("suivi", ligne.reference, SANS_CHANGEMENT)
    dites = [d for d in ligne.declarations if d.objet == "suivi" and not d.efface]
    if stocke.get(cle) is None or not dites or any(d.champ == SANS_CHANGEMENT for d in dites):
        return []
    stocke[cle] = None
    return [Changement(*cle, dites[0].trimestre, True, None, dites[0].cellule)]
