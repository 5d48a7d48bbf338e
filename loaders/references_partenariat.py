"""From a row to what it speaks of, in the workbooks of the partnership: a partner, a judgement, a meeting."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from loaders.anomalie import cut_extrait
from loaders.declaration import Declaration
from loaders.protegees import check_titre, warn_proche
from loaders.references import Resolue, read_cle
from metrics.instances import list_annees_possibles
from models.changement import Valeur
from models.charte import Charte
from models.colonnes import Colonne
from models.colonnes_partenariat import APPRECIATIONS, LISTE, REUNIONS
from models.texte import fold
from models.vocabulaire import Cote, NaturePartenaire

if TYPE_CHECKING:
    from loaders.validation import Rangee, Validateur

NOM, NATURE, PARENT = LISTE.colonnes[0], LISTE.find("nature"), LISTE.find("parent")
PARTIE, ANNEE = APPRECIATIONS.colonnes[4:6]
INSTANCE, DATE, TENUE = REUNIONS.colonnes[:3]


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
    elif not rangee.saisies:
        return None
    nom = connu or validateur.crees[fold(nom)]
    if connu is not None:
        _check_nature(validateur, rangee, connu)
    creations = validateur.list_creations(fold(nom), rangee.locate(NOM))
    return "", nom, [*creations, *_attach(validateur, rangee, nom)]


def _write_nouveau(validateur: Validateur, rangee: Rangee, nom: str) -> str:
    """Return what to say of a name without a nature that no partner has: the nearest ones, then how to make it."""
    proches = ", ".join(f"« {p} »" for p in validateur.find_proches(nom, validateur.partenaires.values()))
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
        proches = ", ".join(f"« {p} »" for p in validateur.find_proches(dit, categories))
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


def resolve_appreciation(validateur: Validateur, rangee: Rangee) -> Resolue | None:
    """Return the judgement of a row: a commitment, by a side, for a year."""
    code_lu = read_cle(validateur, rangee, APPRECIATIONS.colonnes[0])
    charte = validateur.plan.charte
    if not code_lu or not rangee.saisies or charte is None:
        return None
    engagements = {fold(e.code): e for e in charte.engagements}
    if fold(code_lu) not in engagements:
        proches = ", ".join(validateur.find_proches(code_lu, [e.code for e in charte.engagements]))
        message = f"« {cut_extrait(code_lu)} » inconnu. Les plus proches : {proches}. Corrigez le code."
        validateur.add(rangee, APPRECIATIONS.colonnes[0], "code_inconnu", message)
        return None
    code = engagements[fold(code_lu)].code
    check_titre(validateur, rangee, code, {e.code: e.texte for e in charte.engagements})
    partie, annee = _read_partie(validateur, rangee, charte), _read_annee(validateur, rangee, charte)
    return None if partie is None or annee is None else ("", f"{code}/{partie.value}/{annee}", [])


def _read_partie(validateur: Validateur, rangee: Rangee, charte: Charte) -> Cote | None:
    """Return the side that judges, by its short name, its full name or its code."""
    dit, noms = rangee.read_texte(PARTIE), " ou ".join(f"« {p.nom} »" for p in charte.parties)
    for partie in charte.parties:
        if _squeeze(dit) in map(_squeeze, (partie.nom, partie.nom_long, partie.cote)):
            return partie.cote
    if PARTIE not in rangee.fautives:
        quoi = f"« {cut_extrait(dit)} » lu" if dit else _write_vide(rangee, PARTIE)
        validateur.add(rangee, PARTIE, "partie_inconnue", f"{quoi} ; attendu : {noms}.")
    return None


def _squeeze(nom: str) -> str:
    """Return the key of a side's name, which the charter itself writes with and without its space."""
    return fold(nom).replace(" ", "")


def _write_vide(rangee: Rangee, colonne: Colonne) -> str:
    """Return why a key is not there: an empty cell, or no such column in a home-made table."""
    return "case vide" if colonne in rangee.tableau.lettres else "colonne absente"


def _read_annee(validateur: Validateur, rangee: Rangee, charte: Charte) -> int | None:
    """Return the year that is judged: one of the charter's, or the present one."""
    possibles = list_annees_possibles(charte, validateur.identite.aujourd_hui)
    lu = rangee.valeurs.get(ANNEE)
    if lu is not None and lu.valeur in possibles:
        return int(str(lu.valeur))
    if ANNEE not in rangee.fautives:
        quoi = f"« {lu.valeur} » lu" if lu is not None and lu.valeur is not None else _write_vide(rangee, ANNEE)
        attendu = f"une année de {possibles[-1]} à {possibles[0]}" if len(possibles) > 1 else str(possibles[0])
        validateur.add(rangee, ANNEE, "annee_impossible", f"{quoi} ; attendu : {attendu}.")
    return None


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
        proches = ", ".join(f"« {p} »" for p in validateur.find_proches(dit, [i.libelle for i in charte.instances]))
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


RESOLUTIONS = {
    LISTE.nom: resolve_partenaire,
    APPRECIATIONS.nom: resolve_appreciation,
    REUNIONS.nom: resolve_reunion,
}
"""How the rows of a sheet find what they speak of; the others begin with the code of an action."""
