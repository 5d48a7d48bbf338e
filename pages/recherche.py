"""Everything that has a name, from the words of the field of the menu: `?mots=`."""

import streamlit as st

from ui.recherche.ecran import show_resultats
from ui.socle.champ import MOTS
from ui.socle.guard import open_page

contexte = open_page(__file__)
show_resultats(contexte, st.query_params.get(MOTS, ""))
