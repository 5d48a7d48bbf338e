"""From a row to what it speaks of: action, jalon, indicateur, participation; new ones from the free rows."""

from __future__ import annotations

from typing import TYPE_CHECKING

from loaders.anomalie import cut_extrait
from loaders.codes import find_code_libre
from loaders.declaration import RANG, Declaration
from loaders.protegees import check_indicateur, check_jalon, check_titre, warn_proche, warn_sans_effet
from models.colonnes import AVANCEMENT, CODE, EFFACER, INDICATEURS, JALONS, Colonne
from models.colonnes_partenariat import APPRECIATIONS, LISTE, PARTICIPATIONS
from models.plan import Action
from models.texte import find_proches, fold
from models.vocabulaire import NaturePartenaire

if TYPE_CHECKING:
    from loaders.validation import Rangee, Validateur

Resolution = tuple[str | None, list[Declaration]]
RIEN: Resolution = (None, [])
REMEDE = "Complétez cette cellule, ou videz la ligne."
Resolue = tuple[str, str, list[Declaration]]
"""The action of a row (empty for none), the reference it speaks of, what must be created for it."""


def read_cle(validateur: Validateur, rangee: Rangee, colonne: Colonne) -> str:
    """Return the text of a row's key; record the anomaly of a filled row without one."""
    if colonne in rangee.valeurs and rangee.valeurs[colonne].efface:
        message = f"{EFFACER} ne retire pas une ligne entière : rétablissez cette case, puis effacez les cases voulues."
        validateur.add(rangee, colonne, "cle_effacee", message)
        return ""
    if colonne not in rangee.valeurs and rangee.valeurs and colonne not in rangee.fautives:
        if colonne is CODE:
            quoi = "d’engagement" if rangee.tableau.feuille is APPRECIATIONS else "d’action"
            validateur.add(
                rangee, colonne, "code_manquant", f"cette ligne est remplie mais n’a pas de code {quoi}. {REMEDE}"
            )
        else:
            validateur.add(
                rangee, colonne, "libelle_manquant", f"cette ligne est remplie mais cette cellule est vide. {REMEDE}"
            )
    return rangee.read_texte(colonne)


def resolve_action(validateur: Validateur, rangee: Rangee) -> Resolue | None:
    """Return what a row that begins with the code of an action speaks of, None when nothing or its key is wrong."""
    feuille = rangee.tableau.feuille
    if not (brut := read_cle(validateur, rangee, feuille.colonnes[0])):
        return None
    code = find_code(validateur, rangee, brut.split("/", 1)[0] if feuille is JALONS else brut)
    if code is None:
        return None
    validateur.vus.add((feuille.nom, code))
    check_titre(validateur, rangee, code, {a.code: a.libelle.texte for a in validateur.plan.actions})
    reference, creations = _resolve_reference(validateur, rangee, code)
    return None if reference is None else (code, reference, creations)


def find_code(validateur: Validateur, rangee: Rangee, brut: str) -> str | None:
    """Return the code of the action that a row names; record the anomaly when there is none, or it is not theirs."""
    colonne, trouves = rangee.tableau.feuille.colonnes[0], validateur.codes.get(fold(brut), [])
    plan, pilote = validateur.plan, validateur.identite.pilote
    if len(trouves) > 1:
        validateur.add(rangee, colonne, "code_ambigu", f"« {brut} » peut désigner {' ou '.join(trouves)}.")
        return None
    if not trouves:
        proches = ", ".join(validateur.find_proches(brut, plan.actions_par_code)) or "voir le haut du rapport"
        message = f"« {cut_extrait(brut)} » inconnu. Les plus proches : {proches}. Corrigez le code."
        validateur.add(rangee, colonne, "code_inconnu", message)
        return None
    if pilote is not None and not validateur.identite.owns(plan, trouves[0]):
        autre = plan.actions_par_code[trouves[0]].pilote.nom
        message = f"{trouves[0]} est pilotée par « {autre} », pas par « {pilote.nom} ». Retirez cette ligne."
        validateur.add(rangee, colonne, "action_autre_pilote", message)
        return None
    return trouves[0]


def _resolve_reference(validateur: Validateur, rangee: Rangee, code: str) -> Resolution:
    """Return the reference a row speaks of and what must be created for it; (None, []) when it says nothing."""
    feuille = rangee.tableau.feuille
    if feuille is AVANCEMENT:
        return code, []
    if not rangee.saisies and not any(c.ajout and c in rangee.valeurs for c in feuille.colonnes):
        return RIEN
    action = validateur.plan.actions_par_code[code]
    if feuille is JALONS:
        return _resolve_jalon(validateur, rangee, action)
    if feuille is INDICATEURS:
        return _resolve_indicateur(validateur, rangee, action)
    if feuille is PARTICIPATIONS:
        return _resolve_participation(validateur, rangee, action)
    return _resolve_partenaire(validateur, rangee, code)


def _list_creations(validateur: Validateur, rangee: Rangee, reference: str) -> list[Declaration]:
    colonnes = [c for c in rangee.tableau.feuille.colonnes if c.ajout and c.champ and c in rangee.valeurs]
    return [validateur.declare(rangee, c, reference) for c in colonnes]


