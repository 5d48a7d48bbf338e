"""The quarterly campaign: who is missing, reminders, opening, closing. `?pilote=` opens one service."""

import streamlit as st

from ui.campagne import donnees, ecrire, fiche, gestes, liste
from ui.socle.guard import open_page

contexte = open_page(__file__)
ecrire.show_fait()
trimestre = donnees.pick_trimestre(contexte)
vue = donnees.read_vue(contexte, trimestre)

if ouvert := vue.find_pilote(st.query_params.get("pilote", "")):
    fiche.show_fiche(contexte, vue, ouvert)
else:
    liste.show_tete(vue)
    gestes.show_gestes(contexte, vue)
    liste.show_liste(vue)
    gestes.show_ouvert(contexte, vue)
