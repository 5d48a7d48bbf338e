"""The list of the actions, a page at a time, and the fiche of each."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from exports.blocs import fiche
from exports.blocs import marques as m
from exports.blocs.actions import faits, liste, tables
from exports.blocs.actions.decisions import write_decisions
from exports.blocs.actions.indicateurs import write_indicateurs
from exports.blocs.actions.lignes import write_ligne, write_meta
from exports.blocs.actions.preuves import write_preuves
from exports.blocs.liens import PAGE_ACTIONS
from exports.blocs.pages import Decoupe, write_pages, write_rangs
from exports.blocs.pli import write_pli
from exports.blocs.source import write_source
from exports.site.adresses import ACTIONS, Adresses, name_page
from exports.site.cadre import Page, join
from exports.site.vue import Vue
from metrics.etat import EtatAction
from metrics.implication import find_parents, list_paires_action
from models.plan import Action
from models.texte import clean
from phrases.actions import write_ouverture_action
from phrases.html import RIEN, Html, escape_html

TITRE = "Orientations et actions"


def list_listes(vue: Vue) -> Iterator[Page]:
    """Yield the pages of the list, under their orientations and priorités."""
    actions = vue.plan.actions
    marque = not liste.find_provisoires(vue.plan)
    phrase = liste.write_phrase(list(vue.bilan.etats.values()))
    tete = f'<div class="tete-liste">{liste.write_legende(vue.plan)}</div>{liste.write_entete(vue.comparable)}'
    for numero in range(1, Decoupe(1, len(actions)).pages + 1):
        page = Decoupe(numero, len(actions))
        lignes = {a.code: _write_ligne(vue, a, marque) for a in actions[page.tranche]}
        groupes = liste.group_lignes(vue.bilan, lignes, marque, vue.comparable)
        suite = write_pages(page, "de la liste", PAGE_ACTIONS, {})
        corps = join([phrase, write_rangs(page, "actions"), f"{tete}{groupes}", suite])
        titre = TITRE if numero == 1 else f"{TITRE}, page {numero}"
        yield Page(name_page(ACTIONS, numero), ACTIONS, titre, corps)


def _write_ligne(vue: Vue, action: Action, marque: bool) -> Html:
    meta = write_meta(vue.bilan.etats[action.code], vue.comparable)
    return write_ligne(m.write_action(action, {}, marque), meta, RIEN)


def list_fiches(vue: Vue, adresses: Adresses) -> Iterator[Page]:
    """Yield the fiche of each action."""
    parents = find_parents(vue.plan)
    for action in vue.plan.actions:
        yield _build_fiche(vue, action, adresses.actions[action.code], parents)


def _build_fiche(vue: Vue, action: Action, adresse: str, parents: dict[str, str]) -> Page:
    etat, interne = vue.bilan.etats[action.code], vue.interne
    titre = f"{escape_html(action.code)} · {m.write_libelle(action.libelle)}"
    ouverture = write_ouverture_action(etat if interne else _hide_demande(etat), vue.jour_de_lecture)
    etats = tables.list_etats(vue.plan, action, vue.trimestre, vue.aujourd_hui)
    paires = list_paires_action(action, parents, vue.trimestre)
    corps = join(
        [
            faits.write_place(vue.plan, action),
            f'<p class="phrase">{escape_html(ouverture)}</p>',
            faits.write_faits(etat, vue.plan, {}, vue.aujourd_hui, {}),
            faits.write_attente(etat, vue.jour_de_lecture, {}) if interne else RIEN,
            write_decisions(etat, vue.plan) if interne else RIEN,
            faits.write_trimestre(etat, {}) if interne else RIEN,
            tables.write_historique(etats[::-1], bool(action.suivis), interne=interne),
            tables.write_jalons(etat),
            write_preuves(etat) if interne else RIEN,
            write_indicateurs(action, vue.trimestre, interne=interne),
            tables.write_participations(paires, vue.trimestre, {}, interne=interne),
            write_pli(Html("D’où vient cet intitulé"), write_source(action.libelle)),
        ]
    )
    tete = fiche.write_tete(PAGE_ACTIONS, TITRE, {}, titre, len(action.libelle.texte))
    nom = f"{clean(action.code)} · {clean(action.libelle.texte)}"
    return Page(adresse, ACTIONS, nom, corps, ouverture, tete)


def _hide_demande(etat: EtatAction) -> EtatAction:
    """Return an action whose décision is said to be awaited, and not of whom nor for when."""
    return replace(etat, destinataire=None, pour_le=None)
