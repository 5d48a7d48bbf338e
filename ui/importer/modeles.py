"""The workbooks to send, ready to be filled: one per pilot for a quarter, and those of the partnership."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

import streamlit as st

from loaders.genres.lot import build_lot
from loaders.genres.registre import REGISTRE
from loaders.genres.remontee.gabarit import list_pilotes_actifs
from loaders.genres.remontee.genre import REMONTEE
from loaders.lignes.genre import Demande, GenreClasseur
from metrics.bilan import list_choix_trimestres
from metrics.colonnes_vides import list_colonnes_vides
from models.colonnes import Colonne
from phrases.format import FINE, format_compte
from phrases.trimestre import name_choix
from ui.kit.telechargement import XLSX
from ui.socle.guard import Contexte
from ui.socle.sortie import show_html
from ui.socle.texte import escape_html

ZIP = "application/zip"


def show_modeles(contexte: Contexte) -> None:
    """Draw the quarter and the download, then the other workbooks; each is made when it is asked for."""
    plan = contexte.plan
    nombre = format_compte(len(list_pilotes_actifs(plan)), "classeur pré-rempli", "classeurs pré-remplis")
    with st.container(horizontal=True, vertical_alignment="bottom", key="modeles"):
        trimestre = st.selectbox(
            "Trimestre à remplir",
            list_choix_trimestres(plan, contexte.aujourd_hui),
            format_func=lambda t: name_choix(t, contexte.aujourd_hui),
            key="trimestre_modeles",
            width=320,
        )
        st.download_button(
            "Télécharger les classeurs à remplir",
            lambda: build_lot(plan, REMONTEE, Demande(contexte.maintenant, trimestre)),
            file_name=f"classeurs_{trimestre}.zip",
            mime=ZIP,
            on_click="ignore",
            icon=":material/folder_zip:",
            help=f"{nombre}, un par pilote, et celui de toutes les actions, dans un fichier .zip.",
        )
        with st.popover("Autres classeurs", icon=":material/description:", type="tertiary"):
            _show_sans_trimestre(contexte)
    if dit := write_inutiles(list_colonnes_vides(plan, contexte.trimestre_par_defaut)):
        show_html(f'<p class="note">{escape_html(dit)}</p>')


def write_inutiles(vides: Sequence[tuple[str, Colonne]]) -> str:
    """Return « Personne n’a rempli depuis quatre trimestres : Destinataire (Avancement)… »; empty for none."""
    if not vides:
        return ""
    dites = ", ".join(f"«{FINE}{c.libelle}{FINE}» ({feuille})" for feuille, c in vides)
    return f"Personne n’a rempli depuis quatre trimestres{FINE}: {dites}. Le classeur pourrait s’en passer."


def _show_sans_trimestre(contexte: Contexte) -> None:
    """Draw the workbooks that have no quarter, those of the charter where there is one; last, those of a year."""
    show_html('<p class="note">Ces classeurs se remplissent quand il y a lieu et se déposent ici comme les autres.</p>')
    for genre in sorted(REGISTRE.sans_trimestre, key=lambda g: g.annees is not None):
        if genre.modele.de_la_charte and contexte.plan.charte is None:
            continue
        annee = None
        if genre.annees is not None:
            possibles = genre.annees.list_possibles(contexte.plan, contexte.aujourd_hui)
            annee = st.selectbox(genre.annees.intitule, possibles, key=f"annee_{genre.modele.cle}")
        _offer(contexte, genre, annee)


def _offer(contexte: Contexte, genre: GenreClasseur, annee: int | None) -> None:
    """Draw a download: the workbook of a kind, or several in a .zip."""
    modele, lot = genre.modele, genre.lot is not None
    extension = "zip" if lot else "xlsx"
    st.download_button(
        f"{modele.titre} (.{extension})",
        partial(build_lot, contexte.plan, genre, Demande(contexte.maintenant, annee=annee)),
        file_name=f"{modele.prefixe}_{annee}.{extension}" if annee else f"{modele.prefixe}.{extension}",
        mime=ZIP if lot else XLSX,
        key=f"modele_{modele.cle}",
        on_click="ignore",
        icon=":material/folder_zip:" if lot else ":material/download:",
        type="tertiary",
        help=genre.lot,
    )
