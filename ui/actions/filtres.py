"""The filters of the list of actions: what each keeps, and their place in the address."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass

import streamlit as st

from exports.blocs.demandes import (
    A_BOUGE,
    EN_RETARD,
    NON_ACTUALISEE,
    NON_RENSEIGNEE,
    SANS_METEO,
    SANS_PREUVE,
    SANS_STATUT,
)
from metrics.confiance import ClasseEcart, find_classe
from metrics.etat import EtatAction
from metrics.preuves import is_sans_preuve
from models.plan import Engagement, Plan
from models.texte import fold
from models.vocabulaire import Fraicheur, Meteo, Statut
from phrases.format import name_orientation
from ui.kit.pages import reopen
from ui.kit.recherche import pick_recherche
from ui.kit.selection import pick_option
from ui.socle.donnees import Version, get_plan
from ui.socle.memoire import keep

PLUS = "_plus_de_filtres"
"""Session key: whether the second row of filters was opened by an address; it stays open."""
TITRE_MAX = 60

Motif = Callable[[EtatAction], bool]


@dataclass(frozen=True, slots=True)
class Critere:
    """A filter: its key in the address, its name, the words for « no filter », its width in pixels.

    `list_choix` gives what may be chosen in a plan, `build_motif` the test that a choice puts to each action.
    """

    cle: str
    nom: str
    vide: str
    largeur: int
    list_choix: Callable[[Plan], Sequence[str]]
    build_motif: Callable[[Plan, str], Motif]


def name_engagement(engagement: Engagement) -> str:
    """Return the number and the first words of an engagement, to be chosen among others."""
    texte = engagement.libelle.texte
    court = texte if len(texte) <= TITRE_MAX else f"{texte[:TITRE_MAX].rsplit(' ', 1)[0]}…"
    return f"{engagement.numero}. {court}"


def _match_orientation(plan: Plan, valeur: str) -> Motif:
    codes = {o.code for o in plan.orientations if name_orientation(o) == valeur}
    return lambda e: e.action.orientation in codes


def _match_engagement(plan: Plan, valeur: str) -> Motif:
    codes = {code for e in plan.engagements if name_engagement(e) == valeur for code in e.actions}
    return lambda e: e.code in codes


def _match_pilote(_: Plan, valeur: str) -> Motif:
    return lambda e: valeur in {p.nom for p in (e.action.pilote, *e.action.copilotes)}


def _match_partenaire(_: Plan, valeur: str) -> Motif:
    """Keep the actions where the partner is expected, or was reported by the quarter shown."""

    def motif(etat: EtatAction) -> bool:
        return any(
            p.partenaire == valeur and (p.attendue or any(i.trimestre <= etat.trimestre for i in p.implications))
            for p in etat.action.participations
        )

    return motif


def _match_statut(_: Plan, valeur: str) -> Motif:
    if valeur == EN_RETARD:
        return lambda e: e.en_retard
    if valeur == SANS_PREUVE:
        return is_sans_preuve
    return lambda e: e.statut == (None if valeur == SANS_STATUT else valeur)


def _match_meteo(_: Plan, valeur: str) -> Motif:
    return lambda e: e.meteo == (None if valeur == SANS_METEO else valeur)


def _match_ecart(_: Plan, valeur: str) -> Motif:
    return lambda e: e.active and find_classe(e) == valeur


def _match_fraicheur(_: Plan, valeur: str) -> Motif:
    gardees = {Fraicheur.NON_ACTUALISEE, Fraicheur.ANCIENNE} if valeur == NON_ACTUALISEE else {valeur}
    return lambda e: e.active and e.fraicheur in gardees


_FRAICHEURS = (str(Fraicheur.ACTUALISEE), NON_ACTUALISEE, str(Fraicheur.ANCIENNE), NON_RENSEIGNEE)

CRITERES = (
    Critere(
        "orientation",
        "Orientation",
        "Toutes",
        170,
        lambda plan: [name_orientation(o) for o in plan.orientations],
        _match_orientation,
    ),
    Critere(
        "pilote",
        "Pilote",
        "Tous",
        160,
        lambda plan: sorted((p.nom for p in plan.pilotes), key=fold),
        _match_pilote,
    ),
    Critere(
        "statut",
        "Statut",
        "Tous",
        150,
        lambda _: [*map(str, Statut), SANS_STATUT, EN_RETARD, A_BOUGE, SANS_PREUVE],
        _match_statut,
    ),
    Critere(
        "phare",
        "Engagement",
        "Tous",
        170,
        lambda plan: [name_engagement(e) for e in plan.engagements],
        _match_engagement,
    ),
    Critere(
        "avec",
        "Partenaire",
        "Tous",
        160,
        lambda plan: sorted((p.nom for p in plan.partenaires), key=fold),
        _match_partenaire,
    ),
    Critere("meteo", "Météo", "Toutes", 210, lambda _: [*map(str, Meteo), SANS_METEO], _match_meteo),
    Critere("ecart", "Écart avec l’attendu", "Tous", 250, lambda _: [*map(str, ClasseEcart)], _match_ecart),
    Critere("fraicheur", "Fraîcheur", "Toutes", 250, lambda _: _FRAICHEURS, _match_fraicheur),
)
"""The first five stand in sight. `phare`, `avec`: the address of other screens has `engagement` and `partenaire`."""

EN_VUE = 5
RECHERCHE = "q"
CLES = (RECHERCHE, *(c.cle for c in CRITERES))


@dataclass(frozen=True, slots=True)
class Filtres:
    """What the viewer asked for: words, and a choice by key of filter. `bouges`: the codes of what moved."""

    texte: str
    choix: Mapping[str, str]
    bouges: frozenset[str] = frozenset()

    @property
    def actifs(self) -> bool:
        """Return whether anything is filtered out."""
        return bool(self.texte or self.choix)

    @property
    def adresse(self) -> dict[str, str]:
        """Return the filters as they stand in the address of the list."""
        return {**({RECHERCHE: self.texte} if self.texte else {}), **self.choix}

    @property
    def en_clair(self) -> list[tuple[str, str, str]]:
        """Return what is filtered as (key, name, value), in the order of the screen."""
        dits = [(RECHERCHE, "Recherche", self.texte)] if self.texte else []
        return dits + [(c.cle, c.nom, self.choix[c.cle]) for c in CRITERES if c.cle in self.choix]

    def select(self, plan: Plan, etats: Iterable[EtatAction]) -> list[EtatAction]:
        """Return the actions that pass every filter; the words of the search are `ui/actions/recherche.py`'s."""
        choisis = [(c, self.choix[c.cle]) for c in CRITERES if c.cle in self.choix]
        motifs = [c.build_motif(plan, valeur) for c, valeur in choisis if valeur != A_BOUGE]
        if self.choix.get("statut") == A_BOUGE:
            motifs.append(lambda e: e.code in self.bouges)
        return [e for e in etats if all(motif(e) for motif in motifs)]


