"""What an owner is sent back: the list of remarks, and their own workbook with the faulty cells marked."""

from __future__ import annotations

from dataclasses import replace

import streamlit as st

from exports.relances.message import Piece, build_eml, name_eml
from loaders.apercu.apercu import Apercu, StatutApercu
from loaders.retour.annotation import annotate_fichier, name_annote
from metrics.campagne.moment import Moment
from metrics.campagne.suivi import Vu, compute_campagne
from models.trimestre import Trimestre
from phrases.campagne.relances import write_lettre
from phrases.format import FINE
from ui.importer.anomalies import build_csv
from ui.importer.lot import Lot
from ui.kit.telechargement import XLSX
from ui.socle.guard import Contexte
from ui.socle.texte import shorten_nom


def show_telechargements(contexte: Contexte, lot: Lot, rang: int, apercu: Apercu) -> None:
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
            _offer_message(contexte, lot, rang, apercu)
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


def _offer_message(contexte: Contexte, lot: Lot, rang: int, apercu: Apercu) -> None:
    """Draw the message that sends the marked workbook back, where the file is a pilot's and holds errors."""
    pilote = next((p for p in contexte.plan.pilotes if p.nom == apercu.pilote), None)
    if pilote is None or apercu.trimestre is None or not apercu.erreurs:
        return
    plan, trimestre = contexte.plan, Trimestre.parse(apercu.trimestre)
    campagne = compute_campagne(plan, trimestre, contexte.aujourd_hui)
    suivi = next((s for s in campagne.pilotes if s.pilote == pilote), None)
    if suivi is None:
        return
    sien = replace(suivi, vu=Vu(apercu.fichier, contexte.aujourd_hui, len(apercu.erreurs)))
    lettre = write_lettre(plan, campagne, sien, Moment.ANNOTE)

    def build() -> bytes:
        annote = annotate_fichier(lot.fichiers[rang].lecture.recu, apercu)
        return build_eml(lettre, Piece(name_annote(shorten_nom(apercu.fichier)), annote), contexte.maintenant)

    st.download_button(
        "Message avec le classeur annoté (.eml)",
        build,
        file_name=name_eml(lettre),
        mime="message/rfc822",
        key=f"eml_{lot.nom}_{rang}",
        on_click="ignore",
        icon=":material/mail:",
        type="tertiary",
    )
