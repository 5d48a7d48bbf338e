"""One entry of the journal: who, when, the file as received, every change, and its undo."""

from __future__ import annotations

import logging

import streamlit as st

from loaders.annulation import undo_remontee
from loaders.journal import Acte
from metrics.format import FINE, format_compte
from models.changement import Changement
from models.provenance import EntreeJournal, load_changements, load_fichier
from models.refus import Refus
from models.session import open_base
from models.trimestre import Trimestre
from models.vocabulaire import Role
from ui import composants as c
from ui import identity
from ui import marques as m
from ui.auteur import pick_auteur
from ui.donnees import Version
from ui.guard import Contexte
from ui.journal_changements import write_changements
from ui.journal_liste import NATURES, PAGE, name_entree, read_adresse
from ui.style import configure_page
from ui.temps import format_instant
from ui.texte import adapt_ecran, escape_html, escape_markdown, shorten_nom

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
_RESULTAT = "annulation_resultat"
_NOMS = {"import": "Remontée", "annulation": "Annulation", "arbre": "Arbre"}
_JOURNAL = logging.getLogger(__name__)
IMPREVU = "L’annulation n’a pas abouti et rien n’a été changé. Réessayez, puis prévenez l’administrateur."


@st.cache_resource(max_entries=32, show_spinner=False)
def get_changements(version: Version, numero: int) -> list[Changement]:  # noqa: ARG001 (keys the cache)
    """Return the changes of an entry, in the order they were applied."""
    with open_base(lecture_seule=True) as session:
        return load_changements(session, numero)


def show_entree(contexte: Contexte, entree: EntreeJournal) -> None:
    """Draw one entry."""
    configure_page(f"{name_numero(entree)} — {contexte.plan.nom}")
    with st.container(key="retour"):
        c.link_ecran(PAGE, "Tout le journal", ":material/arrow_back:", read_adresse())
    st.html(f'<h2 class="titre-fiche">{escape_html(name_entree(entree))}</h2>{_write_faits(entree)}')
    peut_ecrire = contexte.role.allows(Role.MISE_A_JOUR)
    if entree.empreinte and peut_ecrire:
        _show_fichier(entree)
    changements = get_changements(contexte.version, entree.id)
    st.html(write_changements(contexte.plan, changements))
    if entree.nature != "arbre" and contexte.peut_ecrire:
        _show_annulation(contexte, entree)


def name_numero(entree: EntreeJournal) -> str:
    """Return « Remontée n° 25 », or the undo or the tree of that number."""
    return f"{_NOMS.get(entree.nature, 'Entrée')} n°\u00a0{entree.id}"


def _write_faits(entree: EntreeJournal) -> str:
    faits = [
        ("Nature", NATURES.get(entree.nature, entree.nature)),
        ("Date", format_instant(entree.date)),
        ("Auteur ou autrice", entree.auteur),
        ("Trimestre", Trimestre.parse(entree.trimestre).libelle if entree.trimestre else "–"),
        ("Pilote", entree.pilote or "–"),
        ("Changements", str(entree.changements)),
        ("Note", entree.note or "–"),
        ("Situation", f"annulée par la n°\u00a0{entree.annule_par}" if entree.annule_par is not None else "en vigueur"),
    ]
    return m.write_faits((nom, escape_html(valeur)) for nom, valeur in faits)


def _show_fichier(entree: EntreeJournal) -> None:
    empreinte = entree.empreinte or ""

    def load() -> bytes:
        with open_base(lecture_seule=True) as session:
            return load_fichier(session, empreinte) or b""

    st.download_button(
        "Télécharger le classeur tel que reçu",
        load,
        file_name=shorten_nom(entree.fichier or "classeur.xlsx"),
        mime=XLSX,
        icon=":material/download:",
        on_click="ignore",
    )
    st.html(f'<p class="note">Empreinte SHA-256{FINE}: <span class="fichier">{escape_html(empreinte)}</span></p>')


def _show_annulation(contexte: Contexte, entree: EntreeJournal) -> None:
    if entree.annule_par is not None:
        st.html(
            f'<p class="note">Cette remontée est annulée. Pour la rétablir, annulez la n°\u00a0{entree.annule_par}.</p>'
        )
        return
    with st.expander(f"Annuler la remontée n°\u00a0{entree.id}", icon=":material/undo:"):
        st.html(
            f"<p>{format_compte(entree.changements, 'changement')} à reprendre, par une nouvelle entrée du journal. "
            "Une annulation peut elle-même être annulée.</p>"
        )
        auteur = pick_auteur()
        motif = st.text_input("Motif (facultatif)", key=f"motif_{entree.id}", max_chars=200, width=480)
        sur = st.checkbox("Je confirme l’annulation", key=f"confirme_{entree.id}")
        if st.button(f"Annuler la remontée n°\u00a0{entree.id}", type="primary", disabled=not (sur and auteur)):
            _undo(entree, Acte("annulation", auteur, contexte.maintenant, motif or None))
        if sur and not auteur:
            st.html('<p class="note">Écrivez votre nom pour annuler.</p>')


def _undo(entree: EntreeJournal, acte: Acte) -> None:
    try:
        numero = undo_remontee(entree.id, acte, role=identity.find_role())
    except Refus as refus:
        st.error(escape_markdown(adapt_ecran(str(refus))), icon=":material/error:")
        return
    except Exception:
        _JOURNAL.exception("annulation")
        st.error(IMPREVU, icon=":material/error:")
        return
    st.session_state[_RESULTAT] = f"La remontée n°\u00a0{entree.id} est annulée (entrée n°\u00a0{numero} du journal)."
    st.rerun()


def show_resultat() -> None:
    """Show once what the last undo did."""
    if texte := st.session_state.pop(_RESULTAT, None):
        st.success(escape_markdown(texte), icon=":material/check_circle:")
