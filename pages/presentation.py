"""The annual meeting: its sections chosen and ordered, kept, shown, projected (`?projection=1`), taken away."""

import streamlit as st

from metrics.bilan import REGLE
from ui.presentation import dialogues, ecran, reunions
from ui.presentation.commandes import PROJETER, offer_dialogues, offer_fichiers
from ui.presentation.saisies import show_ouvert
from ui.socle.guard import open_page
from ui.socle.sortie import show_html
from ui.socle.vue import build_vue

contexte = open_page(__file__)
vue = build_vue(contexte)
choix = ecran.read_choix(contexte)
if not dialogues.find_ouvert():
    dialogues.show_fait()

with st.container(horizontal=True, vertical_alignment="center", key="commandes_presentation"):
    show_html(PROJETER, width="content")
    offer_dialogues(contexte, choix)
    place = st.container(horizontal=True, vertical_alignment="center", width="content")

with st.container(key="corps"):
    gauche, droite = st.columns([1, 3], gap="medium")
    with gauche, st.container(key="choix_presentation"):
        reunions.pick_reunion(contexte, choix)
        if choix.gardee is not None and choix.tenue:
            show_html(reunions.write_tenue(choix.gardee, REGLE))
        else:
            ecran.pick_depuis(contexte, choix, ecran.find_defaut(vue))
            choix = ecran.pick_introduction(choix)
            ecran.pick_sections(choix)
    with droite:
        show_html(ecran.get_apercu(vue, choix))

with place:
    offer_fichiers(contexte, choix)
show_ouvert(contexte, choix, ecran.find_defaut(vue))
