"""The drafts left open: taken up again, or given up; what could not be written is said with what of it is kept."""

from __future__ import annotations

import streamlit as st

from loaders.ecriture.brouillons import BrouillonOuvert, drop_brouillon, list_brouillons
from models.refus import Refus
from models.remede import Canal
from models.session import open_base
from models.temps import to_paris
from phrases.format import FINE, format_compte, format_reste, set_espaces
from phrases.instants import format_heure, format_instant
from ui.importer.lot import open_lot
from ui.importer.rapport import keep_rapport
from ui.kit.auteur import find_auteur
from ui.kit.composants import show_constat
from ui.socle import identity
from ui.socle.guard import Contexte
from ui.socle.sortie import show_html
from ui.socle.texte import escape_html, escape_markdown, shorten_nom

NOMS_MONTRES = 4


def show_brouillons(contexte: Contexte) -> None:
    """List the drafts left open, to take up again or give up."""
    with open_base(lecture_seule=True) as session:
        ouverts = list_brouillons(session, contexte.maintenant, contexte.agissant)
    if not ouverts:
        return
    titre = format_compte(len(ouverts), "aperçu en attente", "aperçus en attente")
    show_constat(titre)
    for ouvert in ouverts:
        with st.container(key=f"ligne_{ouvert.lot}", horizontal=True, vertical_alignment="center", gap="small"):
            show_html(f"<div>{escape_html(write_brouillon(ouvert, contexte))}</div>", width="stretch")
            if st.button("Reprendre", key=f"reprendre_{ouvert.lot}", icon=":material/edit_document:"):
                keep_rapport(None)
                open_lot(ouvert.lot)
            show_abandon(ouvert.lot, ouvert.auteur, len(ouvert.noms), "Abandonner")


def write_brouillon(ouvert: BrouillonOuvert, contexte: Contexte) -> str:
    """Return « crip.xlsx, odpe.xlsx, déposés par Karim à 10 h 32 », with the day when it is not today."""
    noms = [shorten_nom(n, 60) for n in ouvert.noms[:NOMS_MONTRES]]
    reste = len(ouvert.noms) - NOMS_MONTRES
    suite = f" {format_reste(reste)}" if reste > 0 else ""
    quand = to_paris(ouvert.cree_le)
    jour = quand.date() == contexte.aujourd_hui
    heure = f"à {format_heure(ouvert.cree_le)}" if jour else f"le {format_instant(ouvert.cree_le)}"
    accord = "déposé" if len(ouvert.noms) == 1 else "déposés"
    par = f" par {ouvert.auteur}" if ouvert.auteur else ""
    return f"{', '.join(noms)}{suite}, {accord}{par} {heure}"


def show_expire() -> None:
    """Say that the draft of the address is gone."""
    st.warning(
        f"Cet aperçu n’existe plus{FINE}: il a été appliqué, abandonné, ou date de plus de sept jours. "
        "Déposez à nouveau les classeurs.",
        icon=":material/schedule:",
    )


def show_abandon(nom: str, auteur: str | None, nombre: int, libelle: str) -> None:
    """Draw what gives a draft up; one that somebody else dropped, or nobody knows who, is asked about first."""
    if auteur and auteur == find_auteur():
        if st.button(libelle, key=f"abandonner_{nom}", type="tertiary"):
            _abandon_lot(nom)
        return
    with st.popover(libelle, key=f"avant_abandon_{nom}", type="tertiary"):
        de_qui = f"par {auteur}" if auteur else "sans nom"
        quoi = format_compte(nombre, "classeur déposé", "classeurs déposés")
        show_html(f"<p>{escape_html(f'{quoi} {de_qui}')}. Rien n’en sera appliqué, et il faudra les redéposer.</p>")
        if st.button("Abandonner quand même", key=f"abandonner_{nom}", icon=":material/delete:"):
            _abandon_lot(nom)


def _abandon_lot(nom: str) -> None:
    """Forget a draft and go back to the drop zone."""
    try:
        drop_brouillon(nom, identity.find_agissant())
    except Refus as refus:
        show_refus(refus, "L’aperçu est toujours là.")
        return
    keep_rapport(None)
    open_lot(None)


def show_refus(refus: Refus, suite: str) -> None:
    """Say why something could not be written, and what of it is kept."""
    st.error(escape_markdown(set_espaces(f"{refus.say(Canal.ECRAN)} {suite}")), icon=":material/error:")
