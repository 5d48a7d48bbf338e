"""From a row to what it speaks of: action, jalon, indicateur, participation; new ones from the free rows."""

from __future__ import annotations

from typing import TYPE_CHECKING

from loaders.anomalie import cut_extrait
from loaders.declaration import Declaration
from loaders.protegees import check_indicateur, check_jalon, warn_proche, warn_sans_effet
from models.colonnes import AVANCEMENT, INDICATEURS, JALONS
from models.plan import Action
from models.texte import find_proches, fold

if TYPE_CHECKING:
    from loaders.validation import Rangee, Validateur

Resolution = tuple[str | None, list[Declaration]]
RIEN: Resolution = (None, [])


def resolve_reference(validateur: Validateur, rangee: Rangee, code: str) -> Resolution:
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
    return _resolve_partenaire(validateur, rangee, code)


def _read_nom(validateur: Validateur, rangee: Rangee) -> str:
    """Return the title or name of a row; record the anomaly of a filled row without one."""
    colonne = rangee.tableau.feuille.colonnes[1]
    nom = rangee.read_texte(colonne)
    if not nom and colonne not in rangee.fautives:
        validateur.add(rangee, colonne, "libelle_manquant", "cette ligne est remplie mais cette cellule est vide.")
    return nom


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
    if not (nom := _read_nom(validateur, rangee)):
        return RIEN
    for jalon in action.jalons:
        if fold(jalon.libelle) == fold(nom):
            return jalon.reference, []
    warn_proche(validateur, rangee, nom, [j.libelle for j in action.jalons])
    deja = sum(1 for code, _ in validateur.nouveaux if code == action.code)
    rangs = [int(r) for j in action.jalons if (r := j.reference.rpartition("/J")[2]).isdecimal()]
    suivante = f"{action.code}/J{max(rangs, default=0) + deja + 1}"
    reference = validateur.nouveaux.setdefault((action.code, fold(nom)), suivante)
    return reference, _list_creations(validateur, rangee, reference)


def _resolve_indicateur(validateur: Validateur, rangee: Rangee, action: Action) -> Resolution:
    """Return the indicateur of a row by its title; a new title makes a new indicateur."""
    if not (nom := _read_nom(validateur, rangee)):
        return RIEN
    for indicateur in action.indicateurs:
        if fold(indicateur.libelle) == fold(nom):
            check_indicateur(validateur, rangee, indicateur)
            return (indicateur.reference, []) if rangee.saisies else RIEN
    warn_proche(validateur, rangee, nom, [i.libelle for i in action.indicateurs])
    reference = f"{action.code}/{nom}"
    rang = sum(len(a.indicateurs) for a in validateur.plan.actions) + rangee.ligne.numero
    colonne = rangee.tableau.feuille.colonnes[1]
    titre = Declaration("indicateur", reference, "rang", None, rang, rangee.locate(colonne))
    autres = [d for d in _list_creations(validateur, rangee, reference) if d.champ != "libelle"]
    return reference, [titre, *autres]


def _resolve_partenaire(validateur: Validateur, rangee: Rangee, code: str) -> Resolution:
    """Return the (action, partner) pair of a row; an unknown partner is an error unless it may be created.

    Each of its rows creates it: any of them may be left out, the first that is applied makes it.
    """
    if not (nom := _read_nom(validateur, rangee)):
        return RIEN
    colonne = rangee.tableau.feuille.colonnes[1]
    cle = fold(nom)
    if not rangee.saisies:
        warn_sans_effet(validateur, rangee, code, cle)
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
    nom = validateur.crees.setdefault(cle, nom)
    rang = len(validateur.partenaires) + list(validateur.crees).index(cle) + 1
    place = rangee.locate(colonne)
    return f"{code}/{nom}", [
        Declaration("partenaire", nom, "rang", None, rang, place),
        Declaration("partenaire", nom, "nature", None, "organisme", place),
    ]
