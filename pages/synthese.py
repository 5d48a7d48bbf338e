"""Where does the plan stand? One sentence, five figures, the tree, what waits and what moved."""

import streamlit as st

from ui import blocs_attente as listes
from ui import blocs_synthese as blocs
from ui.guard import open_page

contexte = open_page(__file__)
vue = blocs.build_vue(contexte)

if not contexte.plan.trimestres_renseignes:
    blocs.show_base_vide(contexte, vue)
    st.stop()

blocs.show_phrase(vue)
blocs.show_reperes(vue)
blocs.show_chiffres(vue)

with st.container(key="corps"):
    gauche, droite = st.columns([8, 5], gap="medium")
    with gauche:
        blocs.show_arbre(vue)
        blocs.show_tendance(vue)
    with droite:
        listes.show_a_decider(vue)
        listes.show_mouvements(vue)
        blocs.show_fraicheur(vue)

gauche, droite = st.columns(2, gap="large")
with gauche:
    blocs.show_barres(vue)
with droite:
    blocs.show_meteo(vue)

blocs.show_engagements(vue)
