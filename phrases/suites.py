"""What an import left, in a sentence: rows in error, rows left out, actions of which nothing is said."""

from __future__ import annotations

from models.suites import Motif, Suites, list_sujets
from phrases.format import FINE, join_mots

_TITRES = {
    Motif.ERREUR: "en erreur, non appliqué",
    Motif.SANS_REPONSE: "sans réponse, non appliqué",
    Motif.DECOCHEE: "laissé de côté",
}


def list_suites(suites: Suites) -> list[str]:
    """Return what is left, a sentence a kind: « En erreur, non appliqué : A28 et A36. »; empty when nothing is."""
    phrases = []
    for motif, titre in _TITRES.items():
        if sujets := list_sujets(suites.laissees, motif):
            phrases.append(f"{titre.capitalize()}{FINE}: {join_mots(sujets)}.")
    if suites.muettes:
        phrases.append(f"Rien n’est dit de {join_mots(list(suites.muettes))}.")
    return phrases
