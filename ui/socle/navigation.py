"""The screen table: it drives the menu, the titles, the guard, and the test that walks every page with every role."""

from __future__ import annotations

from collections.abc import Collection
from copy import copy
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

import streamlit as st

from models.acces import Agissant
from models.vocabulaire import Role
from phrases.format import keep_sigles
from ui.socle.memoire import keep

PAGES = Path(__file__).resolve().parents[2] / "pages"


@dataclass(frozen=True, slots=True)
class Ecran:
    """A screen: its file in `pages/` (whose name is its address), its title, its group in the menu, who may open it."""

    fichier: str
    titre: str
    groupe: str
    role: Role
    par_trimestre: bool = False
    au_menu: bool = True
    """Whether the menu leads to it; another way stands in the menu otherwise."""
    avec_signataire: bool = False
    """Whether the title goes on with the name of the partner that signed the charter, which is data."""
    raconte: bool = False
    """Whether the screen is the story of the meeting, which projects its own pages, by a button of its own."""

    @property
    def chemin(self) -> Path:
        """Return the absolute path of the page."""
        return PAGES / self.fichier

    @property
    def url(self) -> str:
        """Return the address of the page, relative to the application."""
        return Path(self.fichier).stem


ECRANS = (
    Ecran("synthese.py", "Synthèse", "Suivi", Role.LECTURE, par_trimestre=True),
    Ecran(
        "orientations_et_actions.py",
        "Orientations et actions",
        "Suivi",
        Role.LECTURE,
        par_trimestre=True,
    ),
    Ecran("engagements.py", "Engagements", "Suivi", Role.LECTURE, par_trimestre=True),
    Ecran("calendrier.py", "Calendrier", "Suivi", Role.LECTURE, par_trimestre=True),
    Ecran("decisions.py", "Décisions", "Suivi", Role.LECTURE, par_trimestre=True),
    Ecran("partenaires.py", "Partenaires", "Partenariat", Role.LECTURE, par_trimestre=True),
    Ecran("charte.py", "Charte", "Partenariat", Role.LECTURE, avec_signataire=True),
    Ecran("campagne.py", "Campagne trimestrielle", "Campagne", Role.MISE_A_JOUR),
    Ecran("importer.py", "Importer", "Campagne", Role.MISE_A_JOUR),
    Ecran("journal.py", "Journal", "Campagne", Role.LECTURE),
    Ecran("presentation.py", "Présentation", "Réunions", Role.LECTURE, par_trimestre=True, raconte=True),
    Ecran("aide.py", "Aide", "Comprendre", Role.LECTURE, par_trimestre=True),
    Ecran("recherche.py", "Recherche", "Comprendre", Role.LECTURE, par_trimestre=True, au_menu=False),
    Ecran("acces.py", "Accès", "Administration", Role.ADMINISTRATION),
    Ecran("etat.py", "État", "Administration", Role.ADMINISTRATION),
)
"""The first one is what an unknown or empty address opens."""


def find_ecran(fichier: str | Path) -> Ecran:
    """Return the screen of a page file; raise KeyError when it is not in the table, so that such a page never opens."""
    nom = Path(fichier).name
    for ecran in ECRANS:
        if ecran.fichier == nom:
            return ecran
    raise KeyError(nom)


def name_ecran(ecran: Ecran, signataire: str) -> str:
    """Return the title of a screen as readers see it; `signataire` is empty while no charter names one."""
    return keep_sigles(f"{ecran.titre} {signataire}") if ecran.avec_signataire and signataire else ecran.titre


def build_menu(agissant: Agissant, signataire: str) -> dict[str, list[st.Page]]:
    """Return the pages by group, for one run: the framework writes in the one it opens."""
    roles = frozenset(role for role in Role if agissant.allows(role))
    return {groupe: [copy(page) for page in pages] for groupe, pages in _get_menu(roles, signataire).items()}


def make_menu(roles: Collection[Role], signataire: str) -> dict[str, list[st.Page]]:
    """Make the pages by group; those that no role held may open stay reachable, hidden, so that their guard answers.

    No icons: Streamlit fetches the icon of the page shown from another host, for the browser's tab.
    """
    accueil = st.Page(_open_accueil, title=ECRANS[0].titre, url_path="accueil", default=True, visibility="hidden")
    menu: dict[str, list[st.Page]] = {"": [accueil]}
    for ecran in ECRANS:
        visible: Literal["visible", "hidden"] = "visible" if ecran.role in roles and ecran.au_menu else "hidden"
        titre = name_ecran(ecran, signataire)
        page = st.Page(ecran.chemin, title=titre, url_path=ecran.url, visibility=visible)
        menu.setdefault(ecran.groupe, []).append(page)
    return menu


# Kept, since a page looks for its file on the disk each time it is made.
_get_menu = keep(8)(make_menu)


def _open_accueil() -> None:
    """Send the bare address to the first screen, which keeps an address of its own like the others."""
    st.switch_page(ECRANS[0].chemin, query_params=st.query_params.to_dict())
