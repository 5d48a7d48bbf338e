"""The frame of a first page: menu, title with its quarter, state of the data, each where the session has it."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import groupby

from models.vocabulaire import Role
from phrases.trimestre import name_choix
from ui.socle.donnees import name_signataire
from ui.socle.guard import write_etat, write_menu
from ui.socle.navigation import ECRANS, Ecran, name_ecran
from ui.socle.sigles import Lecture
from ui.socle.texte import RIEN, Html, escape_html
from ui.socle.vue import Vue


def write_cadre(ecran: Ecran, role: Role, vue: Vue, avis: Sequence[Html], contenu: Html, fin: str) -> Html:  # noqa: PLR0917
    """Return the whole page as HTML; `fin` selects what the session has drawn once it shows the same."""
    etats = "".join(f'<div><div class="stHtml">{dit}</div></div>' for dit in _list_etats(ecran, vue, avis))
    corps = Lecture(vue.version).mark(f"{etats}{contenu}")  # sigles at their first use, as the session tells them
    return (
        f'<div id="premier" class="premier" data-fin="{escape_html(fin)}">{_write_menu(ecran, role, vue)}'
        f'<div class="premier-page" role="main"><div class="stMainBlockContainer"><div class="premier-pile">'
        f"{_write_tete(ecran, vue)}{corps}</div></div></div></div>"
    )


def _list_etats(ecran: Ecran, vue: Vue, avis: Sequence[Html]) -> list[Html]:
    trimestre = vue.trimestre if ecran.par_trimestre else vue.defaut
    return [write_etat(ecran, vue.plan, trimestre, vue.aujourd_hui), *avis]


def _write_tete(ecran: Ecran, vue: Vue) -> Html:
    titre = escape_html(name_ecran(ecran, name_signataire(vue.plan)))
    choix = f'<div class="premier-choix">{escape_html(name_choix(vue.trimestre, vue.aujourd_hui))}</div>'
    return f'<div class="st-key-entete"><h1>{titre}</h1>{choix if ecran.par_trimestre else RIEN}</div>'


def _write_menu(ecran: Ecran, role: Role, vue: Vue) -> Html:
    """Return the menu; its links load the page, as long as no session is there to change screen."""
    signataire = name_signataire(vue.plan)
    groupes = RIEN
    for groupe, siens in groupby((e for e in ECRANS if e.au_menu and role.allows(e.role)), key=lambda e: e.groupe):
        liens = "".join(_write_lien(e, ecran, signataire) for e in siens)
        groupes += f"<section><p>{escape_html(groupe)}</p><ul>{liens}</ul></section>"
    return (
        f'<div class="premier-menu"><div class="stHtml">{write_menu(vue.plan, role)}</div>'
        f'<nav aria-label="Écrans">{groupes}</nav></div>'
    )


def _write_lien(ecran: Ecran, courant: Ecran, signataire: str) -> Html:
    ici = Html(' aria-current="page"') if ecran == courant else RIEN
    return f'<li><a href="{escape_html(ecran.url)}"{ici}>{escape_html(name_ecran(ecran, signataire))}</a></li>'
