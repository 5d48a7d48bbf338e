"""What the files of a draft do not say: the quarter, the meaning of 0,45, whether to create unknown partners."""

from __future__ import annotations

from dataclasses import replace

import streamlit as st

from metrics.bilan import list_choix_trimestres
from models.trimestre import Trimestre
from phrases.format import FINE
from ui.importer.lot import Lot, save_options
from ui.socle.guard import Contexte


def show_questions(contexte: Contexte, lot: Lot) -> None:
    """Ask once for the draft; an answer goes to the only files that raised the question."""
    options = lot.options
    if "trimestre" in lot.questions:
        options = replace(options, trimestre=_ask_trimestre(contexte, lot))
    if "pourcentage" in lot.questions:
        options = replace(options, pourcentage=_ask_pourcentage(lot))
    if "creer_partenaires" in lot.questions:
        creer = st.checkbox(
            "Créer les partenaires inconnus",
            value=options.creer_partenaires,
            key=f"creer_{lot.nom}",
            help=f"Vérifiez d’abord l’orthographe{FINE}: les plus proches sont donnés avec chaque erreur.",
        )
        options = replace(options, creer_partenaires=creer)
    if options != lot.options and save_options(lot, options):
        st.rerun()


def _ask_trimestre(contexte: Contexte, lot: Lot) -> str | None:
    choix = list_choix_trimestres(contexte.plan, contexte.aujourd_hui)
    actuel = Trimestre.parse(lot.options.trimestre) if lot.options.trimestre else None
    choisi = st.selectbox(
        f"À quel trimestre se rapportent les classeurs sans timbre{FINE}?",
        choix,
        index=choix.index(actuel) if actuel in choix else None,
        format_func=lambda t: t.libelle,
        key=f"trimestre_{lot.nom}",
        placeholder="Choisir un trimestre",
        width=420,
    )
    return str(choisi) if choisi else None


def _ask_pourcentage(lot: Lot) -> str | None:
    reponses = {"fraction": f"45{FINE}% (une part de 1)", "points": f"0,45{FINE}% (un nombre de 0 à 100)"}
    cles = list(reponses)
    return st.radio(
        f"Des classeurs portent des nombres entre 0 et 1 dans la colonne Avancement. Que veut dire 0,45{FINE}?",
        cles,
        index=cles.index(lot.options.pourcentage) if lot.options.pourcentage in cles else None,
        format_func=lambda cle: reponses[cle],
        key=f"pourcentage_{lot.nom}",
        horizontal=True,
    )
