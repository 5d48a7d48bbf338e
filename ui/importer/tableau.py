"""A quarter typed as a table, for who fills it in the place of a pilot: the path of a workbook, without the file."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Any, Literal

import streamlit as st

from loaders.apercu.formulaire import Champ, list_champs
from loaders.cellules.mots import AFFICHES
from loaders.genres.remontee.gabarit import list_pilotes_actifs
from loaders.genres.remontee.genre import REMONTEE
from metrics.bilan import list_choix_trimestres
from models.colonnes import AVANCEMENT, TEXTE_MAX, Colonne, Genre
from models.plan import Pilote
from models.trimestre import Trimestre
from phrases.format import format_date
from phrases.trimestre import name_choix
from ui.kit.auteur import pick_auteur
from ui.kit.champs_saisis import is_phrase
from ui.kit.constats import Arbitrages, show_dits
from ui.kit.correction import Ouverte, save_saisie
from ui.socle.guard import Contexte
from ui.socle.sortie import show_html
from ui.socle.texte import escape_html

TITRE = "Saisir un trimestre à l’écran"
_OUVERTE, _FAIT = "tableau_ouvert", "tableau_fait"
CONSIGNE = (
    "Une ligne par action du pilote. Une cellule vide ne dit rien\u202f; une cellule vidée retire ce qui était dit ce "
    "trimestre. Mêmes vérifications qu’un classeur."
)


def show_tableau(contexte: Contexte) -> None:
    """Draw the table of a pilot's actions once it is asked for, and write what a click asks for."""
    pli = st.expander(TITRE, key="saisir_tableau", icon=":material/table_edit:", on_change="rerun")
    if not pli.open:
        return
    with pli:
        if fait := st.session_state.pop(_FAIT, None):
            show_html(fait)
        with st.container(horizontal=True, vertical_alignment="bottom"):
            pilote = st.selectbox(
                "Pilote", _list_pilotes(contexte), format_func=lambda p: p.nom, key="tableau_pilote", width=420
            )
            trimestre = st.selectbox(
                "Trimestre",
                list_choix_trimestres(contexte.plan, contexte.aujourd_hui),
                format_func=lambda t: name_choix(t, contexte.aujourd_hui),
                key="tableau_trimestre",
                width=320,
            )
        if pilote is not None and trimestre is not None:
            _show_saisie(contexte, pilote, trimestre)


def _list_pilotes(contexte: Contexte) -> list[Pilote]:
    perimetre = contexte.agissant.perimetre
    return [p for p in list_pilotes_actifs(contexte.plan) if perimetre.tout or p.code in perimetre.pilotes]


def _open(contexte: Contexte, pilote: Pilote, trimestre: Trimestre) -> Ouverte:
    """Return the table that is open, another one when the pilot or the quarter is another."""
    ouverte: Ouverte | None = st.session_state.get(_OUVERTE)
    if ouverte is None or (ouverte.sujet, ouverte.trimestre) != (pilote.code, trimestre):
        essai = 0 if ouverte is None else ouverte.essai + 1
        codes = [a.code for a in contexte.plan.actions if a.pilote == pilote]
        champs = list_champs(contexte.plan, REMONTEE, trimestre, contexte.aujourd_hui, codes)
        # What carries is not said of this quarter: typed again, it is.
        siens = (replace(c, montree=None, du=None) if c.du else c for c in champs if c.feuille is AVANCEMENT)
        ouverte = Ouverte(pilote.code, trimestre, contexte.version, tuple(siens), essai)
        st.session_state[_OUVERTE] = ouverte
    return ouverte


def _show_saisie(contexte: Contexte, pilote: Pilote, trimestre: Trimestre) -> None:
    ouverte = _open(contexte, pilote, trimestre)
    show_html(f'<p class="note">{escape_html(CONSIGNE)}</p>')
    textes = _edit(contexte, ouverte)
    if ouverte.erreur:
        st.error(ouverte.erreur, icon=":material/error:")
    reponses = Arbitrages()
    if ouverte.constat is not None:
        reponses = show_dits(contexte.plan, ouverte.constat, f"tableau_{ouverte.essai}")
    auteur = pick_auteur()
    if st.button("Enregistrer le tableau", type="primary", icon=":material/check:", key="enregistrer_tableau"):
        if fait := save_saisie(contexte, ouverte, textes, reponses, auteur):
            st.session_state[_FAIT] = fait
            ouverte.sujet = ""  # the next one has widgets of its own: these hold what was just written
        st.rerun()


def _edit(contexte: Contexte, ouverte: Ouverte) -> list[str]:
    """Draw the table and return what each cell holds, in the order of `champs`."""
    colonnes = AVANCEMENT.saisies
    codes = list(dict.fromkeys(c.reference for c in ouverte.champs))
    par_cle = {(c.reference, c.colonne.libelle): c for c in ouverte.champs}
    tableau = [
        {"Action": f"{code} · {contexte.plan.actions_par_code[code].libelle.texte}"}
        | {c.libelle: _to_valeur(par_cle[code, c.libelle]) for c in colonnes}
        for code in codes
    ]
    saisi = st.data_editor(
        tableau,
        key=f"tableau_{ouverte.essai}_{ouverte.sujet}",
        hide_index=True,
        placeholder="",
        alt=f"Valeurs des actions du pilote au {ouverte.trimestre.libelle}",
        disabled=["Action"],
        column_config={"Action": st.column_config.TextColumn("Action", width=320, pinned=True)}
        | {c.libelle: _configure(c) for c in colonnes},
    )
    lues: dict[str, Any] = dict(zip(codes, saisi, strict=True))
    return [_to_texte(c, lues[c.reference][c.colonne.libelle]) for c in ouverte.champs]


def _configure(colonne: Colonne) -> Any:
    if colonne.genre is Genre.POURCENTAGE:
        return st.column_config.NumberColumn(min_value=0, max_value=100, step=1, help=colonne.aide)
    if colonne.genre is Genre.CROIX:
        return st.column_config.CheckboxColumn(help=colonne.aide)
    if colonne.genre in AFFICHES:
        return st.column_config.SelectboxColumn(options=AFFICHES[colonne.genre], help=colonne.aide, width=140)
    if colonne.genre is Genre.DATE:
        return st.column_config.DateColumn(format="DD/MM/YYYY", help=colonne.aide)
    largeur: Literal["small", "large"] = "large" if is_phrase(colonne) else "small"
    return st.column_config.TextColumn(max_chars=TEXTE_MAX, help=colonne.aide, width=largeur)


def _to_valeur(champ: Champ) -> object:
    if champ.montree in (None, ""):
        return None
    if champ.colonne.genre is Genre.DATE:
        return date.fromisoformat(str(champ.montree))
    return champ.montree if isinstance(champ.montree, int | float | bool) else str(champ.montree)


def _to_texte(champ: Champ, valeur: Any) -> str:
    """Return what a cell of the table holds as it would be typed, empty for nothing."""
    if valeur is None or valeur != valeur or valeur is False:  # noqa: PLR0124  (a number that is none)
        return ""
    if valeur is True:
        return "x"
    if isinstance(valeur, date):
        return format_date(valeur)
    return f"{valeur:g}" if champ.colonne.genre is Genre.POURCENTAGE else str(valeur)
