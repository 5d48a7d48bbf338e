"""What shows that an action is done, a jalon reached, a décision taken, as HTML: a title that opens its address."""

from __future__ import annotations

from exports.blocs.fiche import write_section
from exports.blocs.mots import write_note
from exports.blocs.table import write_table
from metrics.etat import EtatAction
from metrics.preuves import find_preuve, is_sans_preuve
from models.plan import Action, Preuve
from phrases.format import format_date
from phrases.html import RIEN, Html, escape_html

SANS_PREUVE = "Cette action est dite réalisée, et rien n’en donne la preuve."


def write_preuves(etat: EtatAction) -> Html:
    """Return the proofs of an action and of its jalons; that there is none where it is réalisée, else nothing."""
    jalons = [(j.reference, f"Jalon {j.reference} : {j.libelle}") for j in etat.action.jalons]
    sujets = [(etat.code, "Réalisation de l’action"), *jalons]
    connues = [(titre, p) for ref, titre in sujets if (p := find_preuve(etat.action, ref)) is not None]
    note = write_note(SANS_PREUVE) if is_sans_preuve(etat) else RIEN
    if not connues:
        return write_section("Preuves", note) if note else RIEN
    lignes = [[escape_html(titre), write_lien_preuve(p), escape_html(_write_jour(p))] for titre, p in connues]
    table = write_table("Preuves", ("Ce qui a été fait", "Preuve", "Date"), lignes, large=(0, 1), legende_lue=True)
    return write_section("Preuves", note + table)


def write_preuve(action: Action, reference: str) -> Html:
    """Return « Preuve : … » for a décision, nothing without one."""
    preuve = find_preuve(action, reference)
    if preuve is None:
        return RIEN
    jour = f", {_write_jour(preuve)}" if preuve.date_preuve else ""
    return f'<p class="note">Preuve\u202f: {write_lien_preuve(preuve)}{escape_html(jour)}</p>'


def write_lien_preuve(preuve: Preuve) -> Html:
    """Return the title of a proof, a link where it has an address; the reader of an address was the only way in."""
    texte = escape_html(preuve.titre or preuve.adresse or "")
    if not preuve.adresse:
        return texte
    return f'<a href="{escape_html(preuve.adresse)}" target="_blank" rel="noopener noreferrer">{texte}</a>'


def _write_jour(preuve: Preuve) -> str:
    return format_date(preuve.date_preuve) if preuve.date_preuve else "–"
