"""One entry of the journal: who, when, the file as received, every change, and its undo."""

from __future__ import annotations

import logging
from functools import partial

import streamlit as st

from exports.blocs import marques as m
from exports.blocs.liens import PAGE_JOURNAL, write_lien
from loaders.ecriture.annulation import undo_remontee
from loaders.ecriture.journal import Acte
from loaders.lecture.brut import name_seul
from models.acces import DE_L_ADMINISTRATION
from models.provenance import EntreeJournal, load_changements, load_fichier, load_suites_de
from models.refus import FichierAltere, Refus
from models.remede import Canal
from models.session import open_base, sqlite_path
from models.suites import Suites
from models.trimestre import Trimestre
from models.vocabulaire import NatureEntree, Role
from phrases.format import format_compte, set_espaces
from phrases.instants import format_instant
from phrases.suites import list_suites
from ui.journal.changements import write_changements
from ui.journal.liste import name_entree, name_nature, read_adresse
from ui.kit.auteur import pick_auteur
from ui.kit.telechargement import find_mime
from ui.kit.version_vue import swap_version_vue
from ui.socle import identity
from ui.socle.donnees import Etat, Version, get_plan, read_etat_fichier
from ui.socle.guard import Contexte
from ui.socle.memoire import keep
from ui.socle.sortie import show_html
from ui.socle.style import configure_page
from ui.socle.texte import RIEN, Html, escape_html, escape_markdown, shorten_nom

_RESULTAT, _VUE = "annulation_resultat", "annulation_vue"
_NOMS = {
    NatureEntree.IMPORT: "Remontée",
    NatureEntree.ANNULATION: "Annulation",
    NatureEntree.ARBRE: "Arbre",
    NatureEntree.ACCES: "Accès",
}
_JOURNAL = logging.getLogger(__name__)
PERDU = (
    "Le classeur reçu n’est plus gardé : il a été retiré de la base hors du programme. Prévenez l’administrateur, qui "
    "en a peut-être une sauvegarde."
)
IMPREVU = "L’annulation n’a pas abouti et rien n’a été changé. Réessayez, puis prévenez l’administrateur."


def show_entree(contexte: Contexte, entree: EntreeJournal) -> None:
    """Draw one entry."""
    configure_page(f"{name_numero(entree)} — {contexte.plan.nom}")
    retour = write_lien(
        PAGE_JOURNAL, '<span class="icone" aria-hidden="true">arrow_back</span> Tout le journal', read_adresse()
    )
    show_html(f'<p class="retour">{retour}</p>{_write_tete(contexte.version, entree)}')
    if entree.empreinte and contexte.role.allows(Role.MISE_A_JOUR):
        _show_fichier(contexte.version, entree)
    if entree.objet in DE_L_ADMINISTRATION and not contexte.role.allows(Role.ADMINISTRATION):
        show_html('<p class="note">Qui a accès à quoi se lit à l’écran <em>Accès</em>, réservé à l’administration.</p>')
        return
    show_html(_write_corps(contexte.version, entree))
    if entree.nature != NatureEntree.ARBRE and contexte.peut_ecrire:
        _show_annulation(contexte, entree)


def name_numero(entree: EntreeJournal) -> str:
    """Return « Remontée n° 25 », or the undo or the tree of that number."""
    nom = "Saisie" if entree.saisie else _NOMS[entree.nature]
    return f"{nom} n°\u00a0{entree.id}"


def name_annulable(entree: EntreeJournal) -> str:
    """Return « la remontée n° 25 », or « la saisie n° 26 » of what a screen typed: what is to be undone."""
    return f"la {'saisie' if entree.saisie else 'remontée'} n°\u00a0{entree.id}"


@keep(32)
def _write_tete(version: Version, entree: EntreeJournal) -> Html:
    """Return the title of an entry and what is known of it."""
    plan = get_plan(version)
    fichier = shorten_nom(entree.fichier) if entree.fichier else "–"
    faits = [
        ("Nature", name_nature(entree, plan)),
        ("Date", format_instant(entree.date)),
        ("Auteur ou autrice", entree.auteur),
        ("Trimestre", Trimestre.parse(entree.trimestre).libelle if entree.trimestre else "–"),
        ("Pilote", entree.pilote or "–"),
        ("Classeur", fichier),
        ("Note", entree.note or "–"),
        ("Situation", f"Annulée par la n°\u00a0{entree.annule_par}" if entree.annule_par is not None else "En vigueur"),
    ]
    corps = m.write_faits((nom, f'<span class="fichier">{escape_html(valeur)}</span>') for nom, valeur in faits)
    return f'<h2 class="titre-fiche">{escape_html(name_entree(entree, plan))}</h2>{corps}'


