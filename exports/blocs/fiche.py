"""What sheets are made of: their head, parts under a title, the dash of what nobody said, a measured value."""

from __future__ import annotations

from collections.abc import Mapping

from exports.blocs.liens import write_lien
from models.plan import Indicateur
from phrases.format import FINE, format_mesure
from phrases.html import RIEN, Html, escape_html

VIDE = Html('<span class="sourdine">–</span>')
COMPTE = "nombre"
"""What the référentiel gives as the unit of what is merely counted."""

TITRE_COURT = 90
"""Characters of a title that holds on two lines at the largest size."""


def write_tete(fichier: str, nom: str, adresse: Mapping[str, str], titre: Html, longueur: int) -> Html:
    """Return the head of a sheet: the way back to its list, named `nom`, then its title, which is the page's.

    A title that is a sentence, from its number of characters, is set smaller.
    """
    fleche = Html('<span class="icone" aria-hidden="true">arrow_back</span> <span class="lecteur">Revenir à </span>')
    lien = write_lien(fichier, f"{fleche}{escape_html(nom)}", adresse, "retour-liste")
    taille = Html(" phrase-titre" if longueur > TITRE_COURT else "")
    return f'<p class="vers-liste sans-impression">{lien}</p><h1 class="titre-page{taille}">{titre}</h1>'


def write_section(titre: str, corps: Html) -> Html:
    """Return a part of a sheet under its title (plain text)."""
    return f'<h2 class="partie">{escape_html(titre)}</h2>{corps}'


def write_mesure(valeur: float | None, indicateur: Indicateur) -> Html:
    """Return a value with its unit, a dash when unknown; a plain count has no unit to be shown."""
    unite = indicateur.unite if indicateur.unite != COMPTE else None
    suite = f"{FINE}{escape_html(unite)}" if unite else RIEN
    return VIDE if valeur is None else f"{format_mesure(valeur)}{suite}"
