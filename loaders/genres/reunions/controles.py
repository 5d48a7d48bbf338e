"""Checks of the meetings of the charter: a meeting against its day, and what is erased in vain."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from loaders.anomalie import Anomalie
from loaders.lignes.avis import Verification
from loaders.lignes.controles import check_effacements
from loaders.lignes.declaration import LigneLue
from phrases.nom import write_nom_commun


def check_reunions(v: Verification) -> Iterator[Anomalie]:
    """Yield the warnings of the rows of a workbook of meetings."""
    yield from check_effacements(v)
    for ligne in v.lignes:
        yield from _check_reunion(v, ligne)


def _check_reunion(v: Verification, ligne: LigneLue) -> Iterator[Anomalie]:
    """A meeting said held before it happens, or not held with people in it, or far from the charter, is pointed out."""
    dites = {d.champ: d for d in ligne.declarations if not d.efface}
    jour = date.fromisoformat(ligne.reference.rpartition("/")[2])
    tenue = dites.get("tenue")
    presents = next((d for champ, d in dites.items() if champ.startswith("presents") and d.valeur), None)
    if (dite := tenue if tenue and tenue.valeur else presents) is not None and jour > v.identite.aujourd_hui:
        yield v.warn(dite, "date_future", f"le {jour:%d/%m/%Y} n’est pas encore passé : vérifiez.")
    if tenue is not None and tenue.valeur is False and presents is not None:
        yield v.warn(tenue, "contradiction", "réunion non tenue, alors que des présents sont comptés.")
    if dites and v.plan.charte and v.plan.charte.signee_le and jour < v.plan.charte.signee_le:
        message = f"le {jour:%d/%m/%Y} précède la signature de la charte : vérifiez."
        yield v.warn(next(iter(dites.values())), "date_hors_plan", message)
    if dites and jour.year > v.plan.fin.year + 1:
        message = f"le {jour:%d/%m/%Y} est bien après la fin {write_nom_commun(v.plan).du} : vérifiez l’année."
        yield v.warn(next(iter(dites.values())), "date_hors_plan", message)