def _resolve_jalon(validateur: Validateur, rangee: Rangee, action: Action) -> Resolution:
    """Return the jalon of a row: by its code `A07/J2`, else by its title; a new title makes a new jalon."""
    brut = rangee.read_texte(rangee.tableau.feuille.colonnes[0])
    if "/" in brut:
        connus = [j.reference for j in action.jalons]
        trouve = next((r for r in connus if fold(r) == fold(brut)), None)
        if trouve is None:
            proches = ", ".join(find_proches(brut, connus)) or "aucun"
            message = (
                f"« {cut_extrait(brut)} » inconnu. Les plus proches : {proches}. Jalon nouveau : « {action.code} »."
            )
            validateur.add(rangee, rangee.tableau.feuille.colonnes[0], "code_inconnu", message)
            return RIEN
        check_jalon(validateur, rangee, next(j for j in action.jalons if j.reference == trouve))
        return trouve, []
    if not (nom := read_cle(validateur, rangee, rangee.tableau.feuille.colonnes[1])):
        return RIEN
    for jalon in action.jalons:
        if fold(jalon.libelle) == fold(nom):
            return jalon.reference, []
    warn_proche(validateur, rangee, rangee.tableau.feuille.colonnes[1], nom, [j.libelle for j in action.jalons])
    suivante = find_code_libre(action.code, [*validateur.codes_donnes, *validateur.nouveaux.values()])
    reference = validateur.nouveaux.setdefault((action.code, fold(nom)), suivante)
    return reference, _list_creations(validateur, rangee, reference)


def _resolve_indicateur(validateur: Validateur, rangee: Rangee, action: Action) -> Resolution:
    """Return the indicateur of a row by its title; a new title makes a new indicateur."""
    if not (nom := read_cle(validateur, rangee, rangee.tableau.feuille.colonnes[1])):
        return RIEN
    for indicateur in action.indicateurs:
        if fold(indicateur.libelle) == fold(nom):
            check_indicateur(validateur, rangee, indicateur)
            return (indicateur.reference, []) if rangee.saisies else RIEN
    warn_proche(validateur, rangee, rangee.tableau.feuille.colonnes[1], nom, [i.libelle for i in action.indicateurs])
    reference = f"{action.code}/{nom}"
    rang = sum(len(a.indicateurs) for a in validateur.plan.actions) + rangee.ligne.numero
    colonne = rangee.tableau.feuille.colonnes[1]
    titre = Declaration("indicateur", reference, RANG, None, rang, rangee.locate(colonne))
    autres = [d for d in _list_creations(validateur, rangee, reference) if d.champ != "libelle"]
    return reference, [titre, *autres]


def _resolve_partenaire(validateur: Validateur, rangee: Rangee, code: str) -> Resolution:
    """Return the (action, partner) pair of a row; an unknown partner is an error unless it may be created.

    Each of its rows creates it: any of them may be left out, the first that is applied makes it.
    """
    if not (nom := read_cle(validateur, rangee, rangee.tableau.feuille.colonnes[1])):
        return RIEN
    colonne = rangee.tableau.feuille.colonnes[1]
    cle = fold(nom)
    if not rangee.saisies:
        warn_sans_effet(validateur, rangee, colonne, code, cle, "implication ni contribution")
        return RIEN
    if cle in validateur.partenaires:
        return f"{code}/{validateur.partenaires[cle]}", []
    if not validateur.options.creer_partenaires:
        proches = ", ".join(f"« {p} »" for p in validateur.find_proches(nom, validateur.partenaires.values()))
        message = (
            f"« {cut_extrait(nom)} » inconnu. Les plus proches : {proches}. Corrigez le nom, ou choisissez "
            "« créer ce partenaire » (--creer-partenaires)."
        )
        validateur.add(rangee, colonne, "partenaire_inconnu", message)
        return RIEN
    nom = validateur.create(cle, nom)
    validateur.natures[cle] = NaturePartenaire.ORGANISME.value
    return f"{code}/{nom}", validateur.list_creations(cle, rangee.locate(colonne))


def _resolve_participation(validateur: Validateur, rangee: Rangee, action: Action) -> Resolution:
    """Return the participation of a row, expected from now on unless the row erases it, and its role with it."""
    colonne, role, attendue = PARTICIPATIONS.colonnes[2:]
    if not (nom := read_cle(validateur, rangee, colonne)):
        return RIEN
    cle = fold(nom)
    if not rangee.saisies:
        warn_sans_effet(validateur, rangee, colonne, action.code, cle, "« x » ni rôle")
        return RIEN
    connus = validateur.noms
    if cle not in connus:
        proches = ", ".join(f"« {p} »" for p in validateur.find_proches(nom, connus.values()))
        message = (
            f"« {cut_extrait(nom)} » inconnu. Les plus proches : {proches}. Corrigez le nom, ou ajoutez-le "
            f"dans la feuille « {LISTE.nom} », de ce classeur ou d’un autre appliqué avant lui."
        )
        validateur.add(rangee, colonne, "partenaire_inconnu", message)
        return RIEN
    reference, dits = f"{action.code}/{connus[cle]}", rangee.valeurs
    if attendue in dits and dits[attendue].efface:
        if role in dits and not dits[role].efface:
            message = "EFFACER retire cette participation, alors qu’un rôle lui est donné : gardez l’un ou l’autre."
            validateur.add(rangee, attendue, "attendue_et_role", message)
        place = rangee.locate(attendue)
        return reference, [Declaration("participation", reference, "role", None, None, place, efface=True)]
    if attendue not in dits and dits[role].efface:
        return reference, []
    place = rangee.locate(attendue if attendue in dits else role)
    creations = validateur.list_creations(cle, rangee.locate(colonne))
    return reference, [*creations, Declaration("participation", reference, "attendue", None, True, place)]
