"""What can be found: everything that has a name, what else it is called, and where it is shown."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum

from exports.blocs import marques as m
from exports.blocs.aide.sigles import SIGLES  # what a sigle stands for is told there
from exports.blocs.charte.marques import name_cote  # each side is named as the charter's screen does
from exports.blocs.demandes import A_BOUGE
from exports.blocs.liens import (
    PAGE_ACTIONS,
    PAGE_AIDE,
    PAGE_CHARTE,
    PAGE_ENGAGEMENTS,
    PAGE_PARTENAIRES,
)
from models.texte import fold
from models.vocabulaire import Role
from phrases.format import NON_RENSEIGNE, format_compte, keep_sigles, name_orientation
from ui.actions.filtres import CRITERES, Filtres  # a statut leads to the list that it filters
from ui.aide.ecran import RUBRIQUES  # its articles are found with the rest
from ui.kit.recherche import read_mots
from ui.socle.donnees import name_signataire
from ui.socle.memoire import keep
from ui.socle.navigation import ECRANS, name_ecran
from ui.socle.vue import Vue

_SEPARATEURS = re.compile(r"[^\w]+")


class Genre(StrEnum):
    """Kinds of what is found, in the order in which they are shown."""

    ACTION = "Actions"
    LISTE = "Listes d’actions"
    ORIENTATION = "Orientations"
    ENGAGEMENT = "Engagements"
    CHARTE = "Engagements de la charte"
    PARTENAIRE = "Partenaires"
    PILOTE = "Pilotes et services"
    SIGLE = "Sigles"
    ECRAN = "Écrans"
    AIDE = "Aide"


FILTRES = ("statut", "meteo", "fraicheur")
"""Filters of the list of actions that are found by the name of what they keep."""


@dataclass(frozen=True, slots=True)
class Sujet:
    """What can be found: its kind, its title and a word about it, where it is shown.

    `noms` are the other names that mean it and nothing else: a code, a number. `texte` is what it says besides;
    `reference` the code of an action, whose words of the quarter are looked through by the list of actions.
    """

    genre: Genre
    titre: str
    detail: str
    fichier: str
    parametres: tuple[tuple[str, str], ...] = ()
    noms: tuple[str, ...] = ()
    texte: str = ""
    reference: str = ""


@dataclass(frozen=True, slots=True)
class Fiche:
    """A subject made ready to be compared: its exact names, the words of its title, its title, everything; folded."""

    sujet: Sujet
    noms: frozenset[tuple[str, ...]]
    mots: frozenset[str]
    titre: str
    texte: str


@keep(8)
def list_fiches(vue: Vue, role: Role) -> tuple[Fiche, ...]:
    """Return everything that a role can find in a quarter, ready to be compared."""
    sujets = (*_iter_plan(vue), *_iter_listes(vue), *_iter_acteurs(vue), *_iter_ecrans(vue, role), *_iter_aide(vue))
    return tuple(_build_fiche(s) for s in sujets)


def _build_fiche(sujet: Sujet) -> Fiche:
    noms = frozenset(read_mots(nom) for nom in (sujet.titre, *sujet.noms))
    titre = fold(f"{sujet.titre} {' '.join(sujet.noms)}")
    mots = frozenset(read_mots(_SEPARATEURS.sub(" ", titre)))
    return Fiche(sujet, noms, mots, titre, fold(f"{titre} {sujet.detail} {sujet.texte}"))


def _iter_plan(vue: Vue) -> Iterator[Sujet]:
    """Yield the tree, the commitments, those of the charter."""
    plan, liens = vue.plan, tuple(vue.liens.items())
    for a in plan.actions:
        titre = f"{a.code} · {m.name_libelle(a.libelle)}"
        yield Sujet(
            Genre.ACTION, titre, a.pilote.nom, PAGE_ACTIONS, (("action", a.code), *liens), (a.code,), reference=a.code
        )
    for o in plan.orientations:
        lien = (("orientation", name_orientation(o)), *liens)
        yield Sujet(
            Genre.ORIENTATION, name_orientation(o), o.libelle.texte, PAGE_ACTIONS, lien, (f"orientation {o.numero}",)
        )
    for e in plan.engagements:
        numero, lien = str(e.numero), (("engagement", str(e.numero)), *liens)
        noms = (f"engagement n° {numero}", f"n° {numero}")
        yield Sujet(Genre.ENGAGEMENT, f"Engagement {numero}", e.libelle.texte, PAGE_ENGAGEMENTS, lien, noms)
    for domaine in plan.charte.domaines if plan.charte else ():
        for promesse in domaine.engagements:
            cote = name_cote(plan.charte, promesse.partie) if plan.charte else ""
            titre = f"{promesse.code} · {cote} s’engage"
            yield Sujet(Genre.CHARTE, titre, promesse.texte, PAGE_CHARTE, noms=(promesse.code,))


def _iter_listes(vue: Vue) -> Iterator[Sujet]:
    """Yield the lists that a statut, a météo or a fraîcheur filters, with how many actions each keeps."""
    for critere in (c for c in CRITERES if c.cle in FILTRES):
        for choix in (x for x in critere.list_choix(vue.plan) if x != A_BOUGE):
            nombre = len(Filtres("", {critere.cle: choix}).select(vue.plan, vue.bilan.etats.values()))
            detail = f"{critere.nom}, {format_compte(nombre, 'action')}"
            yield Sujet(Genre.LISTE, choix, detail, PAGE_ACTIONS, ((critere.cle, choix), *vue.liens.items()))


def _iter_acteurs(vue: Vue) -> Iterator[Sujet]:
    """Yield the partners, the services that pilot, the sigles."""
    liens = tuple(vue.liens.items())
    for partenaire in vue.plan.partenaires:
        lien = (("partenaire", partenaire.nom), *liens)
        yield Sujet(
            Genre.PARTENAIRE, keep_sigles(partenaire.nom), partenaire.type or NON_RENSEIGNE, PAGE_PARTENAIRES, lien
        )
    for pilote in vue.plan.pilotes:
        siennes = sum(pilote in (a.pilote, *a.copilotes) for a in vue.plan.actions)
        lien, detail = (("pilote", pilote.nom), *liens), format_compte(siennes, "action")
        yield Sujet(Genre.PILOTE, keep_sigles(pilote.nom), detail, PAGE_ACTIONS, lien)
    article = (("rubrique", "glossaire"), ("sujet", SIGLES.lower()), *liens)
    for sigle in vue.plan.sigles:
        yield Sujet(Genre.SIGLE, keep_sigles(sigle.texte), sigle.developpe or NON_RENSEIGNE, PAGE_AIDE, article)


def _iter_ecrans(vue: Vue, role: Role) -> Iterator[Sujet]:
    """Yield the screens of the menu that a role may open."""
    for ecran in (e for e in ECRANS if e.au_menu and role.allows(e.role)):
        lien = tuple(vue.liens.items()) if ecran.par_trimestre else ()
        titre = name_ecran(ecran, name_signataire(vue.plan))
        yield Sujet(Genre.ECRAN, titre, ecran.groupe, ecran.fichier, lien, (ecran.titre,))


def _iter_aide(vue: Vue) -> Iterator[Sujet]:
    """Yield the articles of Aide, each under its part."""
    for rubrique in RUBRIQUES:
        for article in rubrique.build(vue):
            adresse = article.adresse or (("rubrique", rubrique.cle), ("sujet", article.cle))
            lien = (*adresse, *vue.liens.items())
            yield Sujet(Genre.AIDE, article.titre, rubrique.titre, PAGE_AIDE, lien, texte=article.texte)
