"""The words of our plan, computed from its folder: what no line of the program, and no other plan's screen, may say."""

from __future__ import annotations

import re

from tests.dossier import SCHEMA, lire

NOMBRES = {2: "deux", 3: "trois", 4: "quatre", 9: "neuf", 10: "dix", 11: "onze", 12: "douze", 40: "quarante"}
COMMUNS = frozenset({"Le Département"})
"""Names in our folder that are the field's own: whatever the plan, a département answers for it."""
FICHIERS = {
    "sources.csv": ("titre", "emetteur"),
    "orientations.csv": ("libelle", "libelle_court"),
    "priorites.csv": ("libelle",),
    "actions.csv": ("libelle",),
    "engagements.csv": ("libelle", "sic"),
    "pilotes.csv": ("nom", "code"),
    "partenaires.csv": ("nom",),
    "indicateurs.csv": ("libelle",),
    "charte.csv": ("titre",),
    "charte_parties.csv": ("nom", "nom_long"),
    "charte_domaines.csv": ("libelle",),
    "charte_instances.csv": ("libelle", "objet"),
    "cadre.csv": ("libelle",),
}
ARTICLE = re.compile(r"\bart(?:icle|\.)[ \u00a0]\d")
"""An article of the charter: a screen reads its number off the tree, the code knows none."""
NOMMES = ("nom", "territoire", "definition", "agents", "contact")
COMPTES = {"orientations": "orientation", "priorites": "priorité", "actions": "action", "engagements": "engagement"}


def list_noms() -> set[str]:
    """Return the names and the titles, in full, those of one common word apart (« Villes », « Parents »)."""
    noms = {SCHEMA[c] for c in NOMMES}
    for fichier, colonnes in FICHIERS.items():
        noms |= {ligne[c] for ligne in lire(fichier) for c in colonnes}
    return {n for n in noms if len(n.split()) > 1 or "-" in n} - COMMUNS


def list_motifs() -> list[re.Pattern[str]]:
    """Return what finds a word of our plan: a name, an acronym, the number of its territory, a count."""
    noms = list_noms()
    sigles = {s for n in noms for s in re.findall(r"\b[A-Z]{3,}\b", n)}
    numeros = {x for n in noms if len(n) < 60 for x in re.findall(r"(?<=[A-Z] )\d+\b", n)}
    comptes = [(len(lire(f"{f}.csv")), nom) for f, nom in COMPTES.items()]
    dits = [rf"(?:{n}|{NOMBRES[n]})[ \u00a0\u202f]{nom}s" for n, nom in comptes]
    mots = sorted(re.escape(m) for m in {*noms, *sigles, *numeros, "Direction de l’enfance"})
    court = SCHEMA["nom_court"]
    entiers = [*mots, re.escape(court), re.escape(court.lower()), *dits]
    return [re.compile(rf"(?<![\w#.]){mot}(?!\w)") for mot in entiers]


def find_mots(texte: str, motifs: list[re.Pattern[str]]) -> list[str]:
    """Return the words of our plan that a text holds, as our files write them."""
    return [trouve.group() for motif in motifs if (trouve := motif.search(texte))]
