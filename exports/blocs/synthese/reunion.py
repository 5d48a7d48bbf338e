"""The next meeting of the charter: which body, on which day, and the way to the grid of all of them."""

from __future__ import annotations

from collections.abc import Sequence

from exports.blocs.liens import PAGE_CHARTE, write_lien
from exports.blocs.vue import Vue
from metrics.instances import find_prochaine, list_annoncees, list_seances
from phrases.charte import write_prochaine
from phrases.format import FINE, NON_RENSEIGNE, format_date, format_reste, join_mots, keep_sigles
from phrases.html import RIEN, Html, escape_html

SUIVANTES = 3
"""Days told after the first one."""


def write_reunion(vue: Vue) -> Html:
    """Return the next meeting as HTML; « non renseignée » where a charter plans or announces none, nothing without one.

    A day that is announced comes before the end of a period in which nothing is.
    """
    charte = vue.plan.charte
    if charte is None:
        return RIEN
    seances = list_seances(charte, vue.aujourd_hui)
    annoncees = list_annoncees(seances, vue.aujourd_hui)
    prochaine = annoncees[0][1] if annoncees else find_prochaine(seances)
    if prochaine is None:
        lien = write_lien(PAGE_CHARTE, Html("Prochaine réunion"), vue.liens)
        return f'<p class="note reunion">{lien}{FINE}: {NON_RENSEIGNE}e</p>'
    nom = escape_html(keep_sigles(prochaine.instance.libelle))
    jours = [format_date(jour) for jour, _ in annoncees[1:]]
    quand, suite = escape_html(write_prochaine(prochaine)), escape_html(_write_suite(jours))
    lien = write_lien(PAGE_CHARTE, nom, vue.liens)
    return f'<p class="note reunion">Prochaine réunion {quand}{FINE}: {lien}.{suite}</p>'


def _write_suite(jours: Sequence[str]) -> str:
    """Return « Puis le 10/12/2026 et le 15/12/2026. », empty without another day."""
    dits = [f"le {jour}" for jour in jours[:SUIVANTES]]
    if len(jours) <= SUIVANTES:
        return f" Puis {join_mots(dits)}." if dits else ""
    return f" Puis {', '.join(dits)} {format_reste(len(jours) - SUIVANTES)}."
