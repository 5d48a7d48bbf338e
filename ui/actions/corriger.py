"""Corriger: the fields of an action, typed on its sheet and written by the path of a workbook."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import groupby

import streamlit as st

from loaders.apercu.formulaire import LIBRE, Champ, list_champs, list_libres
from loaders.genres.registre import GENRES_SAISIS
from models.colonnes import AVANCEMENT
from models.colonnes_cadre import DATES
from models.plan import Action, Plan
from models.trimestre import Trimestre
from phrases.format import format_trimestre
from ui.kit.auteur import pick_auteur
from ui.kit.champs_saisis import is_phrase, type_champ
from ui.kit.constats import Arbitrages, show_dits
from ui.kit.correction import Ouverte, save_saisie
from ui.socle.guard import Contexte
from ui.socle.sortie import show_html
from ui.socle.texte import escape_html

_OUVERTE, _FAIT = "correction", "correction_faite"
_RANGS = {f.nom: rang for rang, f in enumerate(f for genre in GENRES_SAISIS for f in genre.modele.feuilles)}
"""The order of the sheets."""
TITRES = {DATES.nom: "Dates de l’action"}
"""What a sheet is called where it is of one action."""
NOUVEAUX = {"Jalons": "Ajouter un jalon", "Indicateurs": "Ajouter un indicateur"}


def offer_correction(contexte: Contexte, code: str) -> None:
    """Draw the button that opens the form, for who may write there."""
    action = contexte.plan.actions_par_code[code]
    if contexte.peut_ecrire and _is_sienne(contexte, action):
        st.button(
            "Corriger", key="corriger", icon=":material/edit:", on_click=_open, args=(contexte, code), type="tertiary"
        )


def _is_sienne(contexte: Contexte, action: Action) -> bool:
    perimetre = contexte.agissant.perimetre
    return perimetre.tout or action.pilote.code in perimetre.pilotes


def _open(contexte: Contexte, code: str) -> None:
    essai = st.session_state[_OUVERTE].essai + 1 if _OUVERTE in st.session_state else 0
    champs = list_form(contexte.plan, contexte.trimestre, contexte, code)
    st.session_state[_OUVERTE] = Ouverte(code, contexte.trimestre, contexte.version, champs, essai)


def list_form(plan: Plan, trimestre: Trimestre, contexte: Contexte, code: str) -> tuple[Champ, ...]:
    """Return the cells of the form of an action, those of a sheet together; a quarter that was told has changed."""
    suivi = plan.actions_par_code[code].find_suivi(trimestre)
    champs = [
        c
        for genre in GENRES_SAISIS
        for c in (*list_champs(plan, genre, trimestre, contexte.aujourd_hui, [code]), *list_libres(genre, code))
    ]
    champs.sort(key=lambda c: _RANGS[c.feuille.nom])
    return tuple(c for c in champs if c.colonne.champ != "sans_changement" or suivi is None or c.montree)


def show_correction(contexte: Contexte, code: str) -> None:
    """Draw what was just written, then the form when it is open, and write what a click asks for."""
    if fait := st.session_state.pop(_FAIT, None):
        show_html(fait)
    ouverte: Ouverte | None = st.session_state.get(_OUVERTE)
    if ouverte is None or (ouverte.sujet, ouverte.trimestre) != (code, contexte.trimestre) or not contexte.peut_ecrire:
        return
    with st.form(f"correction_{ouverte.essai}", enter_to_submit=False):
        titre = f"Corriger {code} au {format_trimestre(contexte.trimestre)}"
        show_html(f'<h2 class="partie">{escape_html(titre)}</h2>')
        textes = _show_champs(contexte.plan, ouverte)
        reponses = _show_constat(contexte, ouverte)  # beside the button, where the eyes are
        auteur = pick_auteur()
        with st.container(horizontal=True):
            ecrire = st.form_submit_button("Enregistrer", type="primary", icon=":material/check:")
            fermer = st.form_submit_button("Fermer sans enregistrer", type="tertiary")
    if fermer:
        _close()
        st.rerun()
    if ecrire:
        if fait := save_saisie(contexte, ouverte, textes, reponses, auteur):
            st.session_state[_FAIT] = fait
            _close()
        st.rerun()


def _close() -> None:
    st.session_state[_OUVERTE].sujet = ""


def _show_champs(plan: Plan, ouverte: Ouverte) -> list[str]:
    """Draw the cells, sheet by sheet, and return what each holds, in order."""
    textes: list[str] = []
    for nom, groupe in groupby(ouverte.champs, key=lambda c: c.feuille.nom):
        champs = list(groupe)
        if nom == AVANCEMENT.nom:
            textes += _show_rangee(ouverte, champs)
            continue
        rangees = [list(siens) for _, siens in groupby(champs, key=lambda c: (c.rang, c.reference))]
        nombre = sum(r[0].rang != LIBRE for r in rangees)
        with st.expander(TITRES.get(nom) or f"{nom} ({nombre})", expanded=False):
            for rangee in rangees:
                if rangee[0].reference != ouverte.sujet or rangee[0].rang == LIBRE:
                    show_html(f'<h3 class="sous-titre">{escape_html(_name_rangee(plan, rangee[0]))}</h3>')
                textes += _show_rangee(ouverte, rangee)
    return textes


def _show_rangee(ouverte: Ouverte, champs: Sequence[Champ]) -> list[str]:
    """Draw the cells of a row, sentences two by two, and return what they hold."""
    textes = []
    for _, suite in groupby(champs, key=lambda c: is_phrase(c.colonne)):
        with st.container(horizontal=True, vertical_alignment="bottom"):
            textes += [type_champ(c, f"saisie_{ouverte.essai}_{c.cle}") for c in suite]
    return textes


def _name_rangee(plan: Plan, champ: Champ) -> str:
    if champ.rang == LIBRE:
        return NOUVEAUX[champ.feuille.nom]
    jalons = {j.reference: j.libelle for j in plan.actions_par_code[champ.cles[0].partition("/")[0]].jalons}
    return jalons.get(champ.reference) or champ.cles[-1]


def _show_constat(contexte: Contexte, ouverte: Ouverte) -> Arbitrages:
    if ouverte.erreur:
        st.error(ouverte.erreur, icon=":material/error:")
    if ouverte.constat is None:
        return Arbitrages()
    return show_dits(contexte.plan, ouverte.constat, f"{ouverte.essai}")
