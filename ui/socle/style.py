"""The style sheet of the screens: colours of the theme as variables that follow the ground, then the files."""

from __future__ import annotations

from functools import lru_cache
from pathlib import Path

import streamlit as st

from charts.theme import CLAIR, POLICE, SOMBRE, Palette
from exports.presentation.html.feuille import read_feuille
from models.texte import slug
from models.vocabulaire import Appreciation, Meteo, Statut
from ui.socle.statiques import FACES, FAMILLE, find_police

FAVICON = Path(__file__).parents[1] / "static" / "favicon.svg"
_FEUILLES = ("style.css", "premier.css", "projection.css")
LARGEUR_MENU = 240
MENU = ("#f4f5f9", "#1a1c24")
"""Grounds of the menu, light then dark, as .streamlit/config.toml gives them to the framework."""
_SECOURS = [
    "@font-face{font-family:'Secours';font-weight:400 500;src:local('DejaVu Sans');size-adjust:88%}",
    "@font-face{font-family:'Secours';font-weight:700;src:local('DejaVu Sans Bold');size-adjust:83%}",
]
"""Where Arial is not (it is as wide as our font): another, brought to that width, so that no line breaks elsewhere
when ours comes."""


def configure_page(titre: str) -> None:
    """Set the title of the browser's tab, and what every page shares: wide, a narrow menu, an icon of our own."""
    st.set_page_config(titre, str(FAVICON), "wide", LARGEUR_MENU)


def find_palette() -> Palette:
    """Return the palette of the ground this viewer sees."""
    return SOMBRE if st.context.theme.type == "dark" else CLAIR


@lru_cache(maxsize=1)
def build_style() -> str:
    """Return the style sheet, which the document carries: the colours of the theme follow the ground."""

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
    regles = [*_list_polices(), f".stApp,.premier{{{''.join(variables)}}}"]
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
    feuilles = "".join((FAVICON.parents[1] / nom).read_text(encoding="utf-8") for nom in _FEUILLES)
    return f"<style>{''.join(regles)}{read_feuille()}{feuilles}</style>"


def _list_polices() -> list[str]:
    """Return the rules of the fonts, which the first page needs before the framework could tell them."""
    return [
        f"@font-face{{font-family:'{FAMILLE}';font-weight:{graisse};font-style:{forme};font-display:swap;"
        f"src:url({find_police(graisse, forme)}) format('woff2')}}"
        for graisse, forme in FACES
    ] + _SECOURS
