"""How to, glossary, how each figure is computed with the reader's own numbers: `?rubrique=`, `?sujet=`, `?chiffre=`."""

import streamlit as st

from ui.aide import ecran as aide
from ui.aide import explication as aide_explication
from ui.socle.guard import open_page

contexte = open_page(__file__)
chiffre = st.query_params.get("chiffre")
explication = None

if chiffre:
    explication = aide_explication.find_explication(contexte, chiffre, st.query_params.get("portee", ""))
if explication is not None:
    aide_explication.show_explication(contexte, explication)
else:
    cle = "chiffres" if chiffre else st.query_params.get("rubrique", "")
    aide.show_aide(contexte, cle, st.query_params.get("sujet", ""))
