"""What the story is projected and taken away with: a button, and a file of each format that has a maker."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import Final

import streamlit as st

from exports.ecriture import build_archive
from exports.formats import Demande, export, list_disponibles
from ui.kit.telechargement import XLSX, make_once, name_fichier
from ui.presentation import dialogues
from ui.presentation.choix import Choix
from ui.presentation.demande import build_demande
from ui.socle.guard import Contexte
from ui.socle.texte import Html

_OFFICE = "application/vnd.openxmlformats-officedocument"
FICHIERS: Final = {
    "pptx": ("Diaporama (.pptx)", f"{_OFFICE}.presentationml.presentation"),
    "pdf": ("À distribuer (.pdf)", "application/pdf"),
    "docx": ("Rapport (.docx)", f"{_OFFICE}.wordprocessingml.document"),
    "xlsx": ("Données (.xlsx)", XLSX),
    "html": ("Site à publier (.zip)", "application/zip"),
}
"""The formats of the meeting: what their button says, and their type. A folder is taken away as an archive."""
ARCHIVES: Final = {"html": ("site", "zip")}
"""How the archive of a folder is called, and its extension."""
PROJETER: Final[Html] = Html(
    '<button type="button" class="projeter" data-projeter><span class="icone" aria-hidden="true">present_to_all</span> '
    "Projeter</button>"
)


def offer_dialogues(contexte: Contexte, choix: Choix) -> None:
    """Draw what opens over the screen: the choices made apart, what keeps them, what notes the décisions."""
    if not choix.tenue:
        _draw_bouton("Faits et notes", dialogues.PREPARER, "edit_note")
    if contexte.peut_ecrire:
        if not choix.tenue:
            _draw_bouton("Enregistrer", dialogues.GARDER, "save")
        _draw_bouton("Décisions prises", dialogues.DECIDER, "gavel")


def _draw_bouton(nom: str, ouvre: str, icone: str) -> None:
    st.button(
        nom,
        key=f"ouvrir_{ouvre}",
        icon=f":material/{icone}:",
        type="tertiary",
        on_click=lambda: dialogues.open_dialogue(ouvre),
    )


def offer_fichiers(contexte: Contexte, choix: Choix) -> None:
    """Draw a button a format that exists; a file is made when it is asked for, away from the turns of the screens."""
    for nom in (n for n in FICHIERS if n in list_disponibles()):
        etiquette, genre = FICHIERS[nom]
        demande = partial(build_demande, contexte.version, choix, contexte.trimestre, contexte.aujourd_hui)
        st.download_button(
            etiquette,
            make_once(partial(_make, nom, demande)),
            file_name=name_fichier(contexte, *ARCHIVES.get(nom, ("presentation", nom))),
            mime=genre,
            key=f"fichier_{nom}",
            on_click="ignore",
            icon=":material/download:",
            type="tertiary",
        )


def _make(nom: str, demande: Callable[[], Demande]) -> bytes:
    """Return the file of a format; the files of a folder together in one."""
    contenu = export(nom, demande())
    return contenu if isinstance(contenu, bytes) else build_archive(contenu)
