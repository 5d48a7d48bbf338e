"""How to, glossary, and how each figure is computed, with the reader's own numbers: `?rubrique=`, `?chiffre=`."""

import streamlit as st

from ui import aide, aide_explication
from ui.guard import open_page

contexte = open_page(__file__)
chiffre = st.query_params.get("chiffre")
explication = None

if chiffre:
    explication = aide_explication.find_explication(contexte, chiffre, st.query_params.get("portee", ""))
if explication is not None:
    aide_explication.show_explication(contexte, explication)
else:
    aide.show_aide(contexte, "chiffres" if chiffre else st.query_params.get("rubrique", ""))
