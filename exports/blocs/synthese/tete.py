"""The head of the Synthèse and its first column: the sentence, the figures, what waits, how recent the values are."""

from __future__ import annotations

from exports.blocs import marques as m
from exports.blocs.demandes import EN_RETARD, NON_ACTUALISEE, NON_RENSEIGNEE
from exports.blocs.liens import PAGE_ACTIONS, write_lien
from exports.blocs.mots import write_constat
from exports.blocs.synthese.attentes import write_a_decider, write_mouvements
from exports.blocs.synthese.chiffres import write_chiffres
from exports.blocs.synthese.reunion import write_reunion
from exports.blocs.vue import Vue
from metrics.chiffres import Chiffres
from models.vocabulaire import Fraicheur
from phrases.format import format_compte
from phrases.html import Html, escape_html
from phrases.synthese import write_ouverture


def write_tete(vue: Vue) -> Html:
    """Return the head of the screen as HTML."""
    return f'<div class="ouverture">{write_phrase(vue)} {_write_reperes(vue)}</div>{write_chiffres(vue)}'


def write_phrase(vue: Vue) -> Html:
    """Return the opening sentence as HTML."""
    return f'<p class="phrase">{escape_html(write_ouverture(vue.bilan, vue.aujourd_hui))}</p>'


def _write_reperes(vue: Vue) -> Html:
    """Return what is late and what is missing, each a link to the actions it counts."""
    chiffres = vue.bilan.ensemble
    anciennes = chiffres.fraicheurs[Fraicheur.NON_ACTUALISEE] + chiffres.fraicheurs[Fraicheur.ANCIENNE]
    jamais, en_retard = chiffres.fraicheurs[Fraicheur.NON_RENSEIGNEE], format_compte(chiffres.en_retard, "action")
    reperes = (
        ("statut", EN_RETARD, f"{en_retard} en retard (échéance passée)", chiffres.en_retard),
        ("fraicheur", NON_RENSEIGNEE, format_compte(jamais, "non renseignée", "non renseignées"), jamais),
        ("fraicheur", NON_ACTUALISEE, _write_anciennes(chiffres), anciennes),
    )
    liens = (
        write_lien(PAGE_ACTIONS, escape_html(texte), {filtre: valeur, **vue.liens})
        for filtre, valeur, texte, nombre in reperes
        if nombre
    )
    return f'<p class="reperes">{" ".join(liens)}</p>'


def _write_anciennes(chiffres: Chiffres) -> str:
    """Return « 9 non actualisées, dont 3 anciennes », which the bar of how recent the values are tells apart."""
    anciennes = chiffres.fraicheurs[Fraicheur.ANCIENNE]
    total = anciennes + chiffres.fraicheurs[Fraicheur.NON_ACTUALISEE]
    texte = format_compte(total, "non actualisée", "non actualisées")
    return f"{texte}, dont {format_compte(anciennes, 'ancienne')}" if anciennes else texte


def write_attentes(vue: Vue) -> Html:
    """Return the first column of the screen as HTML; of what is to be decided, the next meeting alone may be public."""
    attendu = write_a_decider(vue) if vue.interne else write_reunion(vue)
    blocs = (("decisions", attendu), ("mouvements", write_mouvements(vue)), ("", write_fraicheur(vue)))
    return "".join(f'<section class="bloc {escape_html(classe)}">{bloc}</section>' for classe, bloc in blocs if bloc)


def write_fraicheur(vue: Vue) -> Html:
    """Return how recent the values are, as HTML."""
    fraicheurs, actives = vue.bilan.ensemble.fraicheurs, vue.bilan.ensemble.actives
    a_jour = format_compte(fraicheurs[Fraicheur.ACTUALISEE], "action actualisée", "actions actualisées")
    titre = f"{a_jour} ce trimestre, sur {format_compte(actives, 'comptée')}"
    return write_constat(titre) + m.write_fraicheurs(fraicheurs)