def pick_filtres(version: Version, bouges: frozenset[str]) -> Filtres:
    """Draw the filters, bound to the address, and return what they hold."""
    with st.container(horizontal=True, vertical_alignment="bottom", key="filtres"):
        texte = pick_recherche(RECHERCHE, "Mot, code, service", 200, on_change=reopen)
        choix = {c.cle: pick_critere(version, c) for c in CRITERES[:EN_VUE]}
    autres = CRITERES[EN_VUE:]
    ouvert = st.session_state.get(PLUS, False) or any(st.query_params.get(c.cle) for c in autres)
    st.session_state[PLUS] = ouvert
    pli = st.expander("Plus de filtres", expanded=ouvert, key="plus_de_filtres", on_change="rerun")
    if pli.open or ouvert:
        with pli, st.container(horizontal=True):
            choix |= {c.cle: pick_critere(version, c) for c in autres}
    return Filtres(texte, {cle: v for cle, v in choix.items() if v}, bouges)


def pick_critere(version: Version, critere: Critere) -> str | None:
    """Draw one filter, bound to the address, and return what is chosen."""
    choix = _get_choix(version, critere)
    return pick_option(critere.nom, choix, critere.cle, critere.vide, critere.largeur, on_change=reopen)


@keep(64)
def _get_choix(version: Version, critere: Critere) -> tuple[str, ...]:
    """Return what may be chosen: sixty names are put in order once."""
    return tuple(critere.list_choix(get_plan(version)))
