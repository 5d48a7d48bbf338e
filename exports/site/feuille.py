"""The style sheet of a site: of the rules of the blocks, those that its pages use; then the site's own.

The blocks' sheet is that of the screens: what it says of the framework or of a screen that the site has not is left.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator
from functools import lru_cache
from pathlib import Path
from typing import Final

from exports.blocs.couleurs import build_couleurs, read_blocs

CONTENU: Final = ".contenu"
"""What holds the blocks on a page, in the place of the framework's own box."""
_COMMENTAIRE: Final = re.compile(r"/\*.*?\*/", re.DOTALL)
_ETRANGER: Final = re.compile(r"\.st[A-Z]|st-key|data-testid|kind=|#root|\.graphique|\.dessin\b")
_FACULTATIF: Final = re.compile(r":(?:not|has|is|where)\([^()]*(?:\([^()]*\)[^()]*)*\)")
_CLASSE: Final = re.compile(r"\.(-?[a-zA-Z_][\w-]*)")
_CLASSES: Final = re.compile(r'class="([^"]*)"')


def list_classes(page: str) -> set[str]:
    """Return the classes that a page gives."""
    return {nom for dites in _CLASSES.findall(page) for nom in dites.split()}


def build_feuille(classes: Collection[str]) -> str:
    """Return the style sheet of pages that give these classes."""
    propres = Path(__file__).with_name("site.css").read_text(encoding="utf-8")
    regles = [*_read_regles(build_couleurs(":root")), *_read_regles(read_blocs())]
    gardees = (garde for tete, corps in regles if (garde := _keep(tete, corps, classes)))
    return "\n".join(gardees) + "\n" + _shrink(propres)


def _keep(tete: str, corps: str, classes: Collection[str]) -> str:
    """Return a rule with the selectors that may meet something on the pages, empty without any."""
    if tete.startswith(("@media", "@container", "@supports")):
        dedans = "".join(_keep(t, c, classes) for t, c in _read_regles(corps))
        return f"{tete}{{{dedans}}}" if dedans else ""
    if tete.startswith("@"):
        return f"{tete}{{{corps}}}"
    selecteurs = [s for s in _split(tete) if _meets(s, classes)]
    return f"{','.join(selecteurs)}{{{corps}}}" if selecteurs else ""


def _meets(selecteur: str, classes: Collection[str]) -> bool:
    if _ETRANGER.search(selecteur):
        return False
    requises = _CLASSE.findall(_FACULTATIF.sub("", selecteur))
    return all(nom in classes for nom in requises)


def _split(tete: str) -> Iterator[str]:
    """Yield the selectors of a rule: what commas part, but within brackets."""
    profondeur, debut = 0, 0
    for place, signe in enumerate(tete):
        profondeur += (signe in "([") - (signe in ")]")
        if signe == "," and not profondeur:
            yield tete[debut:place].strip()
            debut = place + 1
    yield tete[debut:].strip()


@lru_cache(maxsize=64)
def _read_regles(feuille: str) -> tuple[tuple[str, str], ...]:
    """Return what stands before and inside the braces of each rule, in their order."""
    texte = _shrink(feuille).replace(".stHtml", CONTENU)
    regles, profondeur, debut, ouverte = [], 0, 0, 0
    for place, signe in enumerate(texte):
        if signe == "{":
            profondeur += 1
            ouverte = place if profondeur == 1 else ouverte
        elif signe == "}":
            profondeur -= 1
            if not profondeur:
                regles.append((texte[debut:ouverte].strip(), texte[ouverte + 1 : place].strip()))
                debut = place + 1
    return tuple(regles)


def _shrink(feuille: str) -> str:
    return re.sub(r"\s+", " ", _COMMENTAIRE.sub("", feuille)).strip()
