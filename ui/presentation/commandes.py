"""What the story is projected and taken away with: a button, and a file of each format that has a maker."""

from __future__ import annotations

from functools import partial
from typing import Final

import streamlit as st

from exports.formats import FORMATS, Demande, export, list_disponibles
from models.trimestre import Trimestre
from ui.kit.telechargement import XLSX, make_once, name_fichier
from ui.presentation.choix import Choix
from ui.socle.guard import Contexte
from ui.socle.texte import Html

_OFFICE = "application/vnd.openxmlformats-officedocument"
FICHIERS: Final = {
    "pptx": ("Diaporama (.pptx)", f"{_OFFICE}.presentationml.presentation"),
    "pdf": ("À distribuer (.pdf)", "application/pdf"),
    "docx": ("Rapport (.docx)", f"{_OFFICE}.wordprocessingml.document"),
    "xlsx": ("Données (.xlsx)", XLSX),
}
"""The formats of the meeting: what their button says, and their type."""
PROJETER: Final[Html] = Html(
    '<button type="button" class="projeter" data-projeter><span class="icone" aria-hidden="true">present_to_all</span> '
    "Projeter</button>"
)


def offer_fichiers(contexte: Contexte, choix: Choix, depuis: Trimestre | None) -> None:
    """Draw a button a format that exists; a file is made when it is asked for, away from the turns of the screens."""
    for nom in (n for n in FICHIERS if n in list_disponibles()):
        etiquette, genre = FICHIERS[nom]
        demande = _build_demande(contexte, choix, nom, depuis)
        st.download_button(
            etiquette,
            make_once(partial(_make, nom, demande)),
            file_name=name_fichier(contexte, "presentation", nom),
            mime=genre,
            key=f"fichier_{nom}",
            on_click="ignore",
            icon=":material/download:",
            type="tertiary",
        )


def _make(nom: str, demande: Demande) -> bytes:
    """Return the file of a format, which is one for each of `FICHIERS`."""
    contenu = export(nom, demande)
    if not isinstance(contenu, bytes):
        raise TypeError(nom)
    return contenu


def _build_demande(contexte: Contexte, choix: Choix, nom: str, depuis: Trimestre | None) -> Demande:
    """Return what a maker is asked: of what is chosen here, what its format takes."""
    dites = {"sections": choix.adresse, "introduction": choix.introduction}
    options = {cle: dite for cle, dite in dites.items() if dite and cle in FORMATS[nom].options}
    return Demande(contexte.plan, contexte.trimestre, contexte.aujourd_hui, depuis, options)
