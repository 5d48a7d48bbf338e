"""Opening a campaign, or changing its deadline."""

from __future__ import annotations

from datetime import date

import streamlit as st

from loaders.campagne.ouverture import Ouverture, open_campagne
from loaders.genres.remontee.gabarit import default_echeance
from metrics.campagne.suivi import SuiviCampagne
from phrases.format import FINE, format_trimestre
from ui.campagne.ecrire import build_accord, build_acte, say_fait
from ui.campagne.ouvert import close_dialogue, finish
from ui.kit.auteur import pick_auteur
from ui.kit.dialogue import follow_fond, try_ecrire
from ui.socle.guard import Contexte
from ui.socle.sortie import show_html


@st.dialog("Campagne du trimestre", on_dismiss=close_dialogue)
def show_ouvrir(contexte: Contexte, suivi: SuiviCampagne) -> None:
    """Draw the deadline, whether services sign, and who opens."""
    follow_fond()
    echeance = st.date_input(
        "Date limite",
        suivi.echeance or default_echeance(suivi.trimestre),
        format="DD/MM/YYYY",
        key=f"echeance_{suivi.trimestre}",
    )
    visa = st.checkbox(
        "Les chefs de service visent ce qui est remonté",
        value=suivi.visa,
        key=f"visa_{suivi.trimestre}",
        help=f"La collecte n’attend pas les visas{FINE}: ce qui n’est pas visé est dit «{FINE}non visé{FINE}».",
    )
    show_html(
        '<p class="note">La date limite est écrite dans les classeurs et les messages. Ce qui arrive après est repris, '
        "et dit hors délai.</p>"
    )
    auteur = pick_auteur()
    pret = bool(auteur and isinstance(echeance, date))
    if st.button("Enregistrer", type="primary", disabled=not pret, key="ouvrir_campagne") and isinstance(
        echeance, date
    ):

        def write() -> None:
            voulue = Ouverture(suivi.trimestre, echeance, visa)
            numero = open_campagne(voulue, build_acte(contexte, auteur), build_accord())
            dit = f"La campagne du {format_trimestre(suivi.trimestre)} est ouverte"
            say_fait(dit, numero, inchange=numero is None)

        if try_ecrire(write):
            finish()
