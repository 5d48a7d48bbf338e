"""The list of actions, by orientation and priorité; each opens its fiche.

One piece of HTML rather than a widget per row: forty of those cost the server more than all the rest of the page.
"""

from __future__ import annotations

from collections.abc import Mapping

import streamlit as st

from metrics.avancement import Bilan
from metrics.decisions import list_mouvements
from metrics.etat import EtatAction
from metrics.format import FINE, format_compte, format_trimestre
from models.plan import Orientation, Priorite
from models.trimestre import Trimestre
from models.vocabulaire import Fraicheur
from ui import composants as c
from ui import marques as m
from ui import tableau_actions as tableau
from ui.donnees import Version, get_bilan
from ui.filtres import Filtres, pack_retour, pick_filtres
from ui.guard import Contexte
from ui.liens import link_explication, write_lien
from ui.memoire import keep
from ui.recherche import search
from ui.telechargement import offer_tableau
from ui.texte import escape_html, escape_markdown

PAGE = m.PAGE_ACTIONS
TITRE = "Orientations et actions"


LEGENDE = (
    f'<p class="note">Le signe ° marque un intitulé provisoire{FINE}; sa source est dans la fiche. Une barre '
    "hachurée montre une valeur d’un trimestre antérieur, le trait vertical l’avancement attendu.</p>"
)


def show_inconnue(code: str) -> None:
    """Say that the address asks for an action that does not exist."""
    st.warning(f"L’action «{FINE}{escape_markdown(code[:40])}{FINE}» n’existe pas. Voici toutes les actions.")


def show_liste(contexte: Contexte) -> None:
    """Draw the filters, then what they keep."""
    bilan = get_bilan(contexte.version, contexte.trimestre)
    filtres = pick_filtres(contexte.plan, _find_bouges(contexte, bilan))
    gardees = filtres.select(contexte.plan, bilan.etats.values())
    extraits = search(contexte.version, contexte.trimestre, filtres.texte) if filtres.texte else {}
    if filtres.texte:
        gardees = [e for e in gardees if e.code in extraits]
    with st.container(horizontal=True, vertical_alignment="center", key="compte"):
        st.html(_write_compte(contexte, filtres, len(gardees)), width="stretch")
        if gardees:
            offer_tableau(
                contexte,
                "actions",
                TITRE,
                tableau.ENTETES,
                lambda: tableau.build_lignes(contexte.plan, gardees),
                "actions",
            )
    if not gardees:
        c.show_vide("Aucune action ne correspond", ["Retirez un filtre ou cherchez un autre mot."])
        return
    liens = {**contexte.liens, **pack_retour(filtres.adresse)}
    codes = tuple(e.code for e in gardees)
    st.html(_write_groupes(contexte.version, contexte.trimestre, codes, filtres.texte, tuple(liens.items())))


def _find_bouges(contexte: Contexte, bilan: Bilan) -> frozenset[str]:
    """Return the codes of what moved since the previous quarter; none when there is nothing to compare with."""
    precedent = get_bilan(contexte.version, contexte.trimestre.decale(-1))
    if bilan.repris or not precedent.renseigne:
        return frozenset()
    return frozenset(mouvement.action.code for mouvement in list_mouvements(bilan, precedent))


def _write_compte(contexte: Contexte, filtres: Filtres, nombre: int) -> str:
    """Return how many are shown, and each filter with the link that takes it off."""
    total = len(contexte.plan.actions)
    compte = f"{format_compte(nombre, 'action')} sur {total}" if filtres.actifs else format_compte(total, "action")
    lignes = [f'<p class="compte" role="status">{compte}</p>']
    if filtres.actifs:
        adresse = {**contexte.liens, **filtres.adresse}
        retraits = [_write_retrait(adresse, *dit) for dit in filtres.en_clair]
        tous = write_lien(PAGE, "Retirer les filtres", contexte.liens)
        lignes.append(f'<ul class="puces">{"".join(retraits)}<li>{tous}</li></ul>')
    return "".join(lignes)


