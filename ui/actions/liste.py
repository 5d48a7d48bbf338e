"""The list of actions, by orientation and priorité; each opens its fiche.

One piece of HTML rather than a widget per row: forty of those cost the server more than all the rest of the page.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import partial

import streamlit as st

from exports.blocs import marques as m
from exports.blocs.actions.lignes import write_echeance, write_ligne, write_meta
from exports.blocs.actions.liste import (
    find_provisoires,
    group_lignes,
    write_entete,
    write_legende,
    write_liste,
    write_phrase,
)
from exports.blocs.demandes import SANS_PREUVE
from exports.blocs.liens import PAGE_ACTIONS, write_lien
from exports.blocs.pages import write_pages, write_rangs
from metrics.decisions import list_mouvements
from metrics.etat import EtatAction
from metrics.preuves import list_sans_preuve
from models.trimestre import Trimestre
from phrases.format import FINE, format_compte
from ui.actions import classeur_liste as tableau
from ui.actions.filtres import Filtres, pick_filtres
from ui.actions.recherche import search
from ui.actions.tri import CLE, Tri, read_tri, sort_etats, write_tri
from ui.kit import composants as c
from ui.kit.pages import read_page
from ui.kit.retour import pack_retour
from ui.kit.telechargement import offer_tableau
from ui.socle.donnees import Version, get_bilan
from ui.socle.guard import Contexte
from ui.socle.memoire import keep
from ui.socle.sortie import show_html
from ui.socle.texte import RIEN, Html, escape_html, escape_markdown

TITRE = "Orientations et actions"


def show_inconnue(code: str) -> None:
    """Say that the address asks for an action that does not exist."""
    st.warning(f"L’action «{FINE}{escape_markdown(code[:40])}{FINE}» n’existe pas. Voici toutes les actions.")


def show_liste(contexte: Contexte) -> None:
    """Draw what is counted, the filters, then what they keep."""
    bilan = get_bilan(contexte.version, contexte.trimestre)
    comparable = bilan.is_comparable(contexte.aujourd_hui)
    ouverture = st.container(horizontal=True, vertical_alignment="center", key="compte")
    filtres = pick_filtres(contexte.version, _find_bouges(contexte.version, contexte.trimestre))
    gardees = filtres.select(contexte.plan, bilan.etats.values())
    if filtres.texte:
        extraits = search(contexte.version, contexte.trimestre, filtres.texte)
        gardees = [e for e in gardees if e.code in extraits]
    with ouverture:
        _show_ouverture(contexte, filtres, gardees)
    if not gardees:
        show_html(_write_retraits(contexte, filtres))
        c.show_vide("Aucune action ne correspond", ["Retirez un filtre ou cherchez un autre mot."])
        return
    tri, page = read_tri(comparable), read_page(len(gardees))
    adresse = filtres.adresse | ({CLE: str(tri)} if tri is not Tri.PLAN else {})
    liens = {**contexte.liens, **pack_retour({**adresse, **page.adresse})}
    codes = tuple(e.code for e in sort_etats(gardees, tri)[page.tranche])
    lignes = _write_lignes(contexte.version, contexte.trimestre, codes, filtres.texte, tuple(liens.items()), tri)
    choix = write_tri(tri, comparable, {**contexte.liens, **adresse})
    tete = f'<div class="tete-liste">{choix}{write_legende(contexte.plan)}</div>{write_entete(comparable)}'
    suite = write_pages(page, "de la liste", PAGE_ACTIONS, {**contexte.liens, **adresse})
    dit = _write_sans_preuve(contexte, filtres, gardees)
    show_html(f"{_write_retraits(contexte, filtres)}{dit}{write_rangs(page, 'actions')}{tete}{lignes}{suite}")


def _write_sans_preuve(contexte: Contexte, filtres: Filtres, gardees: Sequence[EtatAction]) -> Html:
    """Return how many of the actions kept are said to be done and show no proof, which leads to them."""
    nombre = len(list_sans_preuve(gardees))
    if not nombre or filtres.choix.get("statut") == SANS_PREUVE:
        return RIEN
    compte = format_compte(nombre, "réalisée sans preuve", "réalisées sans preuve")
    lien = write_lien(PAGE_ACTIONS, compte, {**contexte.liens, **filtres.adresse, "statut": SANS_PREUVE})
    return f'<p class="note">{lien}</p>'


def _show_ouverture(contexte: Contexte, filtres: Filtres, gardees: Sequence[EtatAction]) -> None:
    """Draw the sentence that counts what is kept, and its workbook."""
    show_html(write_phrase(gardees, len(contexte.plan.actions) if filtres.actifs else None), width="stretch")
    if gardees:
        lignes = partial(tableau.build_lignes, contexte.plan, gardees)
        offer_tableau(contexte, "actions", TITRE, tableau.ENTETES, lignes, "actions")


@keep(32)
def _find_bouges(version: Version, trimestre: Trimestre) -> frozenset[str]:
    """Return the codes of what moved since the previous quarter; none when there is nothing to compare with."""
    bilan, precedent = get_bilan(version, trimestre), get_bilan(version, trimestre.decale(-1))
    if not (bilan.is_comparable(version.jour) and precedent.complet):
        return frozenset()
    return frozenset(mouvement.action.code for mouvement in list_mouvements(bilan, precedent))


def _write_retraits(contexte: Contexte, filtres: Filtres) -> Html:
    """Return each filter with the link that takes it off, empty without one."""
    if not filtres.actifs:
        return RIEN
    ordre = {CLE: st.query_params[CLE]} if CLE in st.query_params else {}
    adresse = {**contexte.liens, **filtres.adresse, **ordre}
    retraits = [_write_retrait(adresse, *dit) for dit in filtres.en_clair]
    tous = write_lien(PAGE_ACTIONS, "Retirer les filtres", {**contexte.liens, **ordre})
    return f'<ul class="puces">{"".join(retraits)}<li>{tous}</li></ul>'


def _write_retrait(adresse: Mapping[str, str], cle: str, nom: str, valeur: str) -> Html:
    reste = {k: v for k, v in adresse.items() if k != cle}
    contenu = (
        f'<span class="lecteur">Retirer le filtre </span>{escape_html(nom)}{FINE}: {escape_html(valeur)}'
        '<span class="icone" aria-hidden="true">close</span>'
    )
    return f"<li>{write_lien(PAGE_ACTIONS, contenu, reste, 'puce')}</li>"


@keep(32)
def _write_lignes(  # noqa: PLR0917
    version: Version,
    trimestre: Trimestre,
    codes: tuple[str, ...],
    texte: str,
    liens: tuple[tuple[str, str], ...],
    tri: Tri,
) -> Html:
    """Return the rows of some actions: under their orientations and priorités, else one below the other as they come.

    `texte` is what was searched, `liens` go in the address of each fiche.
    """
    bilan = get_bilan(version, trimestre)
    extraits = search(version, trimestre, texte) if texte else {}
    marque, comparable = not find_provisoires(bilan.plan), bilan.is_comparable(version.jour)
    orientations = {o.code: m.write_pastille(o) for o in bilan.plan.orientations}

    def write(code: str) -> Html:
        etat, extrait = bilan.etats[code], extraits.get(code, RIEN)
        lien = m.write_action(etat.action, dict(liens), marque)
        if tri is Tri.PLAN:
            return write_ligne(lien, write_meta(etat, comparable), extrait)
        date = write_echeance(etat, bilan.plan) if tri is Tri.ECHEANCE else RIEN
        place = orientations[etat.action.orientation]
        return write_ligne(f"{place} {lien}{date}", write_meta(etat, comparable), extrait)

    lignes = {code: write(code) for code in codes}
    return group_lignes(bilan, lignes, marque, comparable) if tri is Tri.PLAN else write_liste(lignes.values())
