"""The parts of Aide, and which of their articles answer what is looked for."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from exports.blocs.aide.articles import Article
from models.texte import fold
from ui.kit.recherche import read_mots
from ui.socle.vue import Vue


@dataclass(frozen=True, slots=True)
class Rubrique:
    """A part of Aide: its place in the address, its title, whom it is for, its articles."""

    cle: str
    titre: str
    public: str
    build: Callable[[Vue], tuple[Article, ...]]


def answers(article: Article, recherche: str) -> bool:
    """Return whether every word looked for is in the title or the text, compared as `read_mots` says."""
    sujet = fold(f"{article.titre} {article.texte}")
    return all(mot in sujet for mot in read_mots(recherche))
