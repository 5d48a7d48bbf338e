"""Where does the plan stand? One sentence, five figures, the tree, what waits and what moved."""

import streamlit as st

from ui.socle.guard import open_page
from ui.socle.pied import stop_ecran
from ui.socle.vue import build_vue
from ui.synthese import blocs

contexte = open_page(__file__)
vue = build_vue(contexte)

if not contexte.plan.trimestres_renseignes:
    blocs.show_base_vide(vue)
    stop_ecran()

blocs.show_tete(vue)

with st.container(horizontal=True, key="corps"):  # two columns over two others, whose widths style.css gives
    blocs.show_attentes(vue)
    with st.container():
        blocs.show_droite(contexte, vue)
    with st.container():
        blocs.show_orientations(contexte, vue)
    with st.container():
        blocs.show_meteo(contexte, vue)
    blocs.show_confiance(vue)

blocs.show_engagements(vue)
