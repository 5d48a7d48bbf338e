"""Who has an access, what they may change, when they were last seen. `?acces=` opens one, to change or withdraw it."""

import streamlit as st

from ui.acces import fiche, liste
from ui.socle.guard import open_page

contexte = open_page(__file__)
reference = st.query_params.get("acces", "")

fiche.show_resultat()
if ouvert := liste.find_acces(contexte, reference):
    fiche.show_acces(contexte, ouvert)
else:
    liste.show_liste(contexte)
    fiche.show_ajout(contexte)
