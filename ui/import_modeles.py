"""The workbooks to send to the pilots, one each, ready to be filled."""

from __future__ import annotations

import streamlit as st

from loaders.gabarit_lot import build_lot, list_pilotes_actifs
from metrics.format import format_compte
from ui.donnees import list_choix_trimestres
from ui.guard import Contexte


def show_modeles(contexte: Contexte) -> None:
    """Draw the quarter and the download; the workbooks are made when they are asked for."""
    plan = contexte.plan
    nombre = format_compte(len(list_pilotes_actifs(plan)), "classeur pré-rempli", "classeurs pré-remplis")
    with st.container(horizontal=True, vertical_alignment="bottom", key="modeles"):
        trimestre = st.selectbox(
            "Trimestre à remplir",
            list_choix_trimestres(plan, contexte.aujourd_hui),
            format_func=lambda t: t.libelle,
            key="trimestre_modeles",
            width=170,
        )
        st.download_button(
            "Télécharger les classeurs à remplir",
            lambda: build_lot(plan, trimestre, contexte.maintenant),
            file_name=f"classeurs_{trimestre}.zip",
            mime="application/zip",
            on_click="ignore",
            icon=":material/folder_zip:",
            help=f"{nombre}, un par pilote, dans un fichier .zip.",
        )
