"""The words that each closed list is read from, and those that are shown for it."""

from __future__ import annotations

import re

from models.changement import Valeur
from models.colonnes import Genre
from models.texte import fold
from models.vocabulaire import Appreciation, Meteo, NaturePartenaire, NiveauImplication, RolePartenaire, Statut

ENTIER_MAX = 1_000
"""Largest number of people taken from a cell."""

_VARIANTE = re.compile("[\ufe0e\ufe0f\u20e3]")
"""What asks for a picture in colour, or in a box: the picture is the same."""


def fold_mot(texte: str) -> str:
    """Return the comparison key of a word of a closed list: hyphens and the punctuation around do not count."""
    cle = _VARIANTE.sub("", fold(texte)).replace("-", " ").replace("_", " ")
    return " ".join(cle.split()).strip(" .,;:!*\"'«»")


def _accord(*mots: str) -> dict[str, Valeur]:
    """Return words with their feminine, their plural and the inclusive forms that people write."""
    marques = ("", "e", "s", "es", "·e", "(e)", ".e", "/e", "·s", "(s)", "·es", ".es", "(es)", "(e)s", "·e·s", ".e.s")
    return {f"{mot}{marque}": mot for mot in mots for marque in marques}


def _accord_a(valeur: Valeur, *mots: str) -> dict[str, Valeur]:
    """Return words, in every gender and number, that mean one of the list."""
    return dict.fromkeys(_accord(*mots), valeur)


def _mots_statut() -> dict[str, Valeur]:
    """Any gender or number, and the participles that say the same of an action: « terminé » is « Réalisée »."""
    return {
        **{s.value: s.value for s in Statut},
        **_accord_a(Statut.REALISEE.value, "réalisé", "terminé", "achevé", "clôturé", "clos", "finalisé", "fini"),
        **_accord_a(Statut.NON_DEMARREE.value, "non démarré", "pas démarré", "non commencé", "pas commencé"),
        **_accord_a(Statut.NON_DEMARREE.value, "non débuté", "pas encore démarré", "pas encore commencé"),
        **_accord_a(Statut.BLOQUEE.value, "bloqué"),
        **_accord_a(Statut.ABANDONNEE.value, "abandonné"),
    }


_IMAGES = {
    Meteo.SOLEIL: "☀🌞",
    Meteo.COUVERT: "⛅🌤🌥",
    Meteo.NUAGE: "☁",
    Meteo.ORAGE: "⛈🌩⚡",
}
"""Sun, sun behind a cloud, cloud alone, storm: the four marks, in the same order."""


def _mots_meteo() -> dict[str, Valeur]:
    mots: dict[str, Valeur] = {}
    for m in Meteo:
        noms = {m.value, m.signification, f"{m.value} ({m.signification})", f"{m.value} « {m.signification} »"}
        noms |= {forme for image in _IMAGES[m] for forme in (image, f"{image} {m.value}", f"{m.value} {image}")}
        mots |= dict.fromkeys(noms, m.value)
    mots |= dict.fromkeys((*_accord("ensoleillé"), "soleils", "grand soleil", "plein soleil"), Meteo.SOLEIL.value)
    mots |= dict.fromkeys(("couverte", "couverts", "couvertes", "ciel couvert"), Meteo.COUVERT.value)
    mots |= dict.fromkeys(("nuages", "nuageux", "nuageuse", "nuageuses"), Meteo.NUAGE.value)
    return mots | dict.fromkeys(("orages", "orageux", "orageuse", "orageuses"), Meteo.ORAGE.value)


def _mots_croix() -> dict[str, Valeur]:
    return dict.fromkeys(
        ("x", "xx", "xxx", "oui", "o", "ok", "1", "✓", "✔", "✅", "☑", "☒", "×", "✗", "✘", "vrai", "true"), True
    )


def _mots_implication() -> dict[str, Valeur]:
    mots: dict[str, Valeur] = {}
    for n in NiveauImplication:
        accordes = {n.libelle: n.value} | dict.fromkeys(_accord(n.libelle), n.value)
        mots |= {str(n.value): n.value, **accordes}
        mots |= {f"{n.value}{lien}{mot}": n.value for mot in accordes for lien in (" ", " - ", " – ", " : ")}
    contributeur, porteur = NiveauImplication.CONTRIBUTEUR.value, NiveauImplication.CO_PORTEUR.value
    mots |= dict.fromkeys(_FORMES_CONTRIBUTEUR, contributeur)
    mots |= dict.fromkeys(("co-porteuse", "co-porteuses", "coporteur", "coporteurs", "coporteuse"), porteur)
    return mots | dict.fromkeys(_accord("pas mobilisé", "pas encore mobilisé"), NiveauImplication.NON_MOBILISE.value)


_FORMES_CONTRIBUTEUR = (
    *("contributrice", "contributrices", "contributeur·rice", "contributeur.rice", "contributeur·rices"),
    *("contributeur/contributrice", "contributeur(trice)", "contributeurs/trices", "contributeur-rice"),
)


def _mots_oui_non() -> dict[str, Valeur]:
    oui = ("oui", "o", "x", "vrai", "true", "1", "✓", "✔", "tenue")
    non = ("non", "n", "faux", "false", "0", "non tenue", "pas tenue")
    return {**dict.fromkeys(oui, True), **dict.fromkeys(non, False)}


def _mots_role() -> dict[str, Valeur]:
    role = RolePartenaire.CONTRIBUTEUR.value
    formes = (*_FORMES_CONTRIBUTEUR, "contribution")
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
    Genre.STATUT: _mots_statut(),
    Genre.METEO: _mots_meteo(),
    Genre.CROIX: _mots_croix(),
    Genre.IMPLICATION: _mots_implication(),
    Genre.OUI_NON: _mots_oui_non(),
    Genre.NATURE: _accord(*(n.value for n in NaturePartenaire)),
    Genre.ROLE: _mots_role(),
    Genre.APPRECIATION: _mots_appreciation(),
}
"""What is accepted → what is stored; compared by `fold_mot`."""
