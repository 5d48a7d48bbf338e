"""Checks of a row that hold whatever the kind of its workbook: personal data, dates, what is erased in vain."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from loaders.anomalie import Anomalie
from loaders.lignes.avis import Verification
from loaders.lignes.declaration import RANG, Declaration, LigneLue
from loaders.lignes.personnel import find_donnees_personnelles
from models.changement import Valeur
from phrases.nom import write_nom_commun

MARGE_JOURS = 2 * 366
"""Days after the end of the plan within which a date may be meant."""


def check_textes_et_dates(v: Verification) -> Iterator[Anomalie]:
    """Personal data and dates that cannot be are pointed out, in every kind of workbook."""
    for ligne in v.lignes:
        for d in ligne.declarations:
            yield from _check_personnel(v, d)
            yield from _check_date(v, ligne, d)


def check_effacements(v: Verification) -> Iterator[Anomalie]:
    """EFFACER where nothing is stored takes nothing back, and says so."""
    for ligne in v.lignes:
        effacees = {d.cellule: d for d in ligne.declarations if d.efface}
        utiles = {d.cellule for d in ligne.declarations if d.cle in v.stocke}
        for cellule, d in effacees.items():
            if cellule not in utiles:
                yield v.warn(d, "rien_a_effacer", "EFFACER sans effet : rien n’a été dit.")


def _check_personnel(v: Verification, declaration: Declaration) -> Iterator[Anomalie]:
    """A text of the row that looks like personal data is pointed out, the name of what it creates included."""
    for nom in find_donnees_personnelles(_read_texte(declaration)):
        message = f"possible donnée personnelle ({nom}). Retirez-la : le suivi porte sur des actions."
        yield v.warn(declaration, "donnee_personnelle", message)


def _read_texte(declaration: Declaration) -> str:
    """Return the text of a declaration, empty when it is none; what a row creates is known by its name alone."""
    if declaration.champ == RANG:
        return declaration.reference.split("/", 1)[-1]
    valeur = declaration.valeur
    return valeur if isinstance(valeur, str) and _to_date(valeur) is None else ""


def _check_date(v: Verification, ligne: LigneLue, declaration: Declaration) -> Iterator[Anomalie]:
    """What is done in the future, and a year that nobody means, are pointed out whatever the column (fault 68)."""
    jour = _to_date(declaration.valeur)
    if jour is None:
        return
    if declaration.champ in ("atteint_le", "date_mesure") and jour > v.identite.aujourd_hui:
        yield v.warn(declaration, "date_future", f"{jour:%d/%m/%Y} n’est pas encore passé : vérifiez.")
        return
    action = v.plan.actions_par_code.get(ligne.action)
    debut = min(v.plan.debut, (action and action.debut) or v.plan.debut)
    fin = max(v.plan.fin, (action and action.echeance) or v.plan.fin)
    nom = write_nom_commun(v.plan)
    if jour < debut:
        yield v.warn(declaration, "date_hors_plan", f"{jour:%d/%m/%Y} précède {nom.le} : vérifiez l’année.")
    elif (jour - fin).days > MARGE_JOURS:
        message = f"{jour:%d/%m/%Y} vient plus de deux ans après la fin {nom.du} : vérifiez l’année."
        yield v.warn(declaration, "date_hors_plan", message)


def _to_date(valeur: Valeur) -> date | None:
    try:
        return date.fromisoformat(valeur) if isinstance(valeur, str) else None
    except ValueError:
        return None
