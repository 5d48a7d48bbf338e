"""The register of décisions on the screen: its sentence, its filters, its rows; what writes one down."""

from __future__ import annotations

import streamlit as st

from loaders.ecriture.application import Accord
from loaders.ecriture.decisions import write_decision
from loaders.ecriture.journal import Acte
from metrics.bilan import find_jour_de_lecture
from metrics.decisions import list_a_decider, list_prises
from metrics.registre import Etape, LigneRegistre, list_destinataires, list_registre
from models.refus import Refus
from models.remede import Canal
from models.texte import fold
from models.vocabulaire import NatureEntree
from phrases.format import FINE, set_espaces
from ui.decisions.lignes import ENTETES_CLASSEUR, build_lignes, write_phrase, write_registre
from ui.kit.auteur import pick_auteur
from ui.kit.decision import name_demande, type_decision, write_demande
from ui.kit.selection import pick_option
from ui.kit.telechargement import offer_tableau
from ui.kit.version_vue import swap_version_vue
from ui.socle import identity
from ui.socle.donnees import get_bilan
from ui.socle.guard import Contexte
from ui.socle.sortie import show_html
from ui.socle.texte import Html, escape_html, escape_markdown

_FAIT, _VUE = "decision_notee", "decisions_version_vue"
LIGNES_MAX = 200


def show_decisions(contexte: Contexte) -> None:
    """Draw the register, then the form that writes a décision down, for who may."""
    if fait := st.session_state.pop(_FAIT, ""):
        st.success(escape_markdown(fait), icon=":material/check_circle:")
    au = find_jour_de_lecture(contexte.plan, contexte.trimestre, contexte.trimestre_par_defaut, contexte.aujourd_hui)
    toutes = list_registre(get_bilan(contexte.version, contexte.trimestre), au)
    tete = st.container(horizontal=True, vertical_alignment="center", key="compte")
    with st.container(horizontal=True, vertical_alignment="bottom", key="filtres"):
        etape = pick_option("Étape", [str(e) for e in Etape], "etape", "Toutes", 200)
        qui = pick_option("Destinataire", list_destinataires(toutes), "destinataire", "Tous", 300)
    lignes = [
        x
        for x in toutes
        if (etape is None or str(x.etape) == etape) and (qui is None or fold(x.destinataire or "") == fold(qui))
    ]
    with tete:
        phrase = escape_html(write_phrase(lignes, bool(etape or qui)))
        show_html(f'<p class="phrase" role="status">{phrase}</p>', width="stretch")
        if lignes:
            offer_tableau(
                contexte,
                "decisions",
                "Décisions",
                ENTETES_CLASSEUR,
                lambda: build_lignes(contexte.plan, lignes),
                "decisions",
            )
    if lignes:
        show_html(_write(contexte, lignes))
    if contexte.peut_ecrire:
        _show_noter(contexte)


def _write(contexte: Contexte, lignes: list[LigneRegistre]) -> Html:
    reste = len(lignes) - LIGNES_MAX
    suite = f'<p class="note">Et {reste} autres{FINE}: le classeur les donne toutes.</p>' if reste > 0 else Html("")
    return write_registre(contexte.plan, lignes[:LIGNES_MAX], contexte.liens) + suite


def _show_noter(contexte: Contexte) -> None:
    """Draw what writes a décision down, taken outside a meeting or corrected: its demand, what was decided."""
    vue = swap_version_vue(_VUE, contexte.version)
    bilan = get_bilan(contexte.version, contexte.trimestre)
    attendus = [x.action.code for x in list_a_decider(bilan, contexte.aujourd_hui) if x.decision_attendue]
    demandes = {e.code: e for e in (*(bilan.etats[c] for c in attendus), *list_prises(bilan))}
    if not demandes:
        return
    with st.expander("Noter une décision, ou ses suites", icon=":material/gavel:"):
        code = st.selectbox(
            "Décision demandée", list(demandes), format_func=lambda c: name_demande(demandes[c]), key="registre_demande"
        )
        etat = demandes[code]
        show_html(write_demande(etat))
        saisie = type_decision(etat, contexte.aujourd_hui, contexte.aujourd_hui)
        auteur = pick_auteur()
        pret = bool(auteur and saisie.complete)
        if st.button("Enregistrer la décision", type="primary", disabled=not pret, key="noter_registre"):
            acte = Acte(NatureEntree.IMPORT, auteur, contexte.maintenant)
            accord = Accord(identity.find_agissant(), revision_vue=vue.revision, sceau_vu=vue.sceau)
            reunion = etat.prise.presentation if etat.prise else None
            try:
                numero = write_decision(saisie.build(etat, contexte.trimestre, reunion), acte, accord)
            except Refus as refus:
                st.error(escape_markdown(set_espaces(refus.say(Canal.ECRAN))), icon=":material/error:")
                return
            suite = f"{FINE}: entrée n°\u00a0{numero} du journal" if numero is not None else f"{FINE}: rien n’a changé"
            st.session_state[_FAIT] = f"La décision sur {code} est enregistrée{suite}."
            st.rerun()
