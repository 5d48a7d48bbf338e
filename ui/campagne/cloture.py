"""Closing a quarter, who is missing being shown first, and reopening it for a reason."""

from __future__ import annotations

import streamlit as st

from loaders.campagne.cloture import MOTIF_MAX, close_trimestres, list_de_l_annee, reopen_trimestres
from metrics.campagne.suivi import SuiviCampagne, SuiviPilote
from models.trimestre import Trimestre
from phrases.campagne.etats import write_manquants
from phrases.format import FINE, format_trimestre, join_mots
from ui.campagne.ecrire import build_accord, build_acte, say_fait
from ui.campagne.ouvert import close_dialogue, finish
from ui.kit.auteur import pick_auteur
from ui.kit.dialogue import follow_fond, try_ecrire
from ui.socle.guard import Contexte
from ui.socle.sortie import show_html
from ui.socle.texte import RIEN, Html, escape_html


@st.dialog("Clore le trimestre", on_dismiss=close_dialogue)
def show_clore(contexte: Contexte, suivi: SuiviCampagne) -> None:
    """Draw who is missing, what closing does, and the button."""
    follow_fond()
    dit = (
        f"Les chiffres publiés du {format_trimestre(suivi.trimestre)} seront gardés tels quels, avec la règle et le "
        f"plan d’aujourd’hui. Une correction se lira ensuite à côté{FINE}: «{FINE}tel que présenté{FINE}», "
        f"«{FINE}corrigé depuis{FINE}»."
    )
    show_html(f"{_write_manquants(suivi)}<p>{escape_html(dit)}</p>")
    voulus = [suivi.trimestre]
    avant = [t for t in list_non_clos(contexte, suivi.trimestre.annee) if t < suivi.trimestre]
    if suivi.trimestre.decale(1).annee != suivi.trimestre.annee and avant:
        noms = join_mots([format_trimestre(t) for t in avant])
        if st.checkbox(
            f"Clore toute l’année {suivi.trimestre.annee}, «{FINE}au 31/12{FINE}» (aussi {noms})", key="clore_annee"
        ):
            voulus = [*avant, suivi.trimestre]
    auteur = pick_auteur()
    nom = "Clore quand même" if suivi.manquants else "Clore"
    if st.button(nom, type="primary", disabled=not auteur, key="clore_trimestre"):

        def write() -> None:
            numero = close_trimestres(voulus, build_acte(contexte, auteur), build_accord())
            say_fait(f"Le {join_mots([format_trimestre(t) for t in voulus])} est clos", numero)

        if try_ecrire(write):
            finish()


def list_non_clos(contexte: Contexte, annee: int) -> list[Trimestre]:
    """Return the quarters of a year that are not closed yet."""
    clos = {c.trimestre for c in contexte.plan.campagnes if c.close_le is not None}
    return [t for t in list_de_l_annee(contexte.plan, annee) if t not in clos]


def _write_manquants(suivi: SuiviCampagne) -> Html:
    """Return the list of the missing, before anything else."""
    tete = f'<p class="constat">{escape_html(write_manquants(suivi))}</p>'
    lignes = "".join(f"<li>{escape_html(_name(s))}</li>" for s in suivi.manquants)
    return f'{tete}<ul class="totaux">{lignes}</ul>' if lignes else f"{tete}{RIEN}"


def _name(s: SuiviPilote) -> str:
    return f"{s.pilote.nom}{FINE}: {join_mots(list(s.muettes))}"


@st.dialog("Rouvrir le trimestre", on_dismiss=close_dialogue)
def show_rouvrir(contexte: Contexte, suivi: SuiviCampagne) -> None:
    """Draw the reason, without which nothing is reopened."""
    follow_fond()
    show_html(
        '<p class="note">Ce qui a été présenté reste affiché à côté de ce qui sera corrigé, jusqu’à la prochaine '
        "clôture. Le journal garde le motif.</p>"
    )
    motif = st.text_input("Motif", max_chars=MOTIF_MAX, key="motif_rouvrir")
    auteur = pick_auteur()
    if st.button("Rouvrir", type="primary", disabled=not (auteur and motif), key="rouvrir_trimestre"):

        def write() -> None:
            numero = reopen_trimestres([suivi.trimestre], motif or "", build_acte(contexte, auteur), build_accord())
            say_fait(f"Le {format_trimestre(suivi.trimestre)} est rouvert", numero)

        if try_ecrire(write):
            finish()
