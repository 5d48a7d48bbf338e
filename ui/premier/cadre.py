"""The frame of a first page: menu, title with its quarter, state of the data, each where the session has it."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import groupby

from models.vocabulaire import Role
from phrases.trimestre import name_choix
from ui.premier.blocs import Debut, frame
from ui.socle.donnees import name_signataire
from ui.socle.guard import write_etat, write_menu
from ui.socle.navigation import ECRANS, Ecran, name_ecran
from ui.socle.sigles import Lecture
from ui.socle.texte import RIEN, Html, escape_html
from ui.socle.vue import Vue


def write_cadre(ecran: Ecran, role: Role, vue: Vue, avis: Sequence[Html], debut: Debut) -> Html:
    """Return the whole page as HTML, under the menu and the state of the data."""
    lecture = Lecture(vue.version)  # sigles are told at their first use, in the order of the session
    titre = frame(lecture.mark(debut.titre)) if debut.titre else _write_titre(ecran, vue)
    corps = lecture.mark(f"{''.join(map(frame, _list_etats(ecran, vue, avis)))}{debut.corps}")
    return (
        f'<div id="premier" class="premier" data-fin="{escape_html(debut.fin)}">{_write_menu(ecran, role, vue)}'
        f'<div class="premier-page" role="main"><div class="stMainBlockContainer"><div class="premier-pile">'
        f"{_write_tete(ecran, vue, titre)}{corps}</div></div></div></div>"
    )


def _list_etats(ecran: Ecran, vue: Vue, avis: Sequence[Html]) -> list[Html]:
    trimestre = vue.trimestre if ecran.par_trimestre else vue.defaut
    return [write_etat(ecran, vue.plan, trimestre, vue.aujourd_hui), *avis]


def _write_titre(ecran: Ecran, vue: Vue) -> Html:
    return f"<h1>{escape_html(name_ecran(ecran, name_signataire(vue.plan)))}</h1>"


def _write_tete(ecran: Ecran, vue: Vue, titre: Html) -> Html:
    choix = f'<div class="premier-choix">{escape_html(name_choix(vue.trimestre, vue.aujourd_hui))}</div>'
    return f'<div class="st-key-entete">{titre}{choix if ecran.par_trimestre else RIEN}</div>'


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
