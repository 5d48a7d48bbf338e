"""The services of a campaign, those of whom something is missing first: one line each, which opens it."""

from __future__ import annotations

from exports.blocs import marques as m
from exports.blocs.liens import PAGE_CAMPAGNE, link_trimestre, write_lien
from exports.blocs.table import write_table
from metrics.campagne.suivi import Etape, SuiviCampagne, SuiviPilote
from phrases.campagne.etats import (
    ETAPES,
    write_detail,
    write_phrase,
    write_recue,
    write_rythmes,
)
from phrases.campagne.relances import name_moment
from phrases.format import format_date
from ui.campagne.donnees import CLE, Vue
from ui.socle.sortie import show_html
from ui.socle.texte import RIEN, Html, escape_html

ENTETES = ("Service", "Où il en est", "Actions", "Reçue le", "Dernier message")
_SYMBOLES = {
    Etape.PRETE: "○",
    Etape.ENVOYEE: "◔",
    Etape.LUE: "◑",
    Etape.PARTIELLE: "◕",
    Etape.COMPLETE: "●",
}
_CLASSES: dict[Etape, Html] = {
    Etape.PRETE: Html("s-non-demarree"),
    Etape.ENVOYEE: Html("s-non-demarree"),
    Etape.LUE: Html("s-en-pause"),
    Etape.PARTIELLE: Html("s-en-cours"),
    Etape.COMPLETE: Html("s-realisee"),
}


def show_tete(vue: Vue) -> None:
    """Draw who is missing, then the pace of the campaign against those before."""
    phrase, rythme = write_phrase(vue.suivi), write_rythmes(vue.suivi)
    show_html(f'<p class="phrase">{escape_html(phrase)}</p><p class="precision">{escape_html(rythme)}</p>')


def show_liste(vue: Vue) -> None:
    """Draw the services; nothing where none is awaited."""
    suivi = vue.suivi
    if not suivi.pilotes:
        return
    ordonnes = [*suivi.manquants, *suivi.complets]
    entetes = (*ENTETES, "Visa") if suivi.visa else ENTETES
    lignes = [_write_ligne(vue, s) for s in ordonnes]
    table = write_table("Services attendus", entetes, lignes, (), (1,), legende_lue=True)
    show_html(f'<div class="journal campagne">{table}</div>')


def _write_ligne(vue: Vue, s: SuiviPilote) -> list[Html]:
    detail = write_detail(s)
    suite = f'<br><span class="petit sourdine">{escape_html(detail)}</span>' if detail else RIEN
    nom = escape_html(s.pilote.nom)
    lien = write_lien(PAGE_CAMPAGNE, nom, {CLE: vue.suivi.trimestre.libelle, "pilote": s.pilote.code})
    courriel = escape_html(s.pilote.courriel or "sans adresse")
    ligne = [
        f'{lien}<br><span class="petit sourdine">{courriel}</span>',
        f"{write_marque(s)}{suite}",
        Html(f"{len(s.actions) - len(s.muettes)} sur {len(s.actions)}"),
        escape_html(write_recue(s)),
        _write_message(vue, s),
    ]
    return [*ligne, write_visa(s)] if vue.suivi.visa else ligne


def write_marque(s: SuiviPilote) -> Html:
    """Return the mark of the step of a service: its symbol, its word, « en retard » beside."""
    marque = m.write_mot(ETAPES[s.etape], _CLASSES[s.etape], _SYMBOLES[s.etape])
    return f"{marque} {m.write_retard()}" if s.en_retard else marque


def write_visa(s: SuiviPilote) -> Html:
    """Return who signed and when, « non visé » where nobody did."""
    if s.visa is None:
        return Html('<span class="sourdine">non visé</span>')
    return escape_html(f"visé le {format_date(s.visa.le)}, {s.visa.par}")


def _write_message(vue: Vue, s: SuiviPilote) -> Html:
    dernier = next((e for e in vue.envoyes if e.pilote == s.pilote.code), None)
    if dernier is None:
        return Html("–")
    return escape_html(f"{format_date(s.envoye_le)}, {name_moment(dernier.moment)}")


def link_campagne(suivi: SuiviCampagne) -> dict[str, str]:
    """Return what the address of a campaign holds."""
    return {CLE: link_trimestre(suivi.trimestre)["trimestre"]}
