"""The tree, searched and filtered; with `?action=` in the address, the fiche of one action."""

import streamlit as st

from ui.actions import fiche, liste
from ui.socle.guard import open_page

contexte = open_page(__file__, fiche.write_tete)
code = st.query_params.get("action")

if code in contexte.plan.actions_par_code:
    fiche.show_fiche(contexte, code)
else:
    if code:
        liste.show_inconnue(code)
    liste.show_liste(contexte)