@keep(32)
def _write_corps(version: Version, entree: EntreeJournal) -> Html:
    """Return the mark of the file, folded, and what the entry changed, in the order it was applied."""
    with open_base(lecture_seule=True) as session:
        changements, suites = load_changements(session, entree.id), load_suites_de(session, entree.id)
    marque = RIEN
    if entree.empreinte:
        marque = (
            '<details class="plus"><summary>Empreinte du classeur (SHA-256)</summary>'
            f'<p class="note"><span class="fichier">{escape_html(entree.empreinte)}</span></p></details>'
        )
    return f"{_write_suites(suites)}{marque}{write_changements(get_plan(version), changements)}"


def _write_suites(suites: Suites) -> Html:
    """Return what the import left, and what was answered for it; empty when it left and asked nothing."""
    restes = [escape_html(phrase) for phrase in list_suites(suites)]
    dites = [
        f"{escape_html(set_espaces(r.enonce))} <strong>{escape_html(set_espaces(r.reponse))}</strong>"
        for r in suites.reponses
    ]
    corps = RIEN
    for titre, lignes in ((Html("Ce que cet import a laissé"), restes), (Html("Questions et réponses"), dites)):
        if lignes:
            items = "".join(f"<li>{ligne}</li>" for ligne in lignes)
            corps += f'<h3 class="sous-titre">{titre}</h3><ul class="totaux">{items}</ul>'
    return corps


def _show_fichier(version: Version, entree: EntreeJournal) -> None:
    empreinte = entree.empreinte or ""
    nom = name_seul(shorten_nom(entree.fichier or "classeur.xlsx"))
    if perte := _find_perte(version, empreinte):
        st.error(escape_markdown(set_espaces(perte)), icon=":material/error:")
        return
    st.download_button(
        "Télécharger le classeur tel que reçu",
        partial(_load_fichier, empreinte),
        file_name=nom,
        mime=find_mime(nom),
        icon=":material/download:",
        on_click="ignore",
    )


def _load_fichier(empreinte: str) -> bytes:
    """Return a received workbook; raise FichierAltere when it is not kept as it came, or not at all."""
    with open_base(lecture_seule=True) as session:
        octets = load_fichier(session, empreinte)
    if octets is None:
        raise FichierAltere(PERDU)
    return octets


def _find_perte(version: Version, empreinte: str) -> str | None:
    """Return why a workbook cannot be handed out, None when it can: once its button is pressed, nothing would say it.

    The file is read again when the database changed, which need not be by an entry: not at each gesture on the screen.
    """
    etat = read_etat_fichier(version.url)
    if etat is None and sqlite_path(version.url) is not None:
        return _read_perte(empreinte)
    return _keep_perte(version, etat, empreinte)


@keep(32)
def _keep_perte(version: Version, etat: Etat | None, empreinte: str) -> str | None:  # noqa: ARG001 (keys the cache)
    return _read_perte(empreinte)


def _read_perte(empreinte: str) -> str | None:
    try:
        _load_fichier(empreinte)
    except FichierAltere as refus:
        return refus.say(Canal.ECRAN)
    return None


def _show_annulation(contexte: Contexte, entree: EntreeJournal) -> None:
    vue = swap_version_vue(f"{_VUE}_{entree.id}", contexte.version)
    if entree.annule_par is not None:
        dit = f"{name_numero(entree)} est annulée. Pour la rétablir, annulez la n°\u00a0{entree.annule_par}."
        show_html(f'<p class="note">{escape_html(dit)}</p>')
        return
    with st.expander(f"Annuler {name_annulable(entree)}", icon=":material/undo:"):
        show_html(
            f"<p>{format_compte(entree.changements, 'changement')} à reprendre, par une nouvelle entrée du journal. "
            "Une annulation peut elle-même être annulée.</p>"
        )
        auteur = pick_auteur()
        motif = st.text_input("Motif (facultatif)", key=f"motif_{entree.id}", max_chars=200, width=480)
        sur = st.checkbox("Je confirme l’annulation", key=f"confirme_{entree.id}")
        if st.button(f"Annuler {name_annulable(entree)}", type="primary", disabled=not (sur and auteur)):
            _undo(entree, Acte(NatureEntree.ANNULATION, auteur, contexte.maintenant, motif or None), vue)
        if sur and not auteur:
            show_html('<p class="note">Écrivez votre nom pour annuler.</p>')


def _undo(entree: EntreeJournal, acte: Acte, vue: Version) -> None:
    agissant = identity.find_agissant()
    try:
        numero = undo_remontee(entree.id, acte, agissant=agissant, revision_vue=vue.revision, sceau_vu=vue.sceau)
    except Refus as refus:
        st.error(escape_markdown(set_espaces(refus.say(Canal.ECRAN))), icon=":material/error:")
        return
    except Exception:
        _JOURNAL.exception("annulation")
        st.error(IMPREVU, icon=":material/error:")
        return
    st.session_state[_RESULTAT] = f"L{name_annulable(entree)[1:]} est annulée (entrée n°\u00a0{numero} du journal)."
    st.rerun()


def show_resultat() -> None:
    """Show once what the last undo did."""
    if texte := st.session_state.pop(_RESULTAT, None):
        st.success(escape_markdown(texte), icon=":material/check_circle:")
