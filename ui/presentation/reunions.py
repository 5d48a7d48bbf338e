"""The kept meetings: one is opened in the screen, what is chosen of it waits in the session until it is kept."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import Final

import streamlit as st

from models.presentation import Presentation
from models.trimestre import Trimestre
from phrases.format import FINE, format_date, set_espaces
from ui.presentation.choix import CLE_DEPUIS, CLE_SECTIONS, Choix
from ui.socle.choix_trimestre import CLE as CLE_TRIMESTRE
from ui.socle.donnees import Version
from ui.socle.guard import Contexte
from ui.socle.inconnus import tell_inconnu
from ui.socle.texte import Html, escape_html

CLE_REUNION: Final = "reunion"
"""What the address says of the kept meeting that is open: its number."""
OUVERTE: Final = "reunion_ouverte"
"""Session key: its number, and the version of the data on which it was opened, which a click agrees to."""
FAITS, NOTES, PORTEE = "faits_choisis", "notes_prises", "portee_choisie"
"""Session keys of what is chosen and is not in the address."""
INTRODUCTION, CHAMP_INTRODUCTION = "introduction", "champ_introduction"
"""Session keys of the presenter's words, kept while they look at other screens, and of the field that holds them."""
_CHAMP = "champ_reunion"


def find_ouverte(contexte: Contexte) -> Presentation | None:
    """Return the kept meeting that the address asks for, and take what it tells in when it just did."""
    demandee = st.query_params.get(CLE_REUNION, "")
    gardee = find_reunion(contexte, demandee)
    if demandee and gardee is None:
        tell_inconnu("Réunions", demandee, "voici une nouvelle réunion.")
    if gardee is not None and read_ouverte()[0] != gardee.reference:
        open_reunion(gardee, contexte.version)
        st.rerun()  # the quarter, which is drawn above, is that of the meeting
    return gardee


def find_reunion(contexte: Contexte, reference: str) -> Presentation | None:
    """Return a kept meeting, None when there is none of that number."""
    return next((p for p in contexte.plan.presentations if p.reference == reference), None)


def read_ouverte() -> tuple[str, Version | None]:
    """Return the number of the meeting that was opened, empty for none, and on which data."""
    reference, version = st.session_state.get(OUVERTE, ("", None))
    return reference, version


def open_reunion(gardee: Presentation | None, version: Version) -> None:
    """Take in what a kept meeting tells, or nothing for a new one: the address and the session say it."""
    st.session_state[OUVERTE] = (gardee.reference if gardee else "", version)
    vue = gardee or Presentation("", "", Trimestre(1, 1))
    st.session_state[INTRODUCTION] = st.session_state[CHAMP_INTRODUCTION] = vue.introduction
    st.session_state[FAITS], st.session_state[NOTES], st.session_state[PORTEE] = vue.faits, vue.notes, vue.portee
    sections = Choix() if vue.sections is None else Choix(vue.sections)
    dites: dict[str, str] = {
        CLE_REUNION: vue.reference,
        CLE_SECTIONS: sections.adresse,
        CLE_DEPUIS: vue.depuis.libelle if vue.depuis else "",
    }
    if gardee is not None:
        dites[CLE_TRIMESTRE] = gardee.jusqu_a.libelle
    tell_choix(dites)


def note_gardee(reference: str, version: Version) -> None:
    """Note that what is on the screen is kept as a meeting, in the data of a version: nothing is to be read again."""
    st.session_state[OUVERTE] = (reference, version)
    tell_choix({CLE_REUNION: reference})


def tell_choix(dites: Mapping[str, str]) -> None:
    """Put choices in the address; what a story has unless chosen, an empty value, is not said there."""
    for cle, valeur in dites.items():
        if valeur:
            st.query_params[cle] = valeur
        else:
            st.query_params.pop(cle, None)


def read_session(choix: Choix) -> Choix:
    """Return a choice with what the session holds of it."""
    etat = st.session_state
    return replace(
        choix,
        introduction=etat.get(INTRODUCTION, ""),
        faits=etat.get(FAITS),
        notes=etat.get(NOTES, ()),
        portee=etat.get(PORTEE, ""),
    )


def pick_reunion(contexte: Contexte, choix: Choix) -> None:
    """Draw the list of the meetings that are kept, the last one first; nothing to choose, no list."""
    gardees = contexte.plan.presentations
    if not gardees:
        return
    noms = {"": "Nouvelle réunion"} | {p.reference: name_reunion(p) for p in reversed(gardees)}
    st.session_state[_CHAMP] = choix.gardee.reference if choix.gardee else ""
    st.selectbox(
        "Réunion",
        list(noms),
        format_func=noms.__getitem__,
        key=_CHAMP,
        on_change=lambda: open_reunion(find_reunion(contexte, st.session_state[_CHAMP]), contexte.version),
    )


def name_reunion(p: Presentation) -> str:
    """Return « 15/12/2026, préparée · Réunion annuelle »: the day, whether it was held, first in a narrow list."""
    jour, etat = (p.presentee_le, "présentée") if p.tenue else (p.jour, "préparée")
    debut = ", ".join(filter(None, (format_date(jour) if jour else "", etat)))
    return f"{debut} · {set_espaces(p.titre)}"


def write_tenue(p: Presentation, regle: str) -> Html:
    """Return that a meeting that was held is shown as it was; and by which rule, where it is another one now."""
    quand = format_date(p.presentee_le)
    dit = f"Ses chiffres sont ceux de ce jour-là{FINE}: rien de ce qui a été reçu depuis n’y entre."
    autre = f" Calculée alors par la règle {p.regle}, ici par la règle {regle}." if p.regle != regle else ""
    return Html(
        f'<p class="consultation" role="status"><strong>Telle que présentée le {quand}.</strong> '
        f"{escape_html(f'{dit}{autre}')}</p>"
    )
