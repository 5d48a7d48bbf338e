"""One service of a campaign: what is missing of it, its workbook, what it is written, what it was sent."""

from __future__ import annotations

import streamlit as st

from exports.blocs import marques as m
from exports.blocs.liens import PAGE_CAMPAGNE, write_lien
from exports.blocs.table import write_table
from exports.relances.message import build_eml, name_eml, write_mailto
from loaders.campagne.classeurs import build_classeur_de
from loaders.campagne.journaux import Moyen
from loaders.campagne.visas import sign_visa
from loaders.ecriture.application import Accord
from loaders.genres.remontee.gabarit import Gabarit
from metrics.campagne.moment import Moment, find_moment
from metrics.campagne.suivi import Etape, SuiviPilote
from phrases.campagne.etats import write_recue, write_vu
from phrases.campagne.relances import name_moment, write_lettre
from phrases.format import FINE, NON_RENSEIGNE, format_compte, join_mots
from phrases.instants import format_instant
from ui.campagne.donnees import Vue
from ui.campagne.ecrire import build_acte, say_fait
from ui.campagne.liste import link_campagne, write_marque, write_visa
from ui.campagne.relancer import Relance, build_piece, note_messagerie, read_serveur, send_relances
from ui.kit.auteur import pick_auteur
from ui.kit.dialogue import try_ecrire
from ui.kit.telechargement import XLSX, make_once
from ui.socle import identity
from ui.socle.guard import Contexte
from ui.socle.sortie import show_html
from ui.socle.texte import RIEN, Html, escape_html, escape_markdown

MOYENS = {Moyen.SERVEUR: "par le serveur de courriel", Moyen.MESSAGERIE: "par une messagerie"}


def show_fiche(contexte: Contexte, vue: Vue, s: SuiviPilote) -> None:
    """Draw a service, what it is to be written, and what it was sent."""
    show_html(_write_tete(vue, s))
    plan, pilote, trimestre = contexte.plan, s.pilote, vue.suivi.trimestre
    nom = Gabarit(plan, trimestre, pilote, vue.suivi.echeance, contexte.maintenant).nom_fichier
    st.download_button(
        "Son classeur pré-rempli (.xlsx)",
        make_once(lambda: build_classeur_de(plan, trimestre, pilote, contexte.maintenant)[1]),
        file_name=nom,
        mime=XLSX,
        key=f"classeur_{pilote.code}",
        on_click="ignore",
        icon=":material/download:",
        type="tertiary",
    )
    a_viser = vue.suivi.visa and (s.visa is not None or s.etape in (Etape.PARTIELLE, Etape.COMPLETE))
    if contexte.peut_ecrire and vue.suivi.close_le is None and (s.attendu or a_viser):
        lettre = _pick_lettre(contexte, vue, s) if s.attendu else None
        auteur = pick_auteur()
        if a_viser:
            _offer_visa(contexte, vue, s, auteur)
        if lettre is not None:
            with st.container(horizontal=True, vertical_alignment="center", key="envoyer_lettre"):
                _offer_envoi(contexte, vue, lettre, auteur)
    _show_envoyes(vue, s)


def _write_tete(vue: Vue, s: SuiviPilote) -> Html:
    retour = write_lien(
        PAGE_CAMPAGNE,
        Html('<span class="icone" aria-hidden="true">arrow_back</span> Tous les services'),
        link_campagne(vue.suivi),
    )
    faits: list[tuple[str, Html]] = [
        ("Où il en est", write_marque(s)),
        ("Reçue le", escape_html(write_recue(s))),
        ("Actions attendues", escape_html(join_mots(list(s.actions)))),
        ("Rien n’est dit de", escape_html(join_mots(list(s.muettes)) or "–")),
        ("Dernier classeur lu", escape_html(f"{s.vu.nom}{FINE}: {write_vu(s)}" if s.vu else "–")),
        ("Trimestres sans remontée avant celui-ci", escape_html(str(s.silence))),
        ("Adresse", escape_html(s.pilote.courriel or NON_RENSEIGNE)),
    ]
    if vue.suivi.visa:
        faits.append(("Visa", write_visa(s)))
    return (
        f'<p class="retour">{retour}</p><h2 class="titre-fiche">{escape_html(s.pilote.nom)}</h2>{m.write_faits(faits)}'
    )


