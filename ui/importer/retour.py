"""What an owner is sent back: the list of remarks, and their own workbook with the faulty cells marked."""

from __future__ import annotations

import streamlit as st

from loaders.apercu.apercu import Apercu, StatutApercu
from loaders.retour.annotation import annotate_fichier, name_annote
from phrases.format import FINE
from ui.importer.anomalies import build_csv
from ui.importer.lot import Lot
from ui.kit.telechargement import XLSX
from ui.socle.texte import shorten_nom


def show_telechargements(lot: Lot, rang: int, apercu: Apercu) -> None:
    """Draw the downloads of a file that has remarks; the marked workbook is made when it is asked for."""
    with st.container(horizontal=True):
        if apercu.statut is not StatutApercu.REFUSE:
            st.download_button(
                "Télécharger le classeur annoté (.xlsx)",
                lambda: annotate_fichier(lot.fichiers[rang].lecture.recu, apercu),
                file_name=name_annote(shorten_nom(apercu.fichier)),
                mime=XLSX,
                key=f"annote_{lot.nom}_{rang}",
                on_click="ignore",
                icon=":material/edit_note:",
                type="tertiary",
                help=f"À renvoyer à qui l’a rempli{FINE}: ses cellules fautives sont colorées et commentées. Un "
                "classeur .ods, un tableau en texte (.csv) sont rendus au format Excel (.xlsx).",
            )
        st.download_button(
            "Télécharger ces remarques (.csv)",
            build_csv(apercu),
            file_name="remarques.csv",
            mime="text/csv",
            key=f"csv_{lot.nom}_{rang}",
            on_click="ignore",
            icon=":material/download:",
            type="tertiary",
        )
