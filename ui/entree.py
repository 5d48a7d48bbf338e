"""The script that Streamlit runs at each visit: the menu, then the page asked for, which opens with its own guard."""

import streamlit as st

from models.arret import VEILLE
from ui.socle import identity
from ui.socle.adresse import note_adresse
from ui.socle.donnees import find_signataire
from ui.socle.navigation import build_menu
from ui.socle.pied import show_pied
from ui.socle.tour import take_tour

with VEILLE.carry(), take_tour():
    page = st.navigation(build_menu(identity.find_agissant(), find_signataire()), expanded=True)
    with note_adresse(page.url_path):
        page.run()
        show_pied()