def _offer_visa(contexte: Contexte, vue: Vue, s: SuiviPilote, auteur: str) -> None:
    """Draw what signs what the service reported, or takes it back; the writers say who may."""
    nom = "Viser cette remontée" if s.visa is None else "Retirer le visa"
    aide = f"Le ou la chef·fe de service approuve ce qui a été remonté{FINE}; la collecte ne l’attend pas."
    if not st.button(nom, disabled=not auteur, key="viser", icon=":material/verified:", help=aide):
        return

    def write() -> None:
        acte, accord = build_acte(contexte, auteur), Accord(identity.find_agissant())
        numero = sign_visa(vue.suivi.trimestre, s.pilote.code, acte, accord, vise=s.visa is None)
        say_fait(f"La remontée de {s.pilote.nom} est {'visée' if s.visa is None else 'non visée'}", numero)

    if try_ecrire(write):
        st.rerun()


def _pick_lettre(contexte: Contexte, vue: Vue, s: SuiviPilote) -> Relance:
    """Draw the choice of a message, its subject and its body, and return it."""
    moments = list(Moment)
    moment = st.selectbox(
        "Message",
        moments,
        index=moments.index(find_moment(s, vue.suivi)),
        format_func=name_moment,
        key=f"moment_{s.pilote.code}",
        width=360,
    )
    relance = Relance(s, write_lettre(contexte.plan, vue.suivi, s, moment))
    lettre = relance.lettre
    corps = "".join(f"<p>{escape_html(x)}</p>" for x in lettre.corps.split("\n\n"))
    lien = f'<a href="{escape_html(write_mailto(lettre))}">Commencer ce message dans ma messagerie</a>'
    annote = (
        Html('<p class="note">Le classeur annoté se joint depuis Importer, où il a été lu.</p>')
        if moment is Moment.ANNOTE
        else RIEN
    )
    show_html(
        f'<section class="lettre"><p><strong>{escape_html(lettre.objet)}</strong></p>{corps}</section>{annote}'
        f"<p>{lien}</p>"
    )
    return relance


def _offer_envoi(contexte: Contexte, vue: Vue, relance: Relance, auteur: str) -> None:
    serveur, lettre = read_serveur(), relance.lettre
    if (
        serveur is not None
        and lettre.destinataire
        and st.button("Envoyer", type="primary", disabled=not auteur, key="envoyer_une", icon=":material/send:")
    ):
        echecs = send_relances(contexte, vue, [relance], serveur, auteur)
        if echecs:
            st.error(escape_markdown(" ".join(echecs)), icon=":material/error:")
        else:
            say_fait(f"Le message à {relance.suivi.pilote.nom} est envoyé")
            st.rerun()
    st.download_button(
        "Message avec son classeur (.eml)",
        make_once(lambda: build_eml(lettre, build_piece(contexte, vue, relance), contexte.maintenant)),
        file_name=name_eml(lettre),
        mime="message/rfc822",
        key="lettre_eml",
        on_click="ignore",
        icon=":material/mail:",
    )
    icone = ":material/mark_email_read:"
    noter = st.button("Noter comme envoyé", disabled=not auteur, key="noter_lettre", icon=icone, type="tertiary")
    if noter and try_ecrire(lambda: note_messagerie(contexte, vue, [lettre], auteur)):
        say_fait(f"Le message à {relance.suivi.pilote.nom} est noté envoyé")
        st.rerun()


def _show_envoyes(vue: Vue, s: SuiviPilote) -> None:
    """Draw the log of what it was sent, the latest first."""
    siens = [e for e in vue.envoyes if e.pilote == s.pilote.code]
    if not siens:
        return
    lignes = [
        [
            escape_html(format_instant(e.envoye_le)),
            escape_html(name_moment(e.moment)),
            escape_html(e.destinataire or "–"),
            escape_html(MOYENS[e.moyen]),
            escape_html(e.auteur),
        ]
        for e in siens
    ]
    titre = format_compte(len(siens), "message envoyé", "messages envoyés")
    show_html(write_table(titre, ("Date", "Message", "À", "Moyen", "Par"), lignes))
