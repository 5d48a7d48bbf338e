"""From a row that begins with the code of an action to what it speaks of there."""

from __future__ import annotations

import re
from collections.abc import Callable

from loaders.anomalie import cut_extrait
from loaders.lignes.cles import Resolue, Resolution, read_cle
from loaders.lignes.rangee import Rangee
from loaders.lignes.titres import check_titre
from loaders.lignes.validateur import Validateur
from models.plan import Action
from models.texte import find_proches, fold

PROCHE = 0.6
"""How alike two codes are, from which one is suggested for the other: « A61 » for « A16 », none for « Moyenne »."""
_ENTRE = re.compile(r"(?<=[a-z])[ .\-_]+(?=\d)")
"""What people put between the letter and the number of a code; « A1.6 » is no way to write A16."""


def resolve_action(
    validateur: Validateur,
    rangee: Rangee,
    find: Callable[[Validateur, Rangee, Action], Resolution],
    *,
    suite: bool = False,
) -> Resolue | None:
    """Return what a row speaks of, found within its action; None when nothing or its key is wrong.

    `suite` tells that the code of the action may be followed by what it holds: `A07/J2`.
    """
    feuille = rangee.tableau.feuille
    if not (brut := read_cle(validateur, rangee, feuille.colonnes[0])):
        return None
    code = find_code(validateur, rangee, brut.split("/", 1)[0] if suite else brut)
    if code is None:
        return None
    validateur.vus.add((feuille.nom, code))
    validateur.porteurs[rangee.cle] = code
    check_titre(validateur, rangee, code, {a.code: a.libelle.texte for a in validateur.plan.actions})
    reference, creations = find(validateur, rangee, validateur.plan.actions_par_code[code])
    return None if reference is None else (code, reference, creations)


def fold_code(brut: str) -> str:
    """Return the comparison key of a code, whatever stands between its letter and its number."""
    return _ENTRE.sub("", fold(brut))


def find_code(validateur: Validateur, rangee: Rangee, brut: str) -> str | None:
    """Return the code of the action that a row names; record the anomaly when there is none, or it is not theirs."""
    colonne = rangee.tableau.feuille.colonnes[0]
    trouves = validateur.codes.get(fold(brut)) or validateur.codes.get(fold_code(brut), [])
    plan, pilote = validateur.plan, validateur.identite.pilote
    if len(trouves) > 1:
        validateur.add(rangee, colonne, "code_ambigu", f"« {brut} » peut désigner {' ou '.join(trouves)}.")
        return None
    if not trouves and rangee.muette and not rangee.fautives:
        return None  # a section, the name of a priorité: nothing is said there (fault 76)
    if not trouves:
        proches = ", ".join(find_proches(cut_extrait(brut), plan.actions_par_code, seuil=PROCHE)) or "aucun"
        message = f"« {cut_extrait(brut)} » inconnu. Les plus proches : {proches}. Corrigez le code."
        validateur.add(rangee, colonne, "code_inconnu", message)
        return None
    if pilote is not None and not validateur.identite.owns(plan, trouves[0]):
        autre = plan.actions_par_code[trouves[0]].pilote.nom
        message = f"{trouves[0]} est pilotée par « {autre} », pas par « {pilote.nom} ». Retirez cette ligne."
        validateur.add(rangee, colonne, "action_autre_pilote", message)
        return None
    if trouves[0] in validateur.identite.anciennes - validateur.confiees and rangee.parlante:
        validateur.confiees.add(trouves[0])
        autre = plan.actions_par_code[trouves[0]].pilote.nom
        message = f"{trouves[0]} a été confiée depuis à « {autre} » : ce classeur, préparé avant, est lu quand même."
        validateur.add(rangee, colonne, "action_confiee", message, avis=True)
    return trouves[0]
