"""What may be done of a campaign: opened, its services reminded, its workbooks taken, closed, reopened."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Final

import streamlit as st

from exports.relances.agenda import build_ics
from loaders.genres.lot import build_lot
from loaders.genres.remontee.genre import REMONTEE
from loaders.lignes.genre import Demande
from metrics.campagne.suivi import SuiviCampagne
from models.vocabulaire import Role
from phrases.format import format_compte
from ui.campagne import cloture, contacts, ouvrir, relancer
from ui.campagne.donnees import Vue
from ui.campagne.ouvert import Dialogue, draw_bouton, find_ouvert
from ui.kit.telechargement import make_once
from ui.socle.guard import Contexte

ZIP = "application/zip"


def show_gestes(contexte: Contexte, vue: Vue) -> None:
    """Draw the buttons: the first one is what the campaign waits for."""
    with st.container(horizontal=True, vertical_alignment="center", key="gestes_campagne"):
        if contexte.peut_ecrire:
            _draw_ecriture(contexte, vue)
        _offer_fichiers(contexte, vue.suivi)


def _draw_ecriture(contexte: Contexte, vue: Vue) -> None:
    suivi, version = vue.suivi, contexte.version
    ouverte = suivi.ouverte_le is not None
    if suivi.close_le is not None:
        if contexte.role.allows(Role.ADMINISTRATION):
            draw_bouton("Rouvrir le trimestre", Dialogue.ROUVRIR, "lock_open", version)
        return
    if suivi.manquants and ouverte:
        nom = f"Relancer {format_compte(len(suivi.manquants), 'service')}"
        draw_bouton(nom, Dialogue.RELANCER, "outgoing_mail", version, premier=True)
    if ouverte:
        draw_bouton("Date limite et visa", Dialogue.OUVRIR, "edit_calendar", version)
    else:
        draw_bouton("Ouvrir la campagne", Dialogue.OUVRIR, "campaign", version, premier=True)
    draw_bouton("Adresses", Dialogue.CONTACTS, "contact_mail", version)
    if not suivi.trimestre.is_en_cours(contexte.aujourd_hui):
        draw_bouton("Clore le trimestre", Dialogue.CLORE, "lock", version)


def show_ouvert(contexte: Contexte, vue: Vue) -> None:
    """Draw the dialog that is open, if any."""
    ouvert = find_ouvert() if contexte.peut_ecrire else None
    if ouvert is Dialogue.RELANCER:
        relancer.show_relancer(contexte, vue)
    elif ouvert is not None:
        DIALOGUES[ouvert](contexte, vue.suivi)


DIALOGUES: Final[Mapping[Dialogue, Callable[[Contexte, SuiviCampagne], None]]] = {
    Dialogue.OUVRIR: ouvrir.show_ouvrir,
    Dialogue.CONTACTS: contacts.show_contacts,
    Dialogue.CLORE: cloture.show_clore,
    Dialogue.ROUVRIR: cloture.show_rouvrir,
}


def _offer_fichiers(contexte: Contexte, suivi: SuiviCampagne) -> None:
    plan, trimestre, quand = contexte.plan, suivi.trimestre, contexte.maintenant
    st.download_button(
        "Tous les classeurs (.zip)",
        make_once(lambda: build_lot(plan, REMONTEE, Demande(quand, trimestre))),
        file_name=f"classeurs_{trimestre}.zip",
        mime=ZIP,
        key="campagne_classeurs",
        on_click="ignore",
        icon=":material/folder_zip:",
        type="tertiary",
    )
    if suivi.echeance is not None and suivi.close_le is None:
        st.download_button(
            "Date limite (.ics)",
            make_once(lambda: build_ics(plan, suivi, quand)),
            file_name=f"remontee_{trimestre}.ics",
            mime="text/calendar",
            key="campagne_ics",
            on_click="ignore",
            icon=":material/event:",
            type="tertiary",
        )
