"""The annual meeting: its sections chosen and ordered, shown, projected (`?projection=1`), taken away."""

import streamlit as st

from ui.presentation import ecran
from ui.presentation.commandes import PROJETER, offer_fichiers
from ui.socle.guard import open_page
from ui.socle.sortie import show_html
from ui.socle.vue import build_vue

contexte = open_page(__file__)
vue = build_vue(contexte)
choix = ecran.read_choix(contexte)

with st.container(horizontal=True, vertical_alignment="center", key="commandes_presentation"):
    show_html(PROJETER, width="content")
    place = st.container(horizontal=True, vertical_alignment="center", width="content")

with st.container(key="corps"):
    gauche, droite = st.columns([1, 3], gap="medium")
    with gauche, st.container(key="choix_presentation"):
        ecran.pick_depuis(contexte, choix, ecran.find_defaut(vue))
        choix = ecran.pick_introduction(choix)
        ecran.pick_sections(choix)
    with droite:
        show_html(ecran.get_apercu(vue, choix))

with place:
    offer_fichiers(contexte, choix, choix.depuis)
