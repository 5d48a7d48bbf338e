"""Every import: who, when, which file, what it changed; undo. `?remontee=` opens one entry."""

import streamlit as st

from ui.journal import entree, liste
from ui.socle.guard import open_page

contexte = open_page(__file__)
numero = st.query_params.get("remontee", "")

entree.show_resultat()
if ouverte := liste.find_entree(contexte, numero):
    entree.show_entree(contexte, ouverte)
else:
    if numero:
        liste.show_inconnue(numero)
    liste.show_liste(contexte)
