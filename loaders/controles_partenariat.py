"""Rules of the rows that speak of no quarter: the years judged, what is erased in vain, a meeting against its day."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from loaders.anomalie import Anomalie, Gravite, cut_extrait
from loaders.declaration import Declaration, LigneLue
from loaders.diff import index_hors_trimestre
from loaders.mots import write_valeur
from metrics.instances import list_annees
from models.charte import Charte
from models.colonnes_partenariat import REUNIONS
from models.modeles import find_colonne, name_champ
from models.plan import Plan


def list_annees_possibles(charte: Charte, aujourd_hui: date) -> list[int]:
    """Return the years that may be judged, latest first: the charter's, and the present one."""
    return sorted({*list_annees(charte, aujourd_hui), aujourd_hui.year}, reverse=True)


def check_partenariat(plan: Plan, lignes: list[LigneLue], aujourd_hui: date) -> list[Anomalie]:
    """Return the warnings of the rows of a workbook without a quarter."""
    stocke, anomalies = index_hors_trimestre(plan), []
    for ligne in lignes:
        effacees = {d.cellule: d for d in ligne.declarations if d.efface}
        utiles = {d.cellule for d in ligne.declarations if (d.objet, d.reference, d.champ) in stocke}
        vaines = [d for cellule, d in effacees.items() if cellule not in utiles]
        anomalies += [warn(ligne, d, "rien_a_effacer", "EFFACER sans effet : rien n’a été dit.") for d in vaines]
        if ligne.feuille == REUNIONS.nom:
            anomalies += _check_reunion(plan, ligne, aujourd_hui)
    return anomalies


def _check_reunion(plan: Plan, ligne: LigneLue, aujourd_hui: date) -> Iterator[Anomalie]:
    """A meeting said held before it happens, or not held with people in it, or far from the charter, is pointed out."""
    dites = {d.champ: d for d in ligne.declarations if not d.efface}
    jour = date.fromisoformat(ligne.reference.rpartition("/")[2])
    tenue = dites.get("tenue")
    presents = next((d for champ, d in dites.items() if champ.startswith("presents") and d.valeur), None)
    if (dite := tenue if tenue and tenue.valeur else presents) is not None and jour > aujourd_hui:
        yield warn(ligne, dite, "date_future", f"le {jour:%d/%m/%Y} n’est pas encore passé : vérifiez.")
    if tenue is not None and tenue.valeur is False and presents is not None:
        yield warn(ligne, tenue, "contradiction", "réunion non tenue, alors que des présents sont comptés.")
    if dites and plan.charte and plan.charte.signee_le and jour < plan.charte.signee_le:
        message = f"le {jour:%d/%m/%Y} précède la signature de la charte : vérifiez."
        yield warn(ligne, next(iter(dites.values())), "date_hors_plan", message)
    if dites and jour.year > plan.fin.year + 1:
        message = f"le {jour:%d/%m/%Y} est bien après la fin du schéma : vérifiez l’année."
        yield warn(ligne, next(iter(dites.values())), "date_hors_plan", message)


def warn(ligne: LigneLue, declaration: Declaration, code: str, message: str) -> Anomalie:
    """Return a warning on the cell of a declaration."""
    feuille, _, place = declaration.cellule.rpartition("!")
    colonne = find_colonne(declaration.objet, declaration.champ)
    nom = cut_extrait(declaration.reference.split("/", 1)[-1]) if declaration.champ == "rang" else ""
    return Anomalie(
        code,
        f"{name_champ(declaration.objet, declaration.champ)} : {message}",
        Gravite.AVERTISSEMENT,
        feuille,
        ligne.numero,
        place.rstrip("0123456789"),
        nom or write_valeur(colonne, declaration.valeur) or None,
    )