def _write_retrait(adresse: Mapping[str, str], cle: str, nom: str, valeur: str) -> str:
    reste = {k: v for k, v in adresse.items() if k != cle}
    contenu = (
        f'<span class="lecteur">Retirer le filtre </span>{escape_html(nom)}{FINE}: {escape_html(valeur)}'
        '<span class="icone" aria-hidden="true">close</span>'
    )
    return f"<li>{write_lien(PAGE, contenu, reste, 'puce')}</li>"


@keep(32)
def _write_groupes(
    version: Version, trimestre: Trimestre, codes: tuple[str, ...], texte: str, liens: tuple[tuple[str, str], ...]
) -> str:
    """Return the orientations and priorités that keep an action, with those they keep.

    `texte` is what was searched, `liens` go in the address of each fiche.
    """
    bilan, metas = get_bilan(version, trimestre), _get_metas(version, trimestre)
    extraits = search(version, trimestre, texte) if texte else {}
    lignes = {c: _write_ligne(bilan.etats[c], metas[c], extraits.get(c, ""), dict(liens)) for c in codes}
    morceaux = [LEGENDE]
    for orientation in bilan.plan.orientations:
        blocs = [
            f'{_write_priorite(priorite, bilan)}<ul class="lignes">{"".join(gardees)}</ul>'
            for priorite in orientation.priorites
            if (gardees := [lignes[a.code] for a in priorite.actions if a.code in lignes])
        ]
        if blocs:
            morceaux += [_write_orientation(orientation), *blocs]
    return "".join(morceaux)


def _write_orientation(orientation: Orientation) -> str:
    return (
        f'<div class="bloc-orientation {m.teinte(orientation.numero)}"><span class="numero" aria-hidden="true">'
        f'{orientation.numero}</span><h2><span class="lecteur">Orientation {orientation.numero}. </span>'
        f"{escape_html(m.name_libelle(orientation.libelle))}</h2></div>"
    )


def _write_priorite(priorite: Priorite, bilan: Bilan) -> str:
    avance = m.write_avance(bilan.priorites[priorite.code])
    chiffre = link_explication(avance, "avancement", {"trimestre": bilan.trimestre.libelle}, priorite.code)
    return (
        f'<div class="bloc-priorite"><h3>{escape_html(m.name_libelle(priorite.libelle))}</h3>'
        f'<span class="chiffre">{chiffre}</span></div>'
    )


def _write_ligne(etat: EtatAction, meta: str, extrait: str, liens: Mapping[str, str]) -> str:
    trouve = f'<p class="extrait">{extrait}</p>' if extrait else ""
    return f"<li><div>{m.write_action(etat.action, liens)}{trouve}</div>{meta}</li>"


@keep(16)
def _get_metas(version: Version, trimestre: Trimestre) -> dict[str, str]:
    """Return, by code, what a row says beside its title, which does not depend on what is filtered."""
    return {code: _write_meta(etat) for code, etat in get_bilan(version, trimestre).etats.items()}


def _write_meta(etat: EtatAction) -> str:
    reporte = m.find_report(etat)
    barre = m.write_barre(etat.avancement, m.find_attendu(etat), reporte)
    part = f'<span class="avance">{barre}<span class="num">{m.write_part(etat.avancement)}</span></span>'
    ancien = f'<span class="sourdine">valeur du {format_trimestre(reporte)}</span>' if reporte else ""
    retard = ' <span class="retard">en retard</span>' if etat.en_retard else ""
    ancien = ancien if etat.active else '<span class="sourdine">hors calcul</span>'
    nouvelle = '<span class="sourdine">jamais remontée</span>' if etat.fraicheur is Fraicheur.NON_RENSEIGNEE else ""
    return (
        f'<div class="meta"><span>{m.write_statut(etat.statut)}{retard}</span>'
        f"<span>{part}{ancien}{nouvelle}</span><span>{m.write_meteo(etat.meteo)}</span>"
        f'<span class="sourdine">{escape_html(etat.action.pilote.nom)}</span></div>'
    )
