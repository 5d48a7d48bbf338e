"""Who is involved, where, how much; `?partenaire=` opens the sheet of one."""

import streamlit as st

from ui.partenaires import ecran, fiche
from ui.socle.guard import open_page

contexte = open_page(__file__, fiche.write_tete)
nom = st.query_params.get("partenaire")
partenaire = next((p for p in contexte.plan.partenaires if p.nom == nom), None)

if partenaire is not None:
    fiche.show_partenaire(contexte, partenaire)
else:
    if nom:
        ecran.show_inconnu(nom)
    ecran.show_partenaires(contexte)
