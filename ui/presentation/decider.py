"""Writing down the décisions that a meeting takes, one after the other, of what actions wait for."""

from __future__ import annotations

from datetime import date

import streamlit as st

from loaders.ecriture.application import Accord
from loaders.ecriture.decisions import DecisionVoulue, write_decision
from loaders.ecriture.journal import Acte
from metrics.decisions import list_a_decider, list_prises
from metrics.etat import EtatAction
from models.vocabulaire import NatureEntree
from phrases.format import FINE
from ui.kit.auteur import pick_auteur
from ui.kit.decision import name_demande, type_decision, write_demande
from ui.presentation import dialogues
from ui.presentation.choix import Choix
from ui.socle import identity
from ui.socle.donnees import Version, get_bilan
from ui.socle.guard import Contexte
from ui.socle.sortie import show_html

DEMANDE = "decision_demandee"
VUE = "decisions_vues"
"""Session key: the version of the data on which what is asked for was shown."""


@st.dialog("Décisions prises", width="large", on_dismiss=dialogues.close_dialogue)
def show_decider(contexte: Contexte, choix: Choix) -> None:
    """Draw what is asked for, then what was decided of it; those already taken may be corrected."""
    dialogues.follow_fond()
    dialogues.show_fait()
    demandes = {e.code: e for e in list_demandes(contexte)}
    if not demandes:
        show_html('<p class="note">Aucune décision n’est attendue à ce trimestre.</p>')
        return
    code = st.selectbox(
        "Décision demandée", list(demandes), format_func=lambda c: name_demande(demandes[c]), key=DEMANDE
    )
    etat = demandes[code]
    show_html(write_demande(etat))
    saisie = type_decision(etat, _find_jour(contexte, choix), contexte.aujourd_hui)
    auteur = pick_auteur()
    pret = bool(auteur and saisie.complete)
    if not st.button("Enregistrer la décision", type="primary", disabled=not pret, key="noter_decision"):
        return
    reunion = etat.prise.presentation if etat.prise else choix.gardee.reference if choix.gardee else None
    voulue = saisie.build(etat, contexte.trimestre, reunion)
    if dialogues.try_ecrire(lambda: _write(contexte, voulue, auteur)):
        for cle in (VUE, DEMANDE):  # the next one is shown, on the data as they are now
            st.session_state.pop(cle, None)
        st.rerun()


def list_demandes(contexte: Contexte) -> list[EtatAction]:
    """Return the actions that wait for a décision, the most pressing first, then those whose décision was taken."""
    bilan = get_bilan(contexte.version, contexte.trimestre)
    attendues = [x.action.code for x in list_a_decider(bilan, contexte.aujourd_hui) if x.decision_attendue]
    return [*(bilan.etats[code] for code in attendues), *list_prises(bilan)]


def note_vue(version: Version) -> None:
    """Note on which data what is asked for is shown, which a click agrees to."""
    st.session_state.setdefault(VUE, version)


def forget_vue() -> None:
    """Forget it: the next time, it is shown on the data of then."""
    st.session_state.pop(VUE, None)


def _find_jour(contexte: Contexte, choix: Choix) -> date:
    """Return the day proposed: that of the meeting, unless it is to come."""
    jour = (choix.gardee.presentee_le or choix.gardee.jour) if choix.gardee else None
    return min(jour or contexte.aujourd_hui, contexte.aujourd_hui)


def _write(contexte: Contexte, voulue: DecisionVoulue, auteur: str) -> None:
    vue: Version = st.session_state.get(VUE, contexte.version)
    accord = Accord(identity.find_agissant(), revision_vue=vue.revision, sceau_vu=vue.sceau)
    numero = write_decision(voulue, Acte(NatureEntree.IMPORT, auteur, contexte.maintenant), accord)
    suite = f" (entrée n°\u00a0{numero} du journal)" if numero is not None else f"{FINE}: rien n’a changé"
    dialogues.say_fait(f"La décision sur {voulue.action} est enregistrée{suite}.")
