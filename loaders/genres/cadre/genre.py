"""The workbook of dates, targets and proofs: when actions begin and end, where indicateurs go, what shows it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from typing import TYPE_CHECKING

from loaders.anomalie import Anomalie, Gravite, cut_extrait
from loaders.gabarit.notes import Ligne, list_notes
from loaders.lignes.actions import resolve_action
from loaders.lignes.avis import Verification
from loaders.lignes.cles import RIEN, Regle, Resolue, Resolution, read_cle
from loaders.lignes.controles import check_effacements
from loaders.lignes.declaration import LigneLue
from loaders.lignes.genre import Demande, GenreClasseur
from loaders.lignes.rangee import Rangee
from loaders.lignes.stocke import Stocke
from loaders.lignes.validateur import Validateur
from models.changement import Valeur
from models.colonnes import CODE
from models.colonnes_cadre import CIBLES, DATES, INDICATEUR_VISE, PREUVES, SUJET, UNITE
from models.colonnes_partenariat import ACTION_VISEE
from models.modeles import Modele
from models.objets import to_json
from models.plan import Action, Indicateur, Plan
from models.texte import find_proches, fold
from phrases.format import format_date

if TYPE_CHECKING:
    from loaders.gabarit.classeur import Gabarisable

MODELE = Modele(
    "cadre",
    "Dates, cibles et preuves",
    (DATES, CIBLES, PREUVES),
    "dates_cibles_et_preuves",
    cles={"action": "Code", "indicateur": "Indicateur"},
)
AIDE = (
    "Cellules blanches : à remplir. Ce qui est déjà connu est en note sur la cellule. Une cellule laissée vide ne "
    "change rien ; EFFACER retire ce qui est connu."
)
GESTES = (
    "1. Feuille « Dates des actions » : le début et l’échéance propres de chaque action ; sans eux, ceux du plan.",
    "2. Feuille « Cibles des indicateurs » : d’où part chaque indicateur, et où il doit arriver.",
    "3. Feuille « Preuves » : ce qui montre qu’une action est réalisée, un jalon atteint ; un lien, pas un fichier.",
)


def _resolve_indicateur(validateur: Validateur, rangee: Rangee) -> Resolue | None:
    return resolve_action(validateur, rangee, _find_indicateur)


def _find_indicateur(validateur: Validateur, rangee: Rangee, action: Action) -> Resolution:
    """Return the indicateur of a row by its title; one that nobody knows is made by a remontée, not here."""
    if rangee.muette or not (nom := read_cle(validateur, rangee, INDICATEUR_VISE)):
        return RIEN
    for indicateur in action.indicateurs:
        if fold(indicateur.libelle) == fold(nom):
            return indicateur.reference, []
    proches = ", ".join(f"« {p} »" for p in find_proches(nom, [i.libelle for i in action.indicateurs])) or "aucun"
    message = f"« {cut_extrait(nom)} » n’est pas un indicateur de {action.code}. Les plus proches : {proches}."
    validateur.add(rangee, INDICATEUR_VISE, "indicateur_inconnu", message)
    return RIEN


def _resolve_preuve(validateur: Validateur, rangee: Rangee) -> Resolue | None:
    return resolve_action(validateur, rangee, _find_prouve, suite=True)


def _find_prouve(validateur: Validateur, rangee: Rangee, action: Action) -> Resolution:
    """Return what a proof is of: an action, or one of its jalons."""
    brut = rangee.read_texte(CODE)
    if rangee.muette:
        return RIEN
    connus = [action.code, *(j.reference for j in action.jalons)] if "/" in brut else [action.code]
    trouve = connus[0] if len(connus) == 1 else next((r for r in connus if fold(r) == fold(brut)), None)
    if trouve is None:
        validateur.add(rangee, CODE, "code_inconnu", f"« {cut_extrait(brut)} » n’est pas un jalon de {action.code}.")
        return RIEN
    return trouve, []


def index_cadre(plan: Plan) -> Stocke:
    """Return what is stored of the dates of actions and of the targets of indicateurs."""
    stocke: dict[tuple[str, str, str, str | None], Valeur] = {}
    for a in plan.actions:
        stocke |= {("action", a.code, champ, None): to_json(getattr(a, champ)) for champ in ("debut", "echeance")}
        for i in a.indicateurs:
            stocke |= {
                ("indicateur", i.reference, c, None): to_json(getattr(i, c)) for c in ("valeur_initiale", "cible")
            }
        for p in a.preuves:
            stocke |= {("preuve", p.reference, champ, None): to_json(getattr(p, champ)) for champ in _PREUVE}
    return {cle: valeur for cle, valeur in stocke.items() if valeur is not None}


_PREUVE = ("titre", "adresse", "date_preuve")


def _check(v: Verification) -> Iterator[Anomalie]:
    yield from check_effacements(v)
    for ligne in v.lignes:
        if ligne.feuille == DATES.nom and ligne.declarations:
            yield from _check_dates(v, ligne)


def _check_dates(v: Verification, ligne: LigneLue) -> Iterator[Anomalie]:
    """An action ends after it begins; the plan's dates stand for those that it does not have."""
    action, dites = v.plan.actions_par_code[ligne.action], {d.champ: d for d in ligne.declarations}
    bornes = {"debut": action.debut or v.plan.debut, "echeance": action.echeance or v.plan.fin}
    du_plan = {"debut": v.plan.debut, "echeance": v.plan.fin}
    for champ, d in dites.items():
        bornes[champ] = date.fromisoformat(str(d.valeur)) if isinstance(d.valeur, str) else du_plan[champ]
    if bornes["echeance"] >= bornes["debut"]:
        return
    d = dites.get("echeance") or ligne.declarations[0]
    message = (
        f"l’échéance ({format_date(bornes['echeance'])}) précède le début ({format_date(bornes['debut'])}) : "
        "corrigez l’une des deux."
    )
    yield Anomalie.sur(
        d.cellule, "dates_inversees", message, entete=v.modeles.name_champ(d.objet, d.champ), gravite=Gravite.ERREUR
    )


