"""Rules of the rows that speak of no quarter: the years judged, what is erased in vain, a meeting against its day."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from loaders.anomalie import Anomalie
from loaders.avis import warn
from loaders.declaration import LigneLue
from loaders.stocke import index_hors_trimestre
from models.colonnes_partenariat import REUNIONS
from models.plan import Plan


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
