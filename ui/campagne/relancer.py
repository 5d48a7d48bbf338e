"""Writing to every service of whom something is missing: by the server of mail, else as files for one's own program."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import streamlit as st

from exports.relances.envoi import Serveur, find_serveur, send_messages
from exports.relances.message import Piece, build_archive, build_eml, build_message, name_eml
from loaders.campagne.classeurs import build_classeur_de
from loaders.campagne.journaux import Envoye, Moyen, note_envois
from metrics.campagne.moment import Moment, find_moment
from metrics.campagne.suivi import SuiviPilote
from models.refus import Refus
from models.remede import Canal
from phrases.campagne.relances import Lettre, name_moment, write_lettre
from phrases.format import FINE, format_compte, set_espaces
from ui.campagne.donnees import Vue
from ui.campagne.ecrire import say_fait
from ui.campagne.ouvert import close_dialogue, finish
from ui.kit.auteur import pick_auteur
from ui.kit.dialogue import follow_fond, try_ecrire
from ui.kit.telechargement import make_once
from ui.socle import identity
from ui.socle.guard import Contexte, check_role
from ui.socle.sortie import show_html
from ui.socle.texte import Html, escape_html, escape_markdown
from ui.socle.tour import leave_tour


@dataclass(frozen=True, slots=True)
class Relance:
    """A letter to a pilot of the campaign."""

    suivi: SuiviPilote
    lettre: Lettre


def list_relances(contexte: Contexte, vue: Vue) -> list[Relance]:
    """Return what is to be written to each service of whom something is missing: it stops when all came."""
    plan, suivi = contexte.plan, vue.suivi
    return [Relance(s, write_lettre(plan, suivi, s, find_moment(s, suivi))) for s in suivi.manquants]


def build_piece(contexte: Contexte, vue: Vue, relance: Relance) -> Piece | None:
    """Return the workbook that goes with a letter; the marked one goes from the screen that read it."""
    if relance.lettre.moment is Moment.ANNOTE:
        return None
    return Piece(*build_classeur_de(contexte.plan, vue.suivi.trimestre, relance.suivi.pilote, contexte.maintenant))


@st.dialog("Relancer les services", width="large", on_dismiss=close_dialogue)
def show_relancer(contexte: Contexte, vue: Vue) -> None:
    """Draw who will be written what, then what sends."""
    follow_fond()
    relances = list_relances(contexte, vue)
    show_html(_write_liste(relances))
    serveur = read_serveur()
    auteur = pick_auteur()
    if serveur is None:
        _offer_fichiers(contexte, vue, relances, auteur)
        return
    prets = [r for r in relances if r.lettre.destinataire]
    if len(prets) < len(relances):
        sans = format_compte(len(relances) - len(prets), "service sans adresse", "services sans adresse")
        show_html(f'<p class="note">{escape_html(sans)}{FINE}: rien ne leur est envoyé.</p>')
    nom = f"Envoyer {format_compte(len(prets), 'message')}"
    if st.button(nom, type="primary", disabled=not (auteur and prets), key="envoyer_relances"):
        echecs = send_relances(contexte, vue, prets, serveur, auteur)
        if echecs:
            st.error("  \n".join(escape_markdown(set_espaces(e)) for e in echecs), icon=":material/error:")
        else:
            say_fait(f"{format_compte(len(prets), 'message envoyé', 'messages envoyés')}")
            finish()


def read_serveur() -> Serveur | None:
    """Return the server of mail, None without one; what is badly set is said."""
    try:
        return find_serveur()
    except Refus as refus:
        st.warning(escape_markdown(set_espaces(refus.say(Canal.ECRAN))), icon=":material/warning:")
        return None


def send_relances(
    contexte: Contexte, vue: Vue, relances: Sequence[Relance], serveur: Serveur, auteur: str
) -> list[str]:
    """Send letters one after the other, each noted as soon as it left; return what failed, by service."""
    echecs: list[str] = []
    try:
        check_role(contexte.ecran.role)
        with st.spinner("Envoi…"), leave_tour():
            messages = (
                build_message(r.lettre, build_piece(contexte, vue, r), contexte.maintenant, serveur.expediteur)
                for r in relances
            )
            for relance, faute in zip(relances, send_messages(serveur, messages), strict=True):
                if faute is None:
                    note_envois(
                        vue.suivi.trimestre,
                        [to_envoye(contexte, relance.lettre, Moyen.SERVEUR, auteur)],
                        identity.find_agissant(),
                    )
                else:
                    echecs.append(f"{relance.suivi.pilote.nom} : {faute}.")
    except Refus as refus:
        echecs.append(refus.say(Canal.ECRAN))
    return echecs


def to_envoye(contexte: Contexte, lettre: Lettre, moyen: Moyen, auteur: str) -> Envoye:
    """Return what the log keeps of a letter that leaves now."""
    return Envoye(lettre.pilote, lettre.moment, lettre.destinataire, lettre.objet, moyen, contexte.maintenant, auteur)


def _offer_fichiers(contexte: Contexte, vue: Vue, relances: Sequence[Relance], auteur: str) -> None:
    """Draw the messages as files that one's mail program opens ready, and what notes that they left."""
    dit = (
        "Aucun serveur de courriel n’est réglé ici. Chaque fichier de l’archive s’ouvre dans votre messagerie, prêt à "
        "partir, son classeur joint."
    )
    show_html(f'<p class="note">{escape_html(dit)}</p>')
    quand = contexte.maintenant
    with st.container(horizontal=True, vertical_alignment="center"):
        st.download_button(
            f"{format_compte(len(relances), 'message')} (.zip)",
            make_once(
                lambda: build_archive(
                    (name_eml(r.lettre), build_eml(r.lettre, build_piece(contexte, vue, r), quand)) for r in relances
                )
            ),
            file_name=f"relances_{vue.suivi.trimestre}.zip",
            mime="application/zip",
            key="relances_zip",
            on_click="ignore",
            icon=":material/folder_zip:",
            type="primary",
        )
        noter = st.button(
            "Noter comme envoyés", disabled=not auteur, key="noter_relances", icon=":material/mark_email_read:"
        )
    if noter and try_ecrire(lambda: note_messagerie(contexte, vue, [r.lettre for r in relances], auteur)):
        say_fait(f"{format_compte(len(relances), 'message noté envoyé', 'messages notés envoyés')}")
        finish()


def note_messagerie(contexte: Contexte, vue: Vue, lettres: Sequence[Lettre], auteur: str) -> None:
    """Note letters that one's own mail program sent."""
    check_role(contexte.ecran.role)
    envoyes = [to_envoye(contexte, x, Moyen.MESSAGERIE, auteur) for x in lettres]
    note_envois(vue.suivi.trimestre, envoyes, identity.find_agissant())


def _write_liste(relances: Sequence[Relance]) -> Html:
    lignes = "".join(
        f"<li><strong>{escape_html(r.suivi.pilote.nom)}</strong>, {escape_html(name_moment(r.lettre.moment))} "
        f'<span class="sourdine">{escape_html(r.lettre.destinataire or "sans adresse")}</span></li>'
        for r in relances
    )
    return f'<ul class="totaux">{lignes}</ul>'
