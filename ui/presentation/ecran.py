"""The controls of the screen: which sections, in which order, since when, with which words of introduction."""

from __future__ import annotations

from dataclasses import replace
from typing import Final

import streamlit as st

from exports.presentation.demande import tell_recit
from exports.presentation.pieces import Periode, Recit
from exports.presentation.recit import find_periode
from loaders.ecriture.presentations import INTRODUCTION_MAX
from metrics.bilan import list_choix_trimestres
from models.trimestre import Trimestre
from phrases.format import format_trimestre
from phrases.trimestre import name_choix
from ui.presentation import reunions
from ui.presentation.apercu import write_apercu
from ui.presentation.choix import CLE_DEPUIS, CLE_SECTIONS, Choix, read_sections
from ui.presentation.demande import build_demande
from ui.presentation.sections import write_sections
from ui.socle.choix_trimestre import read_demande
from ui.socle.guard import Contexte
from ui.socle.inconnus import tell_inconnu
from ui.socle.memoire import keep
from ui.socle.sortie import show_html
from ui.socle.texte import Html
from ui.socle.vue import Vue

PROJECTION: Final = "projection"
"""What the address says while the pages are projected; the browser takes it away by itself (`ui/projection.js`)."""
_CHAMP_DEPUIS = "champ_depuis"


def read_choix(contexte: Contexte) -> Choix:
    """Return what the address and the session tell, and say what the address asks for that is not there."""
    sections, inconnues = read_sections(st.query_params.get(CLE_SECTIONS, ""))
    for cle in inconnues:
        tell_inconnu("Sections", cle, "elle n’est pas racontée.")
    demande = st.query_params.get(CLE_DEPUIS)
    depuis = read_demande(demande, list_depuis(contexte))
    if demande and depuis is None:
        tell_inconnu("Depuis", demande, "voici depuis la dernière réunion.")
    gardee = reunions.find_ouverte(contexte)
    return reunions.read_session(Choix(sections, depuis, gardee=gardee))


def list_depuis(contexte: Contexte) -> list[Trimestre]:
    """Return the quarters that the one shown may be told from, latest first."""
    choix = list_choix_trimestres(contexte.plan, contexte.aujourd_hui)
    return [t for t in choix if t < contexte.trimestre]


def pick_sections(choix: Choix) -> None:
    """Draw a line a section: its tick, and what tells it earlier or later; the rest of the address stays."""
    adresse = tuple((cle, valeur) for cle, valeur in st.query_params.to_dict().items() if cle != PROJECTION)
    show_html(write_sections(choix, adresse))


def pick_depuis(contexte: Contexte, choix: Choix, defaut: Periode) -> None:
    """Draw the quarter that the story is told from."""
    noms = {"": _name_defaut(defaut)}
    noms |= {t.libelle: name_choix(t, contexte.aujourd_hui) for t in list_depuis(contexte)}
    st.session_state[_CHAMP_DEPUIS] = choix.depuis.libelle if choix.depuis else ""
    st.selectbox(
        "Depuis",
        list(noms),
        format_func=noms.__getitem__,
        key=_CHAMP_DEPUIS,
        on_change=lambda: reunions.tell_choix({CLE_DEPUIS: st.session_state[_CHAMP_DEPUIS]}),
    )


def _name_defaut(defaut: Periode) -> str:
    if defaut.depuis is None:
        return "Sans comparaison"
    return f"{format_trimestre(defaut.depuis)} (par défaut)"


def pick_introduction(choix: Choix) -> Choix:
    """Draw the field of the presenter's words; return the choice with them."""
    st.session_state.setdefault(reunions.CHAMP_INTRODUCTION, choix.introduction)
    dits = st.text_area(
        "Mot d’introduction",
        key=reunions.CHAMP_INTRODUCTION,
        max_chars=INTRODUCTION_MAX,
        placeholder="Affiché après la couverture",
        height=110,
    )
    st.session_state[reunions.INTRODUCTION] = dits or ""
    return replace(choix, introduction=dits or "")


@keep(32)
def find_defaut(vue: Vue) -> Periode:
    """Return the period told unless one is chosen."""
    return find_periode(vue.plan, vue.trimestre, vue.aujourd_hui)


@keep(16)
def get_apercu(vue: Vue, choix: Choix) -> Html:
    """Return the pages of the story; two viewers of the same choices share them."""
    return write_apercu(get_recit(vue, choix))


@keep(16)
def get_recit(vue: Vue, choix: Choix) -> Recit:
    """Return the story that is chosen: that of a meeting that was held as it was shown."""
    return tell_recit(build_demande(vue.version, choix, vue.trimestre, vue.aujourd_hui))
