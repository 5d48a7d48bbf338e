"""Where each service is written to."""

from __future__ import annotations

import streamlit as st

from loaders.campagne.contacts import COURRIEL_MAX, write_contacts
from metrics.campagne.suivi import SuiviCampagne
from ui.campagne.ecrire import build_accord, build_acte, say_fait
from ui.campagne.ouvert import close_dialogue, finish
from ui.kit.auteur import pick_auteur
from ui.kit.dialogue import follow_fond, try_ecrire
from ui.socle.guard import Contexte
from ui.socle.sortie import show_html


@st.dialog("Adresses des services", on_dismiss=close_dialogue)
def show_contacts(contexte: Contexte, suivi: SuiviCampagne) -> None:
    """Draw an address per service, written together."""
    follow_fond()
    show_html(
        '<p class="note">L’adresse d’un service, pas celle d’une personne. Le journal garde chaque changement.</p>'
    )
    dites = {
        s.pilote.code: st.text_input(
            s.pilote.nom,
            s.pilote.courriel or "",
            max_chars=COURRIEL_MAX,
            key=f"contact_{s.pilote.code}",
            placeholder="service@exemple.fr",
        )
        for s in suivi.pilotes
    }
    auteur = pick_auteur()
    if st.button("Enregistrer", type="primary", disabled=not auteur, key="ecrire_contacts"):

        def write() -> None:
            numero = write_contacts(
                {code: texte or "" for code, texte in dites.items()}, build_acte(contexte, auteur), build_accord()
            )
            say_fait("Les adresses sont enregistrées", numero, inchange=numero is None)

        if try_ecrire(write):
            finish()
