"""From a row to the meeting it speaks of: a body of the charter, on a day."""

from __future__ import annotations

from collections.abc import Mapping

from loaders.anomalie import cut_extrait
from loaders.lignes.cles import Resolue, read_cle
from loaders.lignes.declaration import Declaration
from loaders.lignes.rangee import Rangee
from loaders.lignes.validateur import Validateur
from models.changement import Valeur
from models.colonnes_partenariat import REUNIONS
from models.texte import find_proches, fold

INSTANCE, DATE, TENUE = REUNIONS.colonnes[:3]


def resolve_reunion(validateur: Validateur, rangee: Rangee) -> Resolue | None:
    """Return the meeting of a row: a body, named by its label or its code, on a day; a new one is planned.

    EFFACER in « Tenue » also takes back that it is planned.
    """
    charte = validateur.plan.charte
    dit = read_cle(validateur, rangee, INSTANCE)
    if not dit or charte is None:
        return None
    codes: Mapping[str, str] = {fold(i.libelle): i.code for i in charte.instances} | {
        fold(i.code): i.code for i in charte.instances
    }
    if fold(dit) not in codes:
        proches = ", ".join(f"« {p} »" for p in find_proches(cut_extrait(dit), [i.libelle for i in charte.instances]))
        message = f"« {cut_extrait(dit)} » inconnue. Les plus proches : {proches}. Choisissez dans la liste."
        validateur.add(rangee, INSTANCE, "instance_inconnue", message)
        return None
    jour: Valeur = rangee.valeurs[DATE].valeur if DATE in rangee.valeurs else None
    if jour is None:
        if DATE not in rangee.fautives:
            validateur.add(rangee, DATE, "date_manquante", "case vide ; attendu : le jour de la réunion, jj/mm/aaaa.")
        return None
    reference = f"{codes[fold(dit)]}/{jour}"
    if TENUE in rangee.valeurs and rangee.valeurs[TENUE].efface:
        retrait = Declaration("reunion", reference, "prevue", None, None, rangee.locate(TENUE), efface=True)
        return "", reference, [retrait]
    if rangee.saisies or reference in validateur.reunions or rangee.fautives:
        return "", reference, []
    return "", reference, [Declaration("reunion", reference, "prevue", None, True, rangee.locate(DATE))]
