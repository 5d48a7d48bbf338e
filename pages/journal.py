"""Every import: who, when, which file, what it changed; undo. `?remontee=` opens one entry."""

import streamlit as st

from ui.journal import entree as journal_entree
from ui.journal import liste as journal_liste
from ui.socle.guard import open_page

contexte = open_page(__file__)
numero = st.query_params.get("remontee", "")

journal_entree.show_resultat()
if entree := journal_liste.find_entree(contexte, numero):
    journal_entree.show_entree(contexte, entree)
else:
    if numero:
        journal_liste.show_inconnue(numero)
    journal_liste.show_liste(contexte)
