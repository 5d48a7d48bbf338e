"""The lists of the Synthèse: what waits for somebody, what moved, each row a link to its action."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TypeVar

import streamlit as st

from metrics.decisions import ADecider, Mouvement, list_a_decider, list_mouvements
from metrics.format import FINE, INSECABLE, format_compte, format_date, format_points, format_trimestre
from ui import composants as c
from ui import marques as m
from ui.filtres import A_BOUGE
from ui.texte import escape_html
from ui.vue import PAGE_ACTIONS, Vue

LIMITE = 5
"""Rows of a list shown at once."""
SEUIL_MOUVEMENT = 10
"""Points from which a move is counted apart in the title."""

L = TypeVar("L", ADecider, Mouvement)


def show_a_decider(vue: Vue) -> None:
    """List what waits for a decision, then what is blocked without one asked for, the most pressing first."""
    if not vue.bilan.renseigne:
        c.show_constat("À décider")
        st.html('<p class="note">Non renseigné : aucune remontée à cette date.</p>'.replace(" :", f"{FINE}:"))
        return
    lignes = list_a_decider(vue.bilan, vue.contexte.jour_de_lecture)
    decisions = [ligne for ligne in lignes if ligne.decision_attendue]
    autres = [ligne for ligne in lignes if not ligne.decision_attendue]
    c.show_constat(_name_decisions(decisions))
    if vue.contexte.est_passe:
        st.html(f'<p class="note">Au {format_date(vue.contexte.jour_de_lecture)}</p>')
    if not lignes:
        st.html('<p class="note">Aucune action bloquée, aucune décision attendue.</p>')
    _show_lignes(vue, "decider", decisions, _write_attente)
    if autres:
        c.show_constat(f"Bloquées ou gênées sans décision demandée ({len(autres)})")
        _show_lignes(vue, "genees", autres, _write_attente)


def _name_decisions(decisions: Sequence[ADecider]) -> str:
    depassees = sum(ligne.depassee for ligne in decisions)
    titre = f"À décider ({len(decisions)})" if decisions else "À décider"
    if not depassees:
        return titre
    return f"{titre}{FINE}: {format_compte(depassees, 'date dépassée', 'dates dépassées')}"


def _show_lignes(vue: Vue, cle: str, lignes: Sequence[L], ecrire: Callable[[L], str]) -> None:
    """Draw the first rows, the others on demand."""

    def show(nom: str, rangs: Sequence[L]) -> None:
        with st.container(key=f"attente_{nom}", gap=None):
            for ligne in rangs:
                action = ligne.action
                lien = {"action": action.code, **vue.contexte.liens}
                c.link_ecran(PAGE_ACTIONS, f"{action.code} · {action.libelle.texte}", None, lien, largeur="stretch")
                st.html(ecrire(ligne))

    show(cle, lignes[:LIMITE])
    if reste := lignes[LIMITE:]:
        nom = "L’autre" if len(reste) == 1 else f"Les {len(reste)} autres"
        with st.expander(nom):
            show(f"{cle}_suite", reste)


def _write_attente(ligne: ADecider) -> str:
    morceaux = [m.write_statut(ligne.statut)]
    if ligne.depuis_jours is not None:
        morceaux.append(f"{_name_attente(ligne)} depuis {format_compte(ligne.depuis_jours, 'jour')}")
    if ligne.pour_le:
        date = f"pour le {format_date(ligne.pour_le)}".replace(" ", INSECABLE)
        morceaux.append(f'<span class="depasse">{date}, dépassé</span>' if ligne.depassee else date)
    if ligne.decision_attendue:
        qui = escape_html(ligne.destinataire) if ligne.destinataire else "Destinataire non renseigné"
        objet = f"<strong>{qui}</strong>{FINE}: {escape_html(ligne.decision_attendue)}"
    else:
        objet = escape_html(ligne.point_blocage or "Motif non renseigné")
    return f'<div class="attente">{" · ".join(morceaux)}<br>{objet}</div>'


def _name_attente(ligne: ADecider) -> str:
    """Return what the days are counted from."""
    if ligne.decision_attendue:
        return "décision attendue"
    return "blocage signalé" if ligne.point_blocage else "bloquée"


def show_mouvements(vue: Vue) -> None:
    """List what moved since the previous quarter, biggest first, with a link to all of it."""
    if vue.bilan.repris or not vue.precedent.renseigne:
        c.show_constat("Ce qui a bougé")
        raison = "aucune remontée sur ce trimestre" if vue.bilan.repris else "aucun trimestre renseigné avant celui-ci"
        st.html(f'<p class="note">Rien à comparer{FINE}: {raison}.</p>')
        return
    mouvements = list_mouvements(vue.bilan, vue.precedent)
    c.show_constat(_name_mouvements(mouvements))
    if not mouvements:
        avant = format_trimestre(vue.precedent.trimestre)
        st.html(f'<p class="note">Ni statut ni avancement n’a changé depuis le {avant}.</p>')
        return
    with st.container(key="attente_mouvements", gap=None):
        for mouvement in mouvements[:LIMITE]:
            action = mouvement.action
            lien = {"action": action.code, **vue.contexte.liens}
            c.link_ecran(PAGE_ACTIONS, f"{action.code} · {action.libelle.texte}", None, lien, largeur="stretch")
            st.html(_write_mouvement(mouvement))
        if len(mouvements) > LIMITE:
            texte = f"Voir les {format_compte(len(mouvements), 'action')} qui ont bougé"
            c.link_ecran(
                PAGE_ACTIONS,
                texte,
                ":material/arrow_forward:",
                {"statut": A_BOUGE, **vue.contexte.liens},
                largeur="stretch",
            )


def _name_mouvements(mouvements: Sequence[Mouvement]) -> str:
    """Return « Ce qui a bougé : 19 actions, dont 4 de 10 points ou plus »."""
    if not mouvements:
        return "Rien n’a bougé ce trimestre"
    titre = f"Ce qui a bougé{FINE}: {format_compte(len(mouvements), 'action')}"
    grands = sum(abs(mouvement.delta or 0) >= SEUIL_MOUVEMENT for mouvement in mouvements)
    return f"{titre}, dont {grands} de {SEUIL_MOUVEMENT} points ou plus" if grands else titre


def _write_mouvement(mouvement: Mouvement) -> str:
    morceaux = []
    if mouvement.delta:
        avant, apres = m.write_part(mouvement.avancement_avant), m.write_part(mouvement.avancement_apres)
        morceaux.append(f'<strong class="num">{format_points(mouvement.delta)}</strong> ({avant} puis {apres})')
    elif mouvement.avancement_avant is None and mouvement.avancement_apres is not None:
        morceaux.append(f"première valeur{FINE}: {m.write_part(mouvement.avancement_apres)}")
    if mouvement.change_statut and mouvement.statut_avant is not None:
        morceaux.append(f"{m.write_statut(mouvement.statut_avant)} puis {m.write_statut(mouvement.statut_apres)}")
    elif mouvement.change_statut:
        morceaux.append(m.write_statut(mouvement.statut_apres))
    return f'<div class="attente">{" · ".join(morceaux)}</div>'
