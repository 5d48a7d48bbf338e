"""How to, glossary, how each figure is computed with the reader's own numbers: `?rubrique=`, `?sujet=`, `?chiffre=`."""

import streamlit as st

from ui.aide.ecran import show_aide
from ui.aide.explication import find_explication, show_explication
from ui.socle.guard import open_page

contexte = open_page(__file__)
chiffre = st.query_params.get("chiffre")
explication = None

if chiffre:
    explication = find_explication(contexte, chiffre, st.query_params.get("portee", ""))
if explication is not None:
    show_explication(contexte, explication)
else:
    cle = "chiffres" if chiffre else st.query_params.get("rubrique", "")
    show_aide(contexte, cle, st.query_params.get("sujet", ""))
