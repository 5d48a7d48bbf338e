"""Drop the workbooks of the owners, see what each would change, row by row, then apply or give up."""

import streamlit as st

from ui import import_apercu, import_application, import_depot
from ui.guard import open_page

contexte = open_page(__file__)
lot = st.query_params.get("apercu")

import_application.show_resultats()
import_depot.show_refuses()
if not lot:
    import_depot.show_depot(contexte)
    st.stop()

brouillon = import_depot.load_lot(contexte, lot)
if brouillon is None:
    import_depot.show_expire()
    import_depot.show_depot(contexte)
    st.stop()

import_apercu.show_questions(contexte, brouillon)
choix = import_apercu.show_fichiers(contexte, brouillon)
import_application.show_application(contexte, brouillon, choix)
