"""The calendar: what is late, due soon, postponed, on one axis and in one table."""

from __future__ import annotations

from functools import partial

import streamlit as st

from charts.calendrier import build_calendrier
from charts.calendrier_barres import REUNIONS
from charts.calendrier_lignes import ACTIONS_MAX, find_autour, find_cadre, list_hors_cadre, select_dessines
from charts.graphique import Graphique
from exports.blocs import marques as m
from exports.blocs.calendrier.agenda import write_agenda
from exports.blocs.liens import PAGE_ACTIONS, PAGE_CALENDRIER, PAGE_CHARTE, PAGE_IMPORTER, find_adresse, write_lien
from exports.blocs.mots import write_note
from exports.blocs.pages import PAR_PAGE, Decoupe, write_pages, write_rangs
from metrics.calendrier import Calendrier, Evenement, compute_calendrier
from models.trimestre import Trimestre
from phrases.calendrier import (
    write_hors_cadre,
    write_non_dessinees,
    write_ouverture_calendrier,
    write_periode,
    write_precisions,
    write_sans_dates,
)
from phrases.format import FINE, format_compte, set_espaces
from ui.calendrier import classeur as tableau
from ui.calendrier.filtres import ENTIERE, NOMS, PERIODE, Choix, pick_choix
from ui.kit import composants as c
from ui.kit.pages import read_page
from ui.kit.telechargement import offer_tableau
from ui.socle.guard import Contexte
from ui.socle.memoire import keep
from ui.socle.sortie import show_html
from ui.socle.texte import RIEN, Html, escape_html
from ui.socle.vue import Vue, build_vue

ETAPES_SANS_DATES = (
    "Une action prend ses dates du référentiel : colonnes « Début » et « Échéance » de la liste des actions.",
    "Un jalon s’ajoute dans la feuille « Jalons » du classeur de remontée, avec son échéance.",
)


@keep(16)
def get_calendrier(vue: Vue) -> Calendrier:
    """Return every date seen from a quarter."""
    return compute_calendrier(vue.bilan, vue.jour_de_lecture, vue.aujourd_hui)


@keep(64)
def _select(vue: Vue, choix: Choix) -> tuple[Evenement, ...]:
    return choix.select(vue.plan, get_calendrier(vue).evenements)


@keep(32)
def _get_dessin(vue: Vue, choix: Choix) -> Graphique:
    dessines, _ = select_dessines(_select(vue, choix))
    return build_calendrier(get_calendrier(vue), dessines, vue.palette, vue.aujourd_hui, _find_autour(vue, choix))


def _find_autour(vue: Vue, choix: Choix) -> Trimestre | None:
    """Return the quarter around which dates are drawn, None for the whole plan."""
    return None if choix.entiere else find_autour(get_calendrier(vue), _select(vue, choix), vue.aujourd_hui)


def show_calendrier(contexte: Contexte) -> None:
    """Draw the sentence, the filters, the axis and the table of what they keep."""
    vue = build_vue(contexte)
    ouverture = st.container(horizontal=True, vertical_alignment="center", key="compte")
    choix = pick_choix(contexte.version)
    gardes = _select(vue, choix)
    with ouverture:
        show_html(write_ouverture(vue, choix), width="stretch")
        if gardes:
            lignes = partial(tableau.build_lignes, contexte.plan, gardes)
            offer_tableau(contexte, "calendrier", "Calendrier", tableau.ENTETES, lignes, "calendrier_dates")
    if choix.valeurs:
        show_html(_write_retraits(vue, choix))
    if not gardes:
        c.show_vide("Aucune date ne correspond", ["Retirez un filtre."])
        return
    if not get_calendrier(vue).dates_propres and not choix.valeurs:
        _show_sans_dates(contexte.peut_ecrire)
    _show_axe(contexte, vue, choix)
    show_html(_write_suite(vue, choix, read_page(len(gardes))))


def _show_axe(contexte: Contexte, vue: Vue, choix: Choix) -> None:
    """Draw the axis; a click opens the fiche of an action, or the charter."""
    with st.container(key="axe"):
        show_html(_write_axe(vue, choix))
        c.show_donnees(_get_dessin(vue, choix), "calendrier", contexte)


@keep(32)
def _write_axe(vue: Vue, choix: Choix) -> Html:
    dessines, _ = select_dessines(_select(vue, choix))
    codes = {e.etat.code for e in dessines if e.etat is not None}
    liens = {code: find_adresse(PAGE_ACTIONS, {"action": code, **vue.liens}) for code in sorted(codes)}
    liens[REUNIONS] = find_adresse(PAGE_CHARTE, vue.liens)
    periode = _write_periode(vue, choix)
    return c.write_graphique(lambda v: _get_dessin(v, choix), vue, "calendrier", cles=periode, liens=liens)


