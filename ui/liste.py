"""The list of actions, by orientation and priorité; each opens its fiche."""

from __future__ import annotations

import streamlit as st

from metrics.avancement import Bilan
from metrics.decisions import list_mouvements
from metrics.etat import EtatAction
from metrics.format import FINE, format_compte, format_trimestre
from models.plan import Action, Orientation, Priorite
from models.vocabulaire import Fraicheur
from ui import composants as c
from ui import marques as m
from ui.donnees import get_bilan
from ui.filtres import Filtres, pick_filtres, read_adresse
from ui.guard import Contexte
from ui.texte import escape_html, escape_markdown

PAGE = "orientations_et_actions.py"


def show_inconnue(code: str) -> None:
    """Say that the address asks for an action that does not exist."""
    st.warning(f"L’action «{FINE}{escape_markdown(code[:40])}{FINE}» n’existe pas. Voici toutes les actions.")


def show_liste(contexte: Contexte) -> None:
    """Draw the filters, then what they keep."""
    bilan = get_bilan(contexte.version, contexte.trimestre)
    filtres = pick_filtres(contexte.plan, _find_bouges(contexte, bilan))
    gardees = _filter(bilan, filtres)
    total, nombre = len(contexte.plan.actions), sum(len(a) for _, _, a in gardees)
    compte = f"{format_compte(nombre, 'action')} sur {total}" if filtres.actifs else format_compte(total, "action")
    st.html(
        f'<p class="note" role="status">{compte}. Le signe ° marque un intitulé provisoire{FINE}; '
        "sa source est dans la fiche. Une barre hachurée montre une valeur d’un trimestre antérieur, "
        "le trait vertical l’avancement attendu.</p>"
    )
    if not gardees:
        c.show_vide("Aucune action ne correspond", ["Retirez un filtre ou cherchez un autre mot."])
    liens = {**contexte.liens, **read_adresse()}
    precedente = None
    for orientation, priorite, actions in gardees:
        if orientation is not precedente:
            st.html(_write_orientation(orientation))
            precedente = orientation
        st.html(_write_priorite(priorite, bilan))
        for action in actions:
            _show_ligne(action, bilan.etats[action.code], liens)


def _find_bouges(contexte: Contexte, bilan: Bilan) -> frozenset[str]:
    """Return the codes of what moved since the previous quarter; none when there is nothing to compare with."""
    precedent = get_bilan(contexte.version, contexte.trimestre.decale(-1))
    if bilan.repris or not precedent.renseigne:
        return frozenset()
    return frozenset(mouvement.action.code for mouvement in list_mouvements(bilan, precedent))


def _filter(bilan: Bilan, filtres: Filtres) -> list[tuple[Orientation, Priorite, list[Action]]]:
    """Return the priorités that keep an action, with those they keep."""
    groupes = [
        (o, p, [a for a in p.actions if filtres.keep(bilan.etats[a.code], p, o)])
        for o in bilan.plan.orientations
        for p in o.priorites
    ]
    return [groupe for groupe in groupes if groupe[2]]


def _write_orientation(orientation: Orientation) -> str:
    return (
        f'<div class="bloc-orientation {m.teinte(orientation.numero)}"><span class="numero" aria-hidden="true">'
        f'{orientation.numero}</span><h2><span class="lecteur">Orientation {orientation.numero}. </span>'
        f"{escape_html(m.name_libelle(orientation.libelle))}</h2></div>"
    )


def _write_priorite(priorite: Priorite, bilan: Bilan) -> str:
    chiffres = bilan.priorites[priorite.code]
    return (
        f'<div class="bloc-priorite"><h3>{escape_html(m.name_libelle(priorite.libelle))}</h3>'
        f'<span class="chiffre">{m.write_avance(chiffres)}</span></div>'
    )


def _show_ligne(action: Action, etat: EtatAction, liens: dict[str, str]) -> None:
    with st.container(key=f"ligne_{action.code}", horizontal=True, vertical_alignment="center", gap="small"):
        texte = f"{action.code} · {m.name_libelle(action.libelle)}"
        c.link_ecran(PAGE, texte, None, {"action": action.code, **liens}, largeur="stretch")
        st.html(_write_meta(etat), width=600)


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
