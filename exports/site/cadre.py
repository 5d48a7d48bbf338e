"""The frame of a page of the site: what a browser is told, the way to the other pages, what is said of the data."""

from __future__ import annotations

import base64
import hashlib
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from exports.blocs.clos import write_cloture
from exports.blocs.sigles import mark_sigles
from exports.site import adresses as a
from exports.site.vue import Vue
from metrics.bilan import REGLE
from models.vocabulaire import Cote
from phrases.accessibilite import CONTACT, MENTION
from phrases.format import FINE, format_trimestre, keep_sigles
from phrases.html import RIEN, Html, escape_html
from phrases.source import write_mention, write_source

FEUILLES: Final = ("synthese.css", "style.css")
"""The style sheet of the first page, which is to come at once, and that of the others."""
FAVICON: Final = "favicon.svg"
DOCUMENT_INTERNE: Final = f"Document interne{FINE}: à ne pas publier"
_SCRIPT: Final = Path(__file__).with_name("site.js").read_text(encoding="utf-8").strip()


@dataclass(frozen=True, slots=True)
class Page:
    """A page: its address in the folder, the one of the menu that it belongs to, its title, its blocks.

    `description` is what a search engine says of it; `tete` stands in the place of its title, on a sheet.
    """

    adresse: str
    menu: str
    titre: str
    corps: Html
    description: str = ""
    tete: Html = RIEN


def list_menu(vue: Vue) -> list[tuple[str, str]]:
    """Return the pages of the menu: address, name; those that the plan has nothing to write on are left out."""
    charte = vue.plan.charte
    nom_charte = keep_sigles(f"Charte {charte.name_partie(Cote.PARTENAIRE)}") if charte else ""
    menu = [
        (a.SYNTHESE, "Synthèse"),
        (a.ACTIONS, "Orientations et actions"),
        (a.ENGAGEMENTS, "Engagements" if vue.plan.engagements else ""),
        (a.CALENDRIER, "Calendrier"),
        (a.PARTENAIRES, "Partenaires" if vue.plan.partenaires else ""),
        (a.CHARTE, nom_charte),
        (a.METHODE, "Méthode"),
        (a.DONNEES, "Données"),
    ]
    return [(adresse, nom) for adresse, nom in menu if nom]


def write_page(page: Page, vue: Vue, liens: a.Adresses) -> str:
    """Return the document of a page, its links relative to its own folder."""
    racine = a.find_racine(page.adresse)
    corps = a.translate(mark_sigles(page.corps, vue.plan), liens, racine)
    tete = page.tete or f"<h1>{escape_html(page.titre)}</h1>"
    nom = escape_html(vue.plan.nom)
    return (
        f'<!doctype html>\n<html lang="fr">\n<head>\n{_write_metas(page, vue, racine)}</head>\n<body>\n'
        f'<a class="evitement" href="#contenu">Aller au contenu</a>\n'
        f'<header class="entete"><p class="plan"><a href="{racine}{a.SYNTHESE}">{nom}</a>'
        f"<span>{escape_html(vue.plan.territoire)}</span></p></header>\n{_write_menu(page, vue, racine)}\n"
        f'<main id="contenu" class="contenu" tabindex="-1">\n<div class="titre">{a.translate(tete, liens, racine)}'
        f"{_write_etat(vue)}</div>\n{corps}\n</main>\n{_write_pied(vue, racine)}\n</body>\n</html>\n"
    )


def _write_metas(page: Page, vue: Vue, racine: Html) -> str:
    titre = f"{page.titre} — {vue.plan.nom}{' – données fictives' if vue.plan.demonstration else ''}"
    metas = [
        '<meta charset="utf-8">',
        '<meta name="viewport" content="width=device-width, initial-scale=1">',
        f'<meta http-equiv="Content-Security-Policy" content="{escape_html(build_csp())}">',
        '<meta name="color-scheme" content="light dark">',
        '<meta name="referrer" content="no-referrer">',
        f"<title>{escape_html(titre)}</title>",
    ]
    if vue.interne or vue.plan.demonstration:
        metas.append('<meta name="robots" content="noindex">')
    if vue.adresse:
        canonique = "" if page.adresse == a.SYNTHESE else page.adresse
        metas.append(f'<link rel="canonical" href="{escape_html(vue.adresse + canonique)}">')
        metas.append(f'<meta name="description" content="{escape_html(page.description or titre)}">')
    metas += [
        f'<link rel="icon" href="{racine}{FAVICON}" type="image/svg+xml">',
        f'<link rel="stylesheet" href="{racine}{find_feuille(page)}">',
        f"<script>{_SCRIPT}</script>",
    ]
    return "".join(f"{meta}\n" for meta in metas)


def find_feuille(page: Page) -> str:
    """Return the style sheet of a page."""
    return FEUILLES[page.adresse != a.SYNTHESE]


def build_csp() -> str:
    """Return the content policy of a page: its own style sheet and icon, the one script that it carries."""
    empreinte = base64.b64encode(hashlib.sha256(_SCRIPT.encode()).digest()).decode()
    return (
        f"default-src 'none'; script-src 'sha256-{empreinte}'; style-src 'self' 'unsafe-inline'; img-src 'self' data:; "
        "base-uri 'none'; form-action 'none'"
    )


def _write_menu(page: Page, vue: Vue, racine: Html) -> Html:
    items = "".join(
        f'<li><a href="{racine}{escape_html(adresse)}"{_say_courante(page, adresse)}>{escape_html(nom)}</a></li>'
        for adresse, nom in list_menu(vue)
    )
    return f'<nav class="menu" aria-label="Pages"><ul>{items}</ul></nav>'


def _say_courante(page: Page, adresse: str) -> Html:
    """Return what says that an entry of the menu is the page read, or the list that it belongs to."""
    if page.adresse == adresse:
        return Html(' aria-current="page"')
    return Html(' aria-current="true"') if page.menu == adresse else RIEN


def _write_etat(vue: Vue) -> Html:
    """Return the state of the data, in a strip of its own where they are fictitious or not to be published."""
    mention = escape_html(write_mention(vue.plan, vue.trimestre, vue.aujourd_hui))
    if vue.plan.demonstration:
        mention = f'<strong class="bandeau">{mention}</strong>'
    interne = f'<strong class="bandeau">{DOCUMENT_INTERNE}</strong> ' if vue.interne else RIEN
    return f'<p class="etat-donnees">{interne}{mention}</p>{write_cloture(vue.plan, vue.trimestre)}'


def _write_pied(vue: Vue, racine: Html) -> Html:
    source = escape_html(write_source(vue.plan, vue.trimestre, vue.aujourd_hui))
    regle = f'<a href="{racine}{a.METHODE}">Règle de calcul, version {escape_html(REGLE)}</a>'
    donnees = f'<a href="{racine}{a.DONNEES}">Données du {format_trimestre(vue.trimestre)}</a>'
    entrer = Html(f' · <a href="{escape_html(vue.connexion)}">S’identifier</a>') if vue.connexion else RIEN
    acces = escape_html(f"{MENTION} · {CONTACT}")
    return f'<footer class="bas"><p>{source}</p><p>{regle} · {donnees}{entrer}</p><p>{acces}</p></footer>'


def join(morceaux: Sequence[Html]) -> Html:
    """Return blocks one under the other, those that there are."""
    return "".join(f"{m}\n" for m in morceaux if m)
