"""From a row of the quarterly workbook to what it speaks of: action, jalon, indicateur, implication; new ones too."""

from __future__ import annotations

from loaders.anomalie import cut_extrait
from loaders.lignes.actions import resolve_action
from loaders.lignes.cles import RIEN, Resolue, Resolution, read_cle
from loaders.lignes.codes import find_code_libre
from loaders.lignes.declaration import RANG, Declaration
from loaders.lignes.rangee import Rangee
from loaders.lignes.titres import check_jalon, warn_proche, warn_sans_effet
from loaders.lignes.validateur import Validateur
from metrics.courant import find_origine
from models.colonnes import CODE, Colonne
from models.plan import Action
from models.remede import Remede
from models.texte import find_proches, fold
from models.vocabulaire import NaturePartenaire

CREER = Remede(
    ecran="Corrigez le nom, ou choisissez « Créer les partenaires inconnus », en haut de cet écran.",
    commande="Corrigez le nom, ou choisissez « créer ce partenaire » (--creer-partenaires).",
    fichier="Corrigez le nom, ou demandez que ce partenaire soit créé.",
)
"""What to do about a partner that nobody knows."""


def resolve_avancement(validateur: Validateur, rangee: Rangee) -> Resolue | None:
    """Return the action of a row."""
    return resolve_action(validateur, rangee, lambda _, __, action: (action.code, []))


RESTES = {
    "point_blocage": ("Le point de blocage", "affiché"),
    "decision_attendue": ("La décision attendue", "affichée"),
}


def write_reste(validateur: Validateur, rangee: Rangee, colonne: Colonne) -> str:
    """Return what an action still shows of a blocage or a décision that its row says nothing of, as a sentence."""
    codes = validateur.codes.get(fold(rangee.read_texte(CODE)), [])
    if colonne.champ not in RESTES or len(codes) != 1 or validateur.identite.trimestre is None:
        return ""
    origine = find_origine(validateur.plan.actions_par_code[codes[0]], colonne.champ, validateur.identite.trimestre)
    if origine is None:
        return ""
    quoi, accord = RESTES[colonne.champ]
    dit = cut_extrait(getattr(origine, colonne.champ))
    return f"{quoi} du {origine.trimestre.libelle} (« {dit} ») reste {accord}."


def resolve_jalon(validateur: Validateur, rangee: Rangee) -> Resolue | None:
    """Return the jalon of a row, a new one when its title is new."""
    return resolve_action(validateur, rangee, _find_jalon, suite=True)


def resolve_indicateur(validateur: Validateur, rangee: Rangee) -> Resolue | None:
    """Return the indicateur of a row, a new one when its title is new."""
    return resolve_action(validateur, rangee, _find_indicateur)


def resolve_implication(validateur: Validateur, rangee: Rangee) -> Resolue | None:
    """Return the (action, partner) pair of a row."""
    return resolve_action(validateur, rangee, _find_implication)


def _list_creations(validateur: Validateur, rangee: Rangee, reference: str) -> list[Declaration]:
    colonnes = [c for c in rangee.tableau.feuille.colonnes if c.ajout and c.champ and c in rangee.valeurs]
    return [validateur.declare(rangee, c, reference) for c in colonnes]


def _find_jalon(validateur: Validateur, rangee: Rangee, action: Action) -> Resolution:
    """Return the jalon of a row: by its code `A07/J2`, else by its title; a new title makes a new jalon."""
    if rangee.muette:
        return RIEN
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


def _find_indicateur(validateur: Validateur, rangee: Rangee, action: Action) -> Resolution:
    """Return the indicateur of a row by its title; a new title makes a new indicateur."""
    if rangee.muette:
        return RIEN
    if not (nom := read_cle(validateur, rangee, rangee.tableau.feuille.colonnes[1])):
        return RIEN
    for indicateur in action.indicateurs:
        if fold(indicateur.libelle) == fold(nom):
            return (indicateur.reference, []) if rangee.parlante else RIEN
    warn_proche(validateur, rangee, rangee.tableau.feuille.colonnes[1], nom, [i.libelle for i in action.indicateurs])
    reference = f"{action.code}/{nom}"
    rang = sum(len(a.indicateurs) for a in validateur.plan.actions) + rangee.ligne.numero
    colonne = rangee.tableau.feuille.colonnes[1]
    titre = Declaration("indicateur", reference, RANG, None, rang, rangee.locate(colonne))
    autres = [d for d in _list_creations(validateur, rangee, reference) if d.champ != "libelle"]
    return reference, [titre, *autres]


def _find_implication(validateur: Validateur, rangee: Rangee, action: Action) -> Resolution:
    """Return the (action, partner) pair of a row; an unknown partner is an error unless it may be created.

    Each of its rows creates it: any of them may be left out, the first that is applied makes it.
    """
    if rangee.muette:
        return RIEN
    if not (nom := read_cle(validateur, rangee, rangee.tableau.feuille.colonnes[1])):
        return RIEN
    colonne = rangee.tableau.feuille.colonnes[1]
    code, cle = action.code, fold(nom)
    if not rangee.saisies and not (rangee.parlante and cle in validateur.attendus[code]):
        warn_sans_effet(validateur, rangee, colonne, code, cle, "implication ni contribution")
        return RIEN
    if cle in validateur.partenaires:
        return f"{code}/{validateur.partenaires[cle]}", []
    if not validateur.options.creer_partenaires:
        proches = ", ".join(f"« {p} »" for p in find_proches(cut_extrait(nom), validateur.partenaires.values()))
        message = f"« {cut_extrait(nom)} » inconnu. Les plus proches : {proches}."
        validateur.add(rangee, colonne, "partenaire_inconnu", message, remede=CREER)
        return RIEN
    nom = validateur.create(cle, nom)
    validateur.natures[cle] = NaturePartenaire.ORGANISME.value
    return f"{code}/{nom}", validateur.list_creations(cle, rangee.locate(colonne))
