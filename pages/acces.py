"""Who has an access and which programs read. `?acces=`, `?jeton=` open one, to change or withdraw it."""

import streamlit as st

from ui.acces import fiche, jetons, liste
from ui.socle.guard import open_page

contexte = open_page(__file__)
reference = st.query_params.get("acces", "")

fiche.show_resultat()
if ouvert := liste.find_acces(contexte, reference):
    fiche.show_acces(contexte, ouvert)
elif st.query_params.get("jeton") == jetons.NEUF:
    jetons.show_ajout(contexte)
elif jeton := jetons.find_jeton(contexte, st.query_params.get("jeton", "")):
    jetons.show_jeton(contexte, jeton)
else:
    liste.show_liste(contexte)
    fiche.show_ajout(contexte)
    jetons.show_jetons(contexte)
