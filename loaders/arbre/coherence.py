"""What the lines of a tree say together, once each is read: codes that two levels share, ties, dates of the plan."""

from __future__ import annotations

from collections.abc import Mapping

from loaders.arbre.ruptures import REGLE, iter_ruptures
from metrics.portee import make_code_engagement
from models.changement import Valeur
from models.texte import fold

Etat = dict[tuple[str, str], dict[str, Valeur]]
"""Rows of the tree: (objet, reference) → field → value."""
Places = Mapping[tuple[str, str], str]
"""The line of each row, as a message names it."""

NIVEAUX = {"orientation": "une orientation", "priorite": "une priorité", "action": "une action"}
"""What an address names by its code alone."""


def check_codes(etat: Etat, places: Places) -> list[str]:
    """Return a line for each code that two levels of the tree share: an address would open one for the other."""
    vus = {fold(make_code_engagement(int(numero))): "un engagement" for objet, numero in etat if objet == "engagement"}
    refus = []
    for niveau, dit in NIVEAUX.items():
        for objet, code in [cle for cle in etat if cle[0] == niveau]:
            autre = vus.setdefault(fold(code), dit)
            if autre != dit:
                probleme = f"« {code} » est déjà le code d’{autre}."
                refus.append(f"{places[objet, code]} : {probleme} Donnez-lui-en un autre.")
    return refus


def check_rattachements(etat: Etat, places: Places) -> list[str]:
    """Return a line for each partner tied to what is not a catégorie in the files themselves."""
    return [
        f"{places['partenaire', nom]} : « {nom} » est rattaché à « {parent} », alors que {REGLE}. "
        "Corrigez « nature » ou « parent »."
        for nom, parent in iter_ruptures(etat)
        if ("partenaire", parent) in etat  # else its own line is refused
    ]


def check_dates(etat: Etat, places: Places) -> list[str]:
    """Return a line for each action whose end precedes its start, the plan's dates standing for those it leaves out."""
    schema = etat.get(("schema", "schema"), {})
    refus = []
    for (objet, code), valeurs in etat.items():
        debut, echeance = valeurs.get("debut"), valeurs.get("echeance")
        if objet != "action" or not (debut or echeance):
            continue
        bornes = debut or schema.get("debut"), echeance or schema.get("fin")
        if all(bornes) and str(bornes[1]) < str(bornes[0]):
            dites = [
                f"« {x} »{'' if propre else ' (plan)'}" for x, propre in zip(bornes, (debut, echeance), strict=True)
            ]
            probleme = f"l’échéance de « {code} », {dites[1]}, précède son début, {dites[0]}."
            refus.append(f"{places[objet, code]} : {probleme} Corrigez l’une des deux.")
    return refus
