"""The addresses of the pages of a site, and the links of the blocks turned into them.

Blocks lead to the screens (`exports.blocs.liens`); a link to what a site has not, a filter or the journal, gives up its
words.
"""

from __future__ import annotations

import html
import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from typing import Final
from urllib.parse import parse_qsl

from exports.blocs.liens import (
    ECRANS,
    PAGE_ACTIONS,
    PAGE_AIDE,
    PAGE_CALENDRIER,
    PAGE_CHARTE,
    PAGE_ENGAGEMENTS,
    PAGE_PARTENAIRES,
    PAGE_SYNTHESE,
)
from exports.blocs.pages import PAGE, PAR_PAGE
from models.plan import Plan
from models.texte import slug
from phrases.explications.figures import FIGURES
from phrases.format import name_orientation
from phrases.html import RIEN, Html, escape_html, replace_passages

SYNTHESE: Final = "index.html"
ACTIONS: Final = "actions.html"
ENGAGEMENTS: Final = "engagements.html"
CALENDRIER: Final = "calendrier.html"
PARTENAIRES: Final = "partenaires.html"
CHARTE: Final = "charte.html"
METHODE: Final = "methode.html"
DONNEES: Final = "donnees.html"
GLOSSAIRE: Final = "glossaire"
"""Place of the words of the field on the page of the method."""
_LIEN: Final = re.compile(r'<a class="(ecran[^"]*)" href="([^"]*)">(.*?)</a>', re.DOTALL)
_ICONE: Final = re.compile(r'<span class="icone" aria-hidden="true">[^<]*</span> ?')


@dataclass(frozen=True, slots=True)
class Adresses:
    """The page of each action (by code), engagement (by number), partner and orientation (by name)."""

    actions: Mapping[str, str]
    engagements: Mapping[str, str]
    partenaires: Mapping[str, str]
    orientations: Mapping[str, str]
    charte: bool
    pages: Mapping[str, Callable[[dict[str, str]], str]] = field(init=False, compare=False)

    def __post_init__(self) -> None:
        """Tie each screen with what finds its page."""
        trouve = {
            PAGE_SYNTHESE: lambda p: "" if p else SYNTHESE,
            PAGE_ACTIONS: self._find_action,
            PAGE_ENGAGEMENTS: lambda p: self._find(self.engagements, p, "engagement", ENGAGEMENTS),
            PAGE_CALENDRIER: lambda p: name_page(CALENDRIER, _read_page(p)),
            PAGE_PARTENAIRES: lambda p: self._find(self.partenaires, p, "partenaire", PARTENAIRES),
            PAGE_CHARTE: lambda _: CHARTE if self.charte else "",
            PAGE_AIDE: _find_methode,
        }
        object.__setattr__(self, "pages", {ECRANS[fichier]: find for fichier, find in trouve.items()})

    def find(self, adresse: str) -> str:
        """Return the page that the address of a screen leads to, empty where the site has none."""
        url, _, requete = adresse.partition("?")
        trouve = self.pages.get(url)
        return trouve(dict(parse_qsl(requete))) if trouve else ""

    def _find_action(self, p: dict[str, str]) -> str:
        if "action" in p:
            return self.actions.get(p["action"], "")
        if "orientation" in p:
            return self.orientations.get(p["orientation"], "")
        return name_page(ACTIONS, _read_page(p)) if set(p) <= {PAGE} else ""

    @staticmethod
    def _find(fiches: Mapping[str, str], p: dict[str, str], cle: str, liste: str) -> str:
        if cle not in p:
            return "" if p else liste
        return name_page(fiches[p[cle]], _read_page(p)) if p[cle] in fiches else ""


def build_adresses(plan: Plan) -> Adresses:
    """Return the addresses of the pages of a plan; two names that would be written alike are told apart by a number."""
    rangs = {a.code: rang for rang, a in enumerate(plan.actions)}
    return Adresses(
        actions=_name_fiches("action", (a.code for a in plan.actions)),
        engagements=_name_fiches("engagement", (str(e.numero) for e in plan.engagements)),
        partenaires=_name_fiches("partenaire", (p.nom for p in plan.partenaires)),
        orientations={
            name_orientation(
                o
            ): f"{name_page(ACTIONS, rangs[o.actions[0].code] // PAR_PAGE + 1)}#orientation-{o.numero}"
            for o in plan.orientations
            if o.actions
        },
        charte=plan.charte is not None,
    )


def name_page(adresse: str, numero: int) -> str:
    """Return the address of a page of a list: « actions.html », « actions-2.html »."""
    return adresse if numero < 2 else f"{adresse.removesuffix('.html')}-{numero}.html"


def find_racine(adresse: str) -> Html:
    """Return the way from a page back to the first one's folder: empty, or « ../ » for that of a sheet."""
    return Html("../") if "/" in adresse else RIEN


def translate(contenu: Html, adresses: Adresses, racine: Html) -> Html:
    """Return blocks whose links lead to the pages of the site, without the icons of a font that it does not carry."""
    sans = replace_passages(contenu, [(i.start(), i.end(), RIEN) for i in _ICONE.finditer(contenu)])
    passages: list[tuple[int, int, Html]] = []
    for lien in _LIEN.finditer(sans):
        classes, page = lien[1].removeprefix("ecran").strip(), adresses.find(html.unescape(lien[2]))
        balise = f'<span class="{escape_html(classes)}">' if classes else Html("<span>")
        if page:
            balise = f'<a class="{escape_html(lien[1])}" href="{racine}{escape_html(page)}">'
        fin = Html("</a>" if page else "</span>")
        passages += [(lien.start(), lien.start(3), balise), (lien.end(3), lien.end(), fin)]
    return replace_passages(sans, passages)


def _find_methode(p: dict[str, str]) -> str:
    if p.get("chiffre") in FIGURES:
        return f"{METHODE}#{p['chiffre']}"
    return f"{METHODE}#{GLOSSAIRE}" if p.get("rubrique") == GLOSSAIRE else METHODE


def _read_page(p: dict[str, str]) -> int:
    return int(p.get(PAGE, "1"))


def _name_fiches(dossier: str, cles: Iterable[str]) -> dict[str, str]:
    noms: dict[str, str] = {}
    prises: set[str] = set()
    for cle in cles:
        base = nom = slug(cle)[:80] or "sans-nom"
        rang = 1
        while nom in prises:
            rang += 1
            nom = f"{base}-{rang}"
        prises.add(nom)
        noms[cle] = f"{dossier}/{nom}.html"
    return noms
