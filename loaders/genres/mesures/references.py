"""From a row of measures to the indicateur it speaks of, and to the quarter that its day is in."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from loaders.anomalie import cut_extrait
from loaders.cellules.valeurs import Lu
from loaders.lignes.actions import resolve_action
from loaders.lignes.cles import RIEN, Resolue, Resolution
from loaders.lignes.rangee import Rangee
from loaders.lignes.validateur import Validateur
from metrics.bilan import is_du_plan
from models.colonnes import CODE
from models.colonnes_mesures import INDICATEUR, MESURES, UNITE
from models.plan import Action, Indicateur, Plan
from models.texte import find_proches, fold
from models.trimestre import Trimestre
from phrases.format import format_date
from phrases.trimestre import write_hors_plan

DATE, VALEUR, SOURCE = (MESURES.find(champ) for champ in ("date_mesure", "valeur", "source"))


def resolve_mesure(validateur: Validateur, rangee: Rangee) -> Resolue | None:
    """Return the indicateur of a row: by its reference, else by its action and its title, or the only one of it.

    None is ever made here: a title that is new is an error.
    """
    return resolve_action(validateur, rangee, _find_indicateur, suite=True)


def _find_indicateur(validateur: Validateur, rangee: Rangee, action: Action) -> Resolution:
    if rangee.muette:
        return RIEN
    code, titre = rangee.read_texte(CODE), rangee.read_texte(INDICATEUR)
    trouve = _match(action, code, titre)
    if trouve is None:
        connus = [i.libelle for i in action.indicateurs]
        if not connus:
            validateur.add(rangee, CODE, "indicateur_inconnu", f"{action.code} n’a aucun indicateur.")
            return RIEN
        dit = titre or code.partition("/")[2]
        quoi = f"« {cut_extrait(dit)} » inconnu" if dit else f"{action.code} a {len(connus)} indicateurs"
        proches = ", ".join(f"« {p} »" for p in (find_proches(cut_extrait(dit), connus) if dit else connus[:3]))
        suite = f"{quoi}. Écrivez le titre d’un indicateur de l’action : {proches}."
        validateur.add(rangee, INDICATEUR if titre else CODE, "indicateur_inconnu", suite)
        return RIEN
    _check_unite(validateur, rangee, trouve)
    return trouve.reference, []


def _match(action: Action, code: str, titre: str) -> Indicateur | None:
    """Return the only indicateur that a row can mean."""
    _, barre, suite = code.partition("/")
    if dit := titre or suite:
        return next((i for i in action.indicateurs if fold(i.libelle) == fold(dit)), None)
    return action.indicateurs[0] if len(action.indicateurs) == 1 and not barre else None


def _check_unite(validateur: Validateur, rangee: Rangee, indicateur: Indicateur) -> None:
    """Refuse a value said in another unit than the indicateur's: it would be another figure."""
    dite = rangee.temoins.get(UNITE, "")
    if dite and fold(dite) != fold(indicateur.unite or ""):
        attendue = f"« {indicateur.unite} »" if indicateur.unite else "aucune"
        message = f"« {cut_extrait(dite)} » lu ; unité de l’indicateur : {attendue}. Convertissez la valeur."
        validateur.add(rangee, UNITE, "unite_differente", message)


def situate_mesure(validateur: Validateur, rangee: Rangee, reference: str) -> str | None:
    """Return the quarter of a row: the one that already holds a measure of that very day, else the one of the day.

    EFFACER in « Valeur » takes the whole measure back. None once it was noted why there is no quarter.
    """
    lue = rangee.valeurs.get(DATE)
    if lue is None or not isinstance(lue.valeur, str):
        if DATE not in rangee.fautives:
            validateur.add(rangee, DATE, "date_manquante", "case vide ; attendu : le jour de la mesure, jj/mm/aaaa.")
        return None
    if VALEUR not in rangee.valeurs and VALEUR not in rangee.fautives:
        validateur.add(rangee, VALEUR, "valeur_manquante", "case vide ; attendu : la valeur mesurée ce jour.")
        return None
    trimestre = _find_trimestre(validateur, rangee, reference, date.fromisoformat(lue.valeur))
    if trimestre is not None and VALEUR in rangee.valeurs and rangee.valeurs[VALEUR].efface:
        for colonne in (DATE, SOURCE):
            rangee.valeurs[colonne] = replace(rangee.valeurs.get(colonne, Lu(None)), valeur=None, efface=True)
    return None if trimestre is None else str(trimestre)


def _find_trimestre(validateur: Validateur, rangee: Rangee, reference: str, jour: date) -> Trimestre | None:
    plan, aujourd_hui = validateur.plan, validateur.identite.aujourd_hui
    if jour > aujourd_hui:
        dit = f"le {format_date(jour)} n’est pas encore passé : une mesure est d’un jour passé."
        validateur.add(rangee, DATE, "date_future", dit)
        return None
    trimestre = _find_tenu(plan, reference, jour) or Trimestre.from_date(jour)
    if not is_du_plan(plan, trimestre):
        validateur.add(rangee, DATE, "trimestre_hors_plan", write_hors_plan(plan, trimestre))
        return None
    if (clos_le := plan.find_cloture(trimestre)) is not None and not validateur.options.correction:
        clos = f"le {trimestre.libelle} est clos depuis le {format_date(clos_le)}"
        validateur.add(rangee, DATE, "trimestre_clos", f"{clos} : demandez sa réouverture à l’administrateur.")
        return None
    return trimestre


def _find_tenu(plan: Plan, reference: str, jour: date) -> Trimestre | None:
    """Return the quarter in which a measure of that day was already told: the same measure is never told twice."""
    action = plan.actions_par_code[reference.partition("/")[0]]
    mesures = next(i.mesures for i in action.indicateurs if i.reference == reference)
    return next((m.trimestre for m in mesures if m.date_mesure == jour), None)
