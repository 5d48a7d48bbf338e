"""The list of actions, by orientation and priorité; each opens its fiche.

One piece of HTML rather than a widget per row: forty of those cost the server more than all the rest of the page.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import partial

import streamlit as st

from metrics.bilan import Bilan
from metrics.chiffres import Chiffres
from metrics.decisions import list_mouvements
from metrics.etat import EtatAction
from models.plan import Orientation, Priorite
from models.trimestre import Trimestre
from models.vocabulaire import Fraicheur
from phrases.actions import write_ouverture_liste
from phrases.format import FINE, HORS_CALCUL, format_compte, format_trimestre
from ui.actions import classeur_liste as tableau
from ui.actions.filtres import Filtres, pick_filtres
from ui.actions.recherche import search
from ui.kit import composants as c
from ui.kit import marques as m
from ui.kit.retour import pack_retour
from ui.kit.telechargement import offer_tableau
from ui.socle.donnees import Version, get_bilan
from ui.socle.guard import Contexte
from ui.socle.liens import PAGE_ACTIONS, link_explication, write_lien
from ui.socle.memoire import keep
from ui.socle.texte import RIEN, Html, escape_html, escape_markdown

TITRE = "Orientations et actions"

LEGENDE = Html(
    '<p class="note cles"><span>° intitulé provisoire, sa source est dans la fiche</span><span><span class="cle '
    'f-reportee"></span>valeur d’un trimestre antérieur</span><span><span class="cle attendu"></span>attendu</span></p>'
)
ENTETE = Html(
    '<div class="colonnes" aria-hidden="true"><span>Action</span><div class="meta"><span>Statut</span>'
    "<span>Avancement</span><span>Météo</span><span>Pilote</span></div></div>"
)
"""Names of the columns, for the eye: each row says in words what its marks are."""


def show_inconnue(code: str) -> None:
    """Say that the address asks for an action that does not exist."""
    st.warning(f"L’action «{FINE}{escape_markdown(code[:40])}{FINE}» n’existe pas. Voici toutes les actions.")


def show_liste(contexte: Contexte) -> None:
    """Draw what is counted, the filters, then what they keep."""
    bilan = get_bilan(contexte.version, contexte.trimestre)
    ouverture = st.container(horizontal=True, vertical_alignment="center", key="compte")
    filtres = pick_filtres(contexte.plan, _find_bouges(contexte.version, contexte.trimestre))
    gardees = filtres.select(contexte.plan, bilan.etats.values())
    if filtres.texte:
        extraits = search(contexte.version, contexte.trimestre, filtres.texte)
        gardees = [e for e in gardees if e.code in extraits]
    with ouverture:
        _show_ouverture(contexte, filtres, gardees)
    if not gardees:
        st.html(_write_retraits(contexte, filtres))
        c.show_vide("Aucune action ne correspond", ["Retirez un filtre ou cherchez un autre mot."])
        return
    liens = {**contexte.liens, **pack_retour(filtres.adresse)}
    codes = tuple(e.code for e in gardees)
    groupes = _write_groupes(contexte.version, contexte.trimestre, codes, filtres.texte, tuple(liens.items()))
    st.html(f"{_write_retraits(contexte, filtres)}{groupes}")


def _show_ouverture(contexte: Contexte, filtres: Filtres, gardees: Sequence[EtatAction]) -> None:
    """Draw the sentence that counts what is kept, and its workbook."""
    phrase = write_ouverture_liste(gardees, len(contexte.plan.actions) if filtres.actifs else None)
    st.html(f'<p class="phrase" role="status">{escape_html(phrase)}</p>', width="stretch")
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
    adresse = {**contexte.liens, **filtres.adresse}
    retraits = [_write_retrait(adresse, *dit) for dit in filtres.en_clair]
    tous = write_lien(PAGE_ACTIONS, "Retirer les filtres", contexte.liens)
    return f'<ul class="puces">{"".join(retraits)}<li>{tous}</li></ul>'


def _write_retrait(adresse: Mapping[str, str], cle: str, nom: str, valeur: str) -> Html:
    reste = {k: v for k, v in adresse.items() if k != cle}
    contenu = (
        f'<span class="lecteur">Retirer le filtre </span>{escape_html(nom)}{FINE}: {escape_html(valeur)}'
        '<span class="icone" aria-hidden="true">close</span>'
    )
    return f"<li>{write_lien(PAGE_ACTIONS, contenu, reste, 'puce')}</li>"


@keep(32)
def _write_groupes(
    version: Version, trimestre: Trimestre, codes: tuple[str, ...], texte: str, liens: tuple[tuple[str, str], ...]
) -> Html:
    """Return the orientations and priorités that keep an action, with those they keep.

    `texte` is what was searched, `liens` go in the address of each fiche.
    """
    bilan, metas = get_bilan(version, trimestre), _get_metas(version, trimestre)
    extraits = search(version, trimestre, texte) if texte else {}
    lignes = {c: _write_ligne(bilan.etats[c], metas[c], extraits.get(c, RIEN), dict(liens)) for c in codes}
    morceaux = [LEGENDE, ENTETE]
    for orientation in bilan.plan.orientations:
        blocs = [
            f'{_write_priorite(priorite, bilan)}<ul class="lignes">{"".join(gardees)}</ul>'
            for priorite in orientation.priorites
            if (gardees := [lignes[a.code] for a in priorite.actions if a.code in lignes])
        ]
        if blocs:
            morceaux += [_write_orientation(orientation, bilan), *blocs]
    return "".join(morceaux)


def _write_orientation(orientation: Orientation, bilan: Bilan) -> Html:
    """Return the title of an orientation, its short form in bold and the rest of the sentence under it, and its bar."""
    texte, court = m.name_texte(orientation.libelle), orientation.libelle_court
    fin = len(court) if orientation.libelle.texte.startswith(court) else len(texte)  # as long once set as it was
    suite = escape_html(texte[fin:]) + m.write_provisoire(orientation.libelle)
    return (
        f'<div class="bloc-orientation {m.teinte(orientation.numero)}"><span class="numero" aria-hidden="true">'
        f'{orientation.numero}</span><h2><span class="lecteur">Orientation {orientation.numero}. </span>'
        f'<span class="court">{escape_html(texte[:fin])}</span><span class="suite">{suite}</span></h2>'
        f"{_write_niveau(bilan.orientations[orientation.code], bilan, orientation.code)}</div>"
    )


def _write_priorite(priorite: Priorite, bilan: Bilan) -> Html:
    niveau = _write_niveau(bilan.priorites[priorite.code], bilan, priorite.code)
    return f'<div class="bloc-priorite"><h3>{m.write_libelle(priorite.libelle)}</h3>{niveau}</div>'


def _write_niveau(chiffres: Chiffres, bilan: Bilan, code: str) -> Html:
    """Return the bar of a level, in the column of those of its actions, and how many they are."""
    avance = m.write_avance(chiffres)
    figure = link_explication(avance, "avancement", {"trimestre": bilan.trimestre.libelle}, code)
    compte = format_compte(chiffres.total, "action")
    return f'<div class="meta niveau"><span>{figure}</span><span class="sourdine">{compte}</span></div>'


def _write_ligne(etat: EtatAction, meta: Html, extrait: Html, liens: Mapping[str, str]) -> Html:
    trouve = f'<p class="extrait">{extrait}</p>' if extrait else RIEN
    return f"<li><div>{m.write_action(etat.action, liens)}{trouve}</div>{meta}</li>"


@keep(16)
def _get_metas(version: Version, trimestre: Trimestre) -> dict[str, Html]:
    """Return, by code, what a row says beside its title, which does not depend on what is filtered."""
    return {code: _write_meta(etat) for code, etat in get_bilan(version, trimestre).etats.items()}


def _write_meta(etat: EtatAction) -> Html:
    reporte = etat.trimestre_repris
    barre = m.write_barre(etat.avancement, etat.attendu_compte, reporte)
    part = f'<span class="avance">{barre}<span class="num">{m.write_part(etat.avancement)}</span></span>'
    ancien = f'<span class="sourdine">valeur du {format_trimestre(reporte)}</span>' if reporte else RIEN
    retard = f" {m.write_retard()}" if etat.en_retard else RIEN
    ancien = ancien if etat.active else f'<span class="sourdine">{HORS_CALCUL}</span>'
    nouvelle = (
        Html('<span class="sourdine">non renseignée</span>') if etat.fraicheur is Fraicheur.NON_RENSEIGNEE else RIEN
    )
    return (
        f'<div class="meta"><span>{m.write_statut(etat.statut)}{retard}</span>'
        f"<span>{part}{ancien}{nouvelle}</span><span>{m.write_meteo(etat.meteo)}</span>"
        f'<span class="sourdine">{escape_html(etat.action.pilote.nom)}</span></div>'
    )
