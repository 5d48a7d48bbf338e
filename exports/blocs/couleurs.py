"""The colours of the theme as variables and classes of a style sheet, which follow the ground, light or dark."""

from __future__ import annotations

from functools import lru_cache
from pathlib import Path

from charts.theme import CLAIR, POLICE, SOMBRE
from exports.presentation.html.feuille import read_feuille
from models.texte import slug
from models.vocabulaire import Appreciation, Meteo, Statut

MENU = ("#f4f5f9", "#1a1c24")
"""Grounds of the menu, light then dark, as .streamlit/config.toml gives them to the framework."""


@lru_cache(maxsize=4)
def build_couleurs(racine: str) -> str:
    """Return the rules of the colours; `racine` selects what holds the pages, whose `color-scheme` tells the ground."""

    def both(nom: str, clair: str, sombre: str) -> str:
        return f"--{nom}:light-dark({clair},{sombre});"

    communes = ("papier", "surface", "encre", "sourdine", "filet", "action")
    variables = [both(n, getattr(CLAIR, n), getattr(SOMBRE, n)) for n in communes]
    variables += [both("progres", CLAIR.statuts[Statut.EN_COURS].trait, SOMBRE.statuts[Statut.EN_COURS].trait)]
    variables += [both("rail", CLAIR.rampe[0], SOMBRE.rampe[0]), both("hachure", CLAIR.sourdine, SOMBRE.sourdine)]
    variables += [both("inconnu-trait", CLAIR.inconnu.trait, SOMBRE.inconnu.trait)]
    variables += [both("orientation-texte", CLAIR.texte_orientation, SOMBRE.texte_orientation)]
    variables += [both("bloquee-trait", CLAIR.statuts[Statut.BLOQUEE].trait, SOMBRE.statuts[Statut.BLOQUEE].trait)]
    pause_clair, pause_sombre = CLAIR.statuts[Statut.EN_PAUSE], SOMBRE.statuts[Statut.EN_PAUSE]
    variables += [both("pause-fond", pause_clair.fond, pause_sombre.fond)]
    variables += [both("pause-trait", pause_clair.trait, pause_sombre.trait)]
    variables += [both("pause-texte", pause_clair.texte, pause_sombre.texte)]
    variables += [f"--police:{POLICE};", both("menu", *MENU)]
    regles = [f"{racine}{{{''.join(variables)}}}"]
    for statut in Statut:
        clair, sombre = CLAIR.statuts[statut], SOMBRE.statuts[statut]
        couleurs = both("fond", clair.fond, sombre.fond) + both("texte", clair.texte, sombre.texte)
        regles.append(f".s-{slug(statut)}{{{couleurs}}}")
    for meteo in Meteo:
        clair, sombre = CLAIR.meteos[meteo], SOMBRE.meteos[meteo]
        couleurs = both("fond", clair.fond, sombre.fond) + both("trait", clair.trait, sombre.trait)
        regles.append(f".m-{slug(meteo)}{{{couleurs}}}")
    for appreciation in Appreciation:
        clair, sombre = CLAIR.appreciations[appreciation], SOMBRE.appreciations[appreciation]
        couleurs = both("fond", clair.fond, sombre.fond) + both("texte", clair.texte, sombre.texte)
        regles.append(f".a-{slug(appreciation)}{{{couleurs}{both('trait', clair.trait, sombre.trait)}}}")
    textes = list(zip(CLAIR.texte_rampe, SOMBRE.texte_rampe, strict=True))
    for rang, couples in enumerate(zip(CLAIR.rampe, SOMBRE.rampe, strict=True)):
        regles.append(f".degre-{rang}{{{both('fond', *couples)}{both('texte', *textes[rang])}}}")
    for rang, couples in enumerate(zip(CLAIR.orientations, SOMBRE.orientations, strict=True)):
        regles.append(f".teinte-{rang}{{{both('orientation', *couples)}}}")
    return "".join(regles)


@lru_cache(maxsize=1)
def read_blocs() -> str:
    """Return the style sheet of the blocks, then that of the pages of the story: colours are the variables above."""
    return read_feuille() + Path(__file__).with_name("style.css").read_text(encoding="utf-8")
