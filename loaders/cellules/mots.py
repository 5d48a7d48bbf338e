"""The words that each closed list is read from, and those that are shown for it."""

from __future__ import annotations

from datetime import datetime, time
from decimal import Decimal

from loaders.anomalie import cut_extrait
from loaders.lecture.brut import CelluleBrute
from models.changement import Valeur
from models.colonnes import Genre
from models.vocabulaire import Appreciation, Meteo, NaturePartenaire, NiveauImplication, RolePartenaire, Statut

ENTIER_MAX = 1_000
"""Largest number of people taken from a cell."""


def _mots_meteo() -> dict[str, Valeur]:
    mots: dict[str, Valeur] = {}
    for m in Meteo:
        mots |= {m.value: m.value, m.signification: m.value, f"{m.value} ({m.signification})": m.value}
        mots[f"{m.value} « {m.signification} »"] = m.value
    return mots


def _mots_implication() -> dict[str, Valeur]:
    mots: dict[str, Valeur] = {}
    for n in NiveauImplication:
        mots |= {n.libelle: n.value, str(n.value): n.value, f"{n.value} {n.libelle}": n.value}
        mots[f"{n.value} - {n.libelle}"] = n.value
    return mots


def _mots_oui_non() -> dict[str, Valeur]:
    oui = ("oui", "o", "x", "vrai", "true", "1", "✓", "✔", "tenue")
    non = ("non", "n", "faux", "false", "0", "non tenue", "pas tenue")
    return {**dict.fromkeys(oui, True), **dict.fromkeys(non, False)}


def _accord(*mots: str) -> dict[str, Valeur]:
    """Return words with their feminine, their plural and the inclusive forms that people write."""
    marques = ("", "e", "s", "es", "·e", "(e)", ".e", "·s", "(s)")
    return {f"{mot}{marque}": mot for mot in mots for marque in marques}


def _mots_role() -> dict[str, Valeur]:
    role = RolePartenaire.CONTRIBUTEUR.value
    formes = ("contributrice", "contributeur·rice", "contributeur.rice", "contributeur/contributrice", "contribution")
    pilote = dict.fromkeys(("co-pilote", "copilotes", "copilotage"), RolePartenaire.COPILOTE.value)
    return {**_accord(*(r.value for r in RolePartenaire)), **dict.fromkeys(formes, role), **pilote}


def _mots_appreciation() -> dict[str, Valeur]:
    rien = Appreciation.SANS_ELEMENT.value
    autres = ("Substantielle", "Substantiels", "Substantielles")
    return {
        **_accord(*(a.value for a in Appreciation)),
        **dict.fromkeys(autres, Appreciation.SUBSTANTIEL.value),
        **dict.fromkeys(("Pas d’éléments disponibles", "Aucun élément disponible", "Pas d’élément"), rien),
    }


AFFICHES = {
    Genre.STATUT: [s.value for s in Statut],
    Genre.METEO: [m.value for m in Meteo],
    Genre.CROIX: ["x"],
    Genre.IMPLICATION: [n.libelle for n in NiveauImplication],
    Genre.NATURE: [n.value for n in NaturePartenaire],
    Genre.ROLE: [r.value for r in RolePartenaire],
    Genre.OUI_NON: ["oui", "non"],
    Genre.APPRECIATION: [a.value for a in Appreciation],
}
"""What the drop-down of a kind of column offers, and what a message says was expected."""

ATTENDUS = {
    Genre.CROIX: "x, une cellule vide, ou EFFACER pour le retirer",
    Genre.OUI_NON: "oui, non, ou une cellule vide tant qu’on ne le sait pas",
}
"""What a message says was expected where the drop-down does not say it all."""

MOTS: dict[Genre, dict[str, Valeur]] = {
    **{genre: {mot: mot for mot in mots} for genre, mots in AFFICHES.items()},
    Genre.METEO: _mots_meteo(),
    Genre.CROIX: dict.fromkeys(("x", "oui", "✓", "✔", "×", "vrai", "true"), True),
    Genre.IMPLICATION: _mots_implication(),
    Genre.OUI_NON: _mots_oui_non(),
    Genre.NATURE: _accord(*(n.value for n in NaturePartenaire)),
    Genre.ROLE: _mots_role(),
    Genre.APPRECIATION: _mots_appreciation(),
}
"""What is accepted → what is stored; compared folded."""


def write_brut(cellule: CelluleBrute) -> str:
    """Return what a cell holds as a reader sees it in a spreadsheet: a date, a number, a text cut short."""
    if cellule.genre == "d" and "-" in cellule.valeur:  # a time of day alone stays as it is
        instant = datetime.fromisoformat(cellule.valeur)
        return f"{instant:%d/%m/%Y}" if instant.time() == time() else f"{instant:%d/%m/%Y %H:%M}"
    if cellule.genre == "b":
        return "VRAI" if cellule.valeur else "FAUX"
    if cellule.genre == "n" and not cellule.pourcent:
        return f"{Decimal(repr(cellule.valeur)).normalize():f}".replace(".", ",")
    return cut_extrait(cellule.valeur)
