"""A cell that somebody else wrote since: what it was, what it is and by whom, what is typed; which one stands."""

from __future__ import annotations

from typing import Final

import streamlit as st

from loaders.apercu.conflits import Conflit
from loaders.genres.registre import REGISTRE
from models.changement import Changement, Valeur
from models.plan import Plan
from phrases.format import FINE
from phrases.instants import format_instant
from phrases.valeurs import format_valeur
from ui.kit.champs import find_libelle, name_sujet
from ui.socle.texte import escape_markdown, shorten_nom

ACTUEL: Final = "actuel"
SAISI: Final = "saisi"
LONGUEUR = 60


def ask_conflit(plan: Plan, conflit: Conflit, cle: str, dit: str | None = None) -> str | None:
    """Ask which value of a cell stands and return `ACTUEL`, `SAISI`, or None while nothing is said.

    The three values stand in the question and in its answers; `dit` is what was said before.
    """
    c = conflit.changement
    base, actuel, saisi = (_show(c, v) for v in (conflit.base, c.avant, c.apres))
    enonce = f"{name_sujet(plan, c)}, {find_libelle(c.champ).lower()}{FINE}: au départ {base}. Que garder{FINE}?"
    noms = {
        ACTUEL: f"Garder {actuel}",
        SAISI: f"Mettre {saisi}",
    }
    qui = f"maintenant, par {conflit.auteur}, le {format_instant(conflit.date)} (n°\u00a0{conflit.remontee})"
    return st.radio(
        escape_markdown(enonce),
        list(noms),
        index=None if dit is None else list(noms).index(dit),
        format_func=lambda nom: escape_markdown(noms[nom]),
        captions=[escape_markdown(qui), "ce qui est apporté ici"],
        key=cle,
    )


def _show(c: Changement, valeur: Valeur) -> str:
    """Return a value between quotes, cut short; « rien » for none."""
    colonne = REGISTRE.modeles.find_colonne(c.objet, c.champ)
    return f"«{FINE}{shorten_nom(format_valeur(colonne, valeur), LONGUEUR) or 'rien'}{FINE}»"
