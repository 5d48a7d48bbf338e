"""What the presenter chooses apart: the faits marquants told, the notes on sections, the part of the plan."""

from __future__ import annotations

from typing import Final

import streamlit as st

from exports.presentation.recit import SECTIONS
from loaders.ecriture.presentations import FAITS_MAX, NOTE_MAX
from metrics.engagement import FaitAction
from metrics.faits import choose_faits, list_faits_periode
from metrics.perimetre import list_perimetres
from models.trimestre import Trimestre
from phrases.coupe import cut_mots
from phrases.format import FINE, format_trimestre
from phrases.reunion.perimetre import name_perimetre
from ui.presentation import dialogues, reunions
from ui.presentation.choix import Choix
from ui.socle.donnees import get_bilan
from ui.socle.guard import Contexte
from ui.socle.sortie import show_html
from ui.socle.texte import escape_html

CONSEIL: Final = f"4 à 6 faits se lisent bien sur une page{FINE}; {FAITS_MAX} au plus."
_FAITS, _NOTE_DE, _NOTE, _PORTEE = "champ_faits", "champ_note_de", "champ_note", "champ_portee"
Cle = tuple[str, Trimestre]


@st.dialog("Faits marquants et notes", width="large", on_dismiss=dialogues.close_dialogue)
def show_preparer(contexte: Contexte, choix: Choix, depuis: Trimestre | None) -> None:
    """Draw the faits that may be told, those proposed being chosen until somebody chooses, then the notes."""
    dialogues.follow_fond()
    bilan = get_bilan(contexte.version, contexte.trimestre)
    avant = get_bilan(contexte.version, depuis) if depuis else None
    dits = {(f.etat.code, f.trimestre): f for f in list_faits_periode(bilan, depuis)}
    proposes = [(f.etat.code, f.trimestre) for f in choose_faits(bilan, avant, depuis)]
    choisis: list[Cle] = st.multiselect(
        "Faits marquants",
        list(dits),
        [cle for cle in (proposes if choix.faits is None else choix.faits) if cle in dits],
        format_func=lambda cle: _name(dits[cle]),
        max_selections=FAITS_MAX,
        placeholder="Cherchez un code, un mot",
        help=CONSEIL,
        key=_FAITS,
    )
    show_html(f'<p class="note">{escape_html(_count(len(choisis)))}</p>')
    cle = st.selectbox("Note sur la section", list(SECTIONS), format_func=SECTIONS.__getitem__, key=_NOTE_DE)
    notes = {**dict(choix.notes), **st.session_state.get(_NOTE, {})}
    notes[cle] = st.text_area(
        "Votre note",
        notes.get(cle, ""),
        max_chars=NOTE_MAX,
        key=f"{_NOTE}_{cle}",
        height=110,
        placeholder="Avec les notes des diapositives, jamais dans ce qui est distribué",
    )
    st.session_state[_NOTE] = notes
    portee = _pick_portee(contexte, choix)
    if st.button("Appliquer", type="primary", key="appliquer_preparation"):
        st.session_state[reunions.FAITS] = None if choisis == proposes else tuple(choisis)
        st.session_state[reunions.NOTES] = tuple((c, notes[c].strip()) for c in SECTIONS if notes.get(c, "").strip())
        st.session_state[reunions.PORTEE] = portee
        dialogues.close_dialogue()
        st.rerun()


def forget_saisie() -> None:
    """Forget what was typed and not applied: the next time, what is chosen is shown."""
    for cle in [c for c in st.session_state if str(c).startswith((_FAITS, _NOTE, _PORTEE))]:
        del st.session_state[cle]


def _name(fait: FaitAction) -> str:
    return f"{fait.etat.code} · {format_trimestre(fait.trimestre)} · {cut_mots(fait.texte, 90)}"


def _count(nombre: int) -> str:
    return f"{nombre} choisi{'s' * (nombre > 1)}. {CONSEIL}"


def _pick_portee(contexte: Contexte, choix: Choix) -> str:
    noms = {"": "Tout le plan"} | {p.demande: name_perimetre(p) for p in list_perimetres(contexte.plan)}
    connue = choix.portee if choix.portee in noms else ""
    return st.selectbox("Portée", list(noms), list(noms).index(connue), format_func=noms.__getitem__, key=_PORTEE)