def list_lignes(plan: Plan) -> dict[str, Sequence[Ligne]]:
    """Return the rows of both sheets, in the order of the plan."""
    return {
        DATES.nom: [Ligne({CODE: a.code, ACTION_VISEE: a.libelle.texte}, list_notes(DATES, a)) for a in plan.actions],
        CIBLES.nom: [_write_indicateur(a, i) for a in plan.actions for i in a.indicateurs],
        PREUVES.nom: [ligne for a in plan.actions for ligne in _list_preuves(a)],
    }


def _list_preuves(action: Action) -> Iterator[Ligne]:
    connues = {p.reference: p for p in action.preuves}
    sujets = [(action.code, action.libelle.texte), *((j.reference, j.libelle) for j in action.jalons)]
    for reference, titre in sujets:
        yield Ligne({CODE: reference, SUJET: titre}, list_notes(PREUVES, connues.get(reference)))


def _write_indicateur(action: Action, indicateur: Indicateur) -> Ligne:
    valeurs = {CODE: action.code, INDICATEUR_VISE: indicateur.libelle, UNITE: indicateur.unite}
    return Ligne(valeurs, list_notes(CIBLES, indicateur))


def _list_gabarits(plan: Plan, demande: Demande) -> Iterable[Gabarisable]:
    from loaders.gabarit.contenu import Page
    from loaders.gabarit.sans_trimestre import GabaritSansTrimestre

    pages = [Page(f, AIDE, list_lignes(plan)[f.nom]) for f in MODELE.feuilles]
    yield GabaritSansTrimestre(plan, MODELE, demande.maintenant, pages, GESTES)


CADRE = GenreClasseur(
    MODELE,
    regles={
        DATES.nom: Regle(lambda v, rangee: resolve_action(v, rangee, lambda _, __, action: (action.code, []))),
        CIBLES.nom: Regle(_resolve_indicateur),
        PREUVES.nom: Regle(_resolve_preuve),
    },
    index=lambda plan, _, __: index_cadre(plan),
    check=_check,
    list_gabarits=_list_gabarits,
    list_lignes=lambda plan, _: list_lignes(plan),
)
