"""The flagship commitments, each with its actions, its dates and its evidence; `?engagement=` opens one."""

import streamlit as st

from ui.engagements import fiche, liste
from ui.socle.guard import open_page

contexte = open_page(__file__, fiche.write_tete)
numero = st.query_params.get("engagement")
engagement = next((e for e in contexte.plan.engagements if str(e.numero) == numero), None)

if engagement is not None:
    fiche.show_engagement(contexte, engagement)
else:
    if numero:
        liste.show_inconnu(numero)
    liste.show_engagements(contexte)
