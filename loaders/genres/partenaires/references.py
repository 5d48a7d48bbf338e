"""From a row of the partners' workbook to what it speaks of: a partner, a participation."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from loaders.anomalie import cut_extrait
from loaders.lignes.actions import resolve_action
from loaders.lignes.cles import RIEN, Resolue, Resolution, read_cle
from loaders.lignes.declaration import Declaration
from loaders.lignes.rangee import Rangee
from loaders.lignes.titres import warn_proche, warn_sans_effet
from loaders.lignes.validateur import Validateur
from models.colonnes_partenariat import LISTE, PARTICIPATIONS
from models.plan import Action
from models.texte import find_proches, fold
from models.vocabulaire import NaturePartenaire

NOM, NATURE, PARENT = LISTE.colonnes[0], LISTE.find("nature"), LISTE.find("parent")


def note_partenaires(validateur: Validateur, rangees: Sequence[Rangee]) -> None:
    """Note the nature that the list gives each partner before its rows are read: one may be tied to a later one."""
    for rangee in rangees:
        nom, nature = rangee.read_texte(NOM), rangee.read_texte(NATURE)
        if nom:
            validateur.listees.setdefault(fold(nom), set()).add(rangee.cle)
        if nom and nature:
            validateur.natures[fold(nom)] = nature
            if fold(nom) not in validateur.partenaires:
                validateur.create(fold(nom), nom)


def names_nouveau(rangee: Rangee) -> bool:
    """Return whether a row of the list says a nature: it names a partner then, « Total Énergies » as any other."""
    _, nature = rangee.ligne.cellules.get(NATURE, ("", None))
    return nature is not None and nature.genre == "s"


def resolve_partenaire(validateur: Validateur, rangee: Rangee) -> Resolue | None:
    """Return the partner of a row of the list; a name that is new there makes one, and its nature is required."""
    if not (nom := read_cle(validateur, rangee, NOM)):
        return None
    connu = validateur.partenaires.get(fold(nom))
    if connu is None:
        if fold(nom) not in validateur.crees:
            if NATURE not in rangee.fautives:
                validateur.add(rangee, NATURE, "nature_manquante", _write_nouveau(validateur, rangee, nom))
            return None
        warn_proche(validateur, rangee, NOM, nom, validateur.partenaires.values())
    elif not rangee.parlante:
        return None
    nom = connu or validateur.crees[fold(nom)]
    if connu is not None:
        _check_nature(validateur, rangee, connu)
    creations = validateur.list_creations(fold(nom), rangee.locate(NOM))
    return "", nom, [*creations, *_attach(validateur, rangee, nom)]


def _write_nouveau(validateur: Validateur, rangee: Rangee, nom: str) -> str:
    """Return what to say of a name without a nature that no partner has: the nearest ones, then how to make it."""
    proches = ", ".join(f"« {p} »" for p in find_proches(cut_extrait(nom), validateur.partenaires.values()))
    connu = f"Corrigez le nom s’il est déjà connu (les plus proches : {proches}). " if proches else ""
    ou = "ici" if NATURE in rangee.tableau.lettres else f"dans une colonne « {NATURE.libelle} »"
    return (
        f"« {cut_extrait(nom)} » n’est pas dans la liste. {connu}S’il est nouveau, dites {ou} : organisme ou catégorie."
    )


def _check_nature(validateur: Validateur, rangee: Rangee, nom: str) -> None:
    """Refuse to erase a nature, or to change it under the ties that hang on it."""
    if NATURE not in rangee.valeurs:
        return
    partenaire = next(p for p in validateur.plan.partenaires if p.nom == nom)
    rattaches = [p.nom for p in validateur.plan.partenaires if p.parent == nom]
    if rangee.valeurs[NATURE].efface:
        validateur.add(rangee, NATURE, "nature_manquante", "la nature d’un partenaire ne s’efface pas.")
    elif validateur.natures[fold(nom)] == NaturePartenaire.ORGANISME and rattaches:
        message = f"« {cut_extrait(rattaches[0])} » lui est rattaché : changez d’abord ce rattachement."
        validateur.add(rangee, NATURE, "rattachement_impossible", message)
    elif validateur.natures[fold(nom)] == NaturePartenaire.CATEGORIE and partenaire.parent:
        lu = rangee.valeurs.get(PARENT)
        if lu is None or not lu.efface:
            message = f"il est rattaché à « {cut_extrait(partenaire.parent)} » : écrivez aussi EFFACER dans cette case."
            validateur.add(rangee, NATURE, "rattachement_impossible", f"{message} (« {PARENT.libelle} »)")


def _attach(validateur: Validateur, rangee: Rangee, nom: str) -> list[Declaration]:
    """Check the catégorie that a row ties its partner to; return what makes it when it is new."""
    dit = rangee.read_texte(PARENT)
    if not dit:
        return []
    cle = fold(dit)
    noms, natures = validateur.noms, validateur.natures
    if natures.get(fold(nom)) == NaturePartenaire.CATEGORIE:
        message = "une catégorie ne se rattache pas : seul un organisme le peut. Videz cette case."
        validateur.add(rangee, PARENT, "rattachement_impossible", message)
    elif cle not in noms:
        categories = (noms[c] for c, nature in natures.items() if nature == NaturePartenaire.CATEGORIE)
        proches = ", ".join(f"« {p} »" for p in find_proches(cut_extrait(dit), categories))
        message = (
            f"« {cut_extrait(dit)} » inconnu. Les catégories les plus proches : {proches or 'aucune'}. Corrigez le "
            "nom, ou ajoutez cette catégorie sur une ligne libre."
        )
        validateur.add(rangee, PARENT, "partenaire_inconnu", message)
    elif natures.get(cle) != NaturePartenaire.CATEGORIE:
        message = f"« {cut_extrait(noms[cle])} » n’est pas une catégorie : un organisme se rattache à une catégorie."
        validateur.add(rangee, PARENT, "rattachement_impossible", message)
    else:
        rangee.valeurs[PARENT] = replace(rangee.valeurs[PARENT], valeur=noms[cle])
        return validateur.list_creations(cle, rangee.locate(PARENT))
    return []


def resolve_participation(validateur: Validateur, rangee: Rangee) -> Resolue | None:
    """Return the participation of a row."""
    return resolve_action(validateur, rangee, _find_participation)


def _find_participation(validateur: Validateur, rangee: Rangee, action: Action) -> Resolution:
    """Return the participation of a row, expected from now on unless the row erases it, and its role with it."""
    if rangee.muette:
        return RIEN
    colonne, role, attendue = PARTICIPATIONS.colonnes[2:]
    if not (nom := read_cle(validateur, rangee, colonne)):
        return RIEN
    cle = fold(nom)
    connus = validateur.noms
    if not rangee.saisies:
        if rangee.parlante and cle in validateur.attendus[action.code]:
            return f"{action.code}/{connus[cle]}", []
        warn_sans_effet(validateur, rangee, colonne, action.code, cle, "« x » ni rôle")
        return RIEN
    if cle not in connus:
        proches = ", ".join(f"« {p} »" for p in find_proches(cut_extrait(nom), connus.values()))
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
