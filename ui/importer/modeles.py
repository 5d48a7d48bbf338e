"""The workbooks to send, ready to be filled: one per pilot for a quarter, and those of the partnership."""

from __future__ import annotations

from functools import partial

import streamlit as st

from loaders.gabarit_lot import build_lot, build_lot_partenariat, list_pilotes_actifs
from metrics.bilan import list_choix_trimestres
from metrics.instances import list_annees_possibles
from models.modeles import CHARTE, PARTENAIRES, REUNIONS_CHARTE, Modele
from phrases.format import format_compte
from ui.kit.telechargement import XLSX
from ui.socle.guard import Contexte

ZIP = "application/zip"


def show_modeles(contexte: Contexte) -> None:
    """Draw the quarter and the download, then the other workbooks; each is made when it is asked for."""
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
            mime=ZIP,
            on_click="ignore",
            icon=":material/folder_zip:",
            help=f"{nombre}, un par pilote, dans un fichier .zip.",
        )
        with st.popover("Partenaires et charte", icon=":material/handshake:", type="tertiary"):
            _show_partenariat(contexte)


def _show_partenariat(contexte: Contexte) -> None:
    """Draw the workbooks that have no quarter: partners, and what the charter asks for where there is one."""
    st.html('<p class="note">Ces classeurs se remplissent quand il y a lieu et se déposent ici comme les autres.</p>')
    _offer(contexte, PARTENAIRES, "Partenaires et participations (.xlsx)")
    if contexte.plan.charte is None:
        return
    _offer(contexte, REUNIONS_CHARTE, "Réunions de la charte (.xlsx)")
    annees = list_annees_possibles(contexte.plan.charte, contexte.aujourd_hui)
    annee = st.selectbox("Année de la charte à apprécier", annees, key="annee_modeles")
    _offer(contexte, CHARTE, "Appréciation de la charte (.zip)", annee)


def _offer(contexte: Contexte, modele: Modele, etiquette: str, annee: int | None = None) -> None:
    """Draw a download; that of the charter holds a workbook for each side."""
    st.download_button(
        etiquette,
        partial(build_lot_partenariat, contexte.plan, modele, contexte.maintenant, annee),
        file_name=f"{modele.prefixe}_{annee}.zip" if annee else f"{modele.prefixe}.xlsx",
        mime=ZIP if annee else XLSX,
        key=f"modele_{modele.cle}",
        on_click="ignore",
        icon=":material/folder_zip:" if annee else ":material/download:",
        type="tertiary",
        help="Un classeur pour chaque partie." if annee else None,
    )
