"""What a draft leaves to be asked: once for all (the quarter, 0,45, new partners), or of one row or one file."""

from __future__ import annotations

import streamlit as st

from loaders.apercu.apercu import Apercu
from loaders.campagne.cloture import MOTIF_MAX
from metrics.bilan import list_choix_trimestres
from models.trimestre import Trimestre
from phrases.format import FINE, set_espaces
from phrases.trimestre import name_choix
from ui.importer.lot import Lot, name_question
from ui.socle.guard import Contexte
from ui.socle.texte import escape_markdown


def show_questions(contexte: Contexte, lot: Lot) -> None:
    """Ask once for the draft; an answer goes to the only files that raised the question."""
    if "trimestre" in lot.questions:
        _ask_trimestre(contexte, lot)
    if "correction" in lot.questions:
        _ask_motif(lot)
    if "pourcentage" in lot.questions:
        _ask_pourcentage(lot)
    if "creer_partenaires" in lot.questions:
        st.checkbox(
            "Créer les partenaires inconnus",
            value=lot.options.creer_partenaires,
            key=f"creer_{lot.cle}",
            help=f"Vérifiez d’abord l’orthographe{FINE}: les plus proches sont donnés avec chaque erreur.",
        )


def ask_fichier(lot: Lot, rang: int, apercu: Apercu) -> None:
    """Ask what one file leaves to be asked, each thing apart."""
    for question in apercu.questions:
        libelles = {r.cle: r.libelle for r in question.possibles}
        effets = [escape_markdown(set_espaces(r.effet)) for r in question.possibles]
        st.radio(
            escape_markdown(set_espaces(question.dite)),
            question.choix,
            index=question.choix.index(question.reponse) if question.reponse else None,
            format_func=lambda cle, libelles=libelles: escape_markdown(set_espaces(libelles[cle])),
            captions=effets,
            key=name_question(lot.cle, rang, question.cle),
        )


def _ask_trimestre(contexte: Contexte, lot: Lot) -> None:
    choix = list_choix_trimestres(contexte.plan, contexte.aujourd_hui)
    actuel = Trimestre.parse(lot.options.trimestre) if lot.options.trimestre else None
    st.selectbox(
        f"À quel trimestre se rapportent les classeurs sans timbre{FINE}?",
        choix,
        index=choix.index(actuel) if actuel in choix else None,
        format_func=lambda t: name_choix(t, contexte.aujourd_hui),
        key=f"trimestre_{lot.cle}",
        placeholder="Choisir un trimestre",
        width=420,
    )


def _ask_motif(lot: Lot) -> None:
    """Ask why a closed quarter is corrected: the writers take it from administration alone."""
    st.text_input(
        "Motif de la correction d’un trimestre clos",
        value=lot.options.correction or "",
        key=f"correction_{lot.cle}",
        max_chars=MOTIF_MAX,
        help=f"Ce qui a été présenté reste tel quel{FINE}; la correction se lit à côté, et le journal garde le motif.",
        width=480,
    )


def _ask_pourcentage(lot: Lot) -> None:
    reponses = {"fraction": f"45{FINE}% (une part de 1)", "points": f"0,45{FINE}% (un nombre de 0 à 100)"}
    cles = list(reponses)
    st.radio(
        f"Des classeurs portent des nombres entre 0 et 1 dans la colonne Avancement. Que veut dire 0,45{FINE}?",
        cles,
        index=cles.index(lot.options.pourcentage) if lot.options.pourcentage in cles else None,
        format_func=lambda cle: reponses[cle],
        key=f"pourcentage_{lot.cle}",
        horizontal=True,
    )