def _write_periode(vue: Vue, choix: Choix) -> Html:
    """Return what part of the plan is drawn, with the way to the other, and what the drawing leaves to the table."""
    dessines, autres = select_dessines(_select(vue, choix))
    tues = write_non_dessinees(ACTIONS_MAX, autres)
    reste = write_note(tues) if tues else RIEN
    autour = _find_autour(vue, choix)
    hors = list_hors_cadre(vue.plan, dessines, vue.aujourd_hui, autour)
    adresse = {**vue.liens, **choix.adresse}
    if autour is not None:
        trimestres = [Trimestre.from_date(jour) for jour in find_cadre(vue.plan, vue.aujourd_hui, autour)]
        lien = write_lien(PAGE_CALENDRIER, "Tout le plan", {**adresse, PERIODE: ENTIERE})
        return f'<p class="note">{escape_html(write_periode(trimestres, hors))} {lien}</p>{reste}'
    dit = write_hors_cadre(hors)
    if not choix.entiere:
        return f"{write_note(dit) if dit else RIEN}{reste}"
    lien = write_lien(PAGE_CALENDRIER, "Les trimestres proches", _without(adresse, PERIODE))
    return f'<p class="note">{escape_html(dit)} {lien}</p>{reste}'


def _show_sans_dates(peut_ecrire: bool) -> None:
    """Say that no action has a date, and how one is given."""
    c.show_vide(
        "Aucune action n’a encore de date ni de jalon",
        [set_espaces(etape) for etape in ETAPES_SANS_DATES],
        "Les sources n’en donnent aucune. Seuls sont connus les termes et les réunions que la charte prévoit.",
        write_lien(PAGE_IMPORTER, "Importer un classeur") if peut_ecrire else RIEN,
    )


@keep(64)
def write_ouverture(vue: Vue, choix: Choix) -> Html:
    """Return the sentence of the screen, and what it has to add, as HTML."""
    calendrier, gardes = get_calendrier(vue), _select(vue, choix)
    phrase = write_ouverture_calendrier(calendrier, gardes, bool(choix.valeurs))
    precisions = " ".join(write_precisions(calendrier, gardes))
    suite = f'<p class="precision suite-phrase">{escape_html(precisions)}</p>' if precisions else RIEN
    return f'<p class="phrase" role="status">{escape_html(phrase)}</p>{suite}'


@keep(32)
def _write_suite(vue: Vue, choix: Choix, page: Decoupe) -> Html:
    """Return a page of the table, then what has no date, unless something is filtered out."""
    agenda = write_agenda(get_calendrier(vue), _select(vue, choix), vue.liens, page.tranche)
    pages = write_pages(page, "du tableau", PAGE_CALENDRIER, {**vue.liens, **dict(choix.valeurs)})
    return f"{write_rangs(page, 'dates')}{agenda}{pages}{'' if choix.valeurs else _write_sans_date(vue)}"


def _write_sans_date(vue: Vue) -> Html:
    """Return what has no date of its own, each action as a link, empty when everything has one."""
    calendrier = get_calendrier(vue)
    dits = "".join(f"<p>{escape_html(dit)}</p>" for dit in write_sans_dates(calendrier))
    codes = "".join(m.write_code(e.action, vue.liens) for e in calendrier.sans_echeance[:PAR_PAGE])
    if (autres := len(calendrier.sans_echeance) - PAR_PAGE) > 0:
        codes += write_lien(PAGE_ACTIONS, f"et {format_compte(autres, 'autre')}", vue.liens)
    if not dits:
        return RIEN
    titre = Html("<h2>Sans date propre</h2>")
    return f'<section class="sans-dates">{titre}{dits}<p class="codes">{codes}</p></section>'


def _write_retraits(vue: Vue, choix: Choix) -> Html:
    """Return each filter with the link that takes it off."""
    adresse = {**vue.liens, **choix.adresse}
    items = "".join(
        f"<li>{write_lien(PAGE_CALENDRIER, _write_puce(cle, valeur), _without(adresse, cle), 'puce')}</li>"
        for cle, valeur in choix.valeurs
    )
    tous = write_lien(PAGE_CALENDRIER, "Retirer les filtres", _without_filtres(adresse, choix))
    return f'<ul class="puces">{items}<li>{tous}</li></ul>'


def _without(adresse: dict[str, str], cle: str) -> dict[str, str]:
    return {k: v for k, v in adresse.items() if k != cle}


def _without_filtres(adresse: dict[str, str], choix: Choix) -> dict[str, str]:
    filtres = {cle for cle, _ in choix.valeurs}
    return {k: v for k, v in adresse.items() if k not in filtres}


def _write_puce(cle: str, valeur: str) -> Html:
    return (
        f'<span class="lecteur">Retirer le filtre </span>{escape_html(NOMS[cle])}{FINE}: {escape_html(valeur)}'
        '<span class="icone" aria-hidden="true">close</span>'
    )
