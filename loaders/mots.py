"""The words that each closed list is read from, and those that are shown for it."""

from __future__ import annotations

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
    oui, non = ("oui", "o", "x", "vrai", "true", "✓", "✔"), ("non", "n", "faux", "false")
    return {**dict.fromkeys(oui, True), **dict.fromkeys(non, False)}


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

MOTS: dict[Genre, dict[str, Valeur]] = {
    **{genre: {mot: mot for mot in mots} for genre, mots in AFFICHES.items()},
    Genre.METEO: _mots_meteo(),
    Genre.CROIX: dict.fromkeys(("x", "oui", "✓", "✔", "×", "vrai", "true"), True),
    Genre.IMPLICATION: _mots_implication(),
    Genre.OUI_NON: _mots_oui_non(),
}
"""What is accepted → what is stored; compared folded."""
