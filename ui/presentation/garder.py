"""Keeping the meeting under a name and a day, then noting that it was held."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import streamlit as st

from exports.presentation.recit import find_prochaine_annuelle
from loaders.ecriture.application import Accord
from loaders.ecriture.journal import Acte
from loaders.ecriture.presentations import TITRE_MAX, hold_presentation, keep_presentation
from models.presentation import Presentation
from models.vocabulaire import NatureEntree
from phrases.format import FINE, format_date
from ui.kit.auteur import pick_auteur
from ui.presentation import dialogues, reunions
from ui.presentation.choix import Choix
from ui.socle import identity
from ui.socle.donnees import find_version
from ui.socle.guard import Contexte
from ui.socle.sortie import show_html
from ui.socle.texte import escape_html

_TITRE, _JOUR, _TENUE = "reunion_titre", "reunion_jour", "reunion_tenue"


@st.dialog("Enregistrer la réunion", on_dismiss=dialogues.close_dialogue)
def show_garder(contexte: Contexte, choix: Choix) -> None:
    """Draw the name, the day and who signs; a kept one is changed, or noted as held."""
    dialogues.follow_fond()
    prochaine = find_prochaine_annuelle(contexte.plan, contexte.aujourd_hui)
    gardee = choix.gardee
    titre = st.text_input(
        "Titre", gardee.titre if gardee else prochaine[0], max_chars=TITRE_MAX, key=f"{_TITRE}_{_name(gardee)}"
    )
    jour = st.date_input(
        "Jour de la réunion",
        gardee.jour if gardee else prochaine[1],
        format="DD/MM/YYYY",
        key=f"{_JOUR}_{_name(gardee)}",
    )
    auteur = pick_auteur()
    voulue = replace(
        choix.build_presentation(contexte.trimestre),
        titre=titre.strip(),
        jour=jour if isinstance(jour, date) else None,
        instance=prochaine[2] if (titre.strip(), jour) == prochaine[:2] else None,
    )
    if gardee is not None and gardee.instance and (titre.strip(), jour) == (gardee.titre, gardee.jour):
        voulue = replace(voulue, instance=gardee.instance)
    pret = bool(auteur and voulue.titre)
    if st.button("Enregistrer", type="primary", key="garder_reunion", disabled=not pret) and dialogues.try_ecrire(
        lambda: _keep(contexte, voulue, auteur)
    ):
        dialogues.close_dialogue()
        st.rerun()
    if not auteur:
        show_html('<p class="note">Écrivez votre nom pour enregistrer.</p>')
    if gardee is not None:
        _offer_reprise(contexte, choix, gardee)
        _pick_tenue(contexte, voulue, auteur)


def _offer_reprise(contexte: Contexte, choix: Choix, gardee: Presentation) -> None:
    """Draw the way back to what is kept, where the screen tells something else."""
    if choix.build_presentation(contexte.trimestre) == gardee:
        return
    if st.button(
        "Revenir à ce qui est enregistré",
        type="tertiary",
        key="reprendre_reunion",
        icon=":material/undo:",
        on_click=lambda: reunions.open_reunion(gardee, contexte.version),
    ):
        dialogues.close_dialogue()
        st.rerun()


def _name(gardee: Presentation | None) -> str:
    return gardee.reference if gardee else "neuve"


def _pick_tenue(contexte: Contexte, voulue: Presentation, auteur: str) -> None:
    """Draw what notes that the meeting was held, which fixes what it was shown."""
    with st.expander("La réunion a eu lieu", icon=":material/event_available:"):
        dit = (
            f"Ce qui a été présenté sera figé{FINE}: ses documents, refaits plus tard, diront les chiffres de ce jour. "
            "Notez d’abord les décisions qui doivent y figurer. Le journal permet de revenir dessus."
        )
        show_html(f'<p class="note">{escape_html(dit)}</p>')
        hier = min(voulue.jour or contexte.aujourd_hui, contexte.aujourd_hui)
        tenue = st.date_input("Présentée le", hier, format="DD/MM/YYYY", max_value=contexte.aujourd_hui, key=_TENUE)
        if (
            st.button("Noter comme présentée", key="noter_tenue", disabled=not auteur)
            and isinstance(tenue, date)
            and dialogues.try_ecrire(lambda: _hold(contexte, voulue, tenue, auteur))
        ):
            dialogues.close_dialogue()
            st.rerun()


def _keep(contexte: Contexte, voulue: Presentation, auteur: str) -> None:
    _, vue = reunions.read_ouverte()
    accord = Accord(identity.find_agissant())
    if voulue.reference and vue is not None:
        accord = replace(accord, revision_vue=vue.revision, sceau_vu=vue.sceau)
    gardee = keep_presentation(voulue, Acte(NatureEntree.IMPORT, auteur, contexte.maintenant), accord)
    reunions.note_gardee(gardee.reference, find_version(contexte.version.jour))
    suite = f" (entrée n°\u00a0{gardee.entree} du journal)" if gardee.entree is not None else f"{FINE}: rien n’a changé"
    dialogues.say_fait(f"«{FINE}{voulue.titre}{FINE}» est enregistrée{suite}.")


def _hold(contexte: Contexte, voulue: Presentation, jour: date, auteur: str) -> None:
    """Keep what is on the screen, then note that it was held."""
    _keep(contexte, voulue, auteur)
    _, vue = reunions.read_ouverte()
    accord = Accord(
        identity.find_agissant(), revision_vue=vue.revision if vue else None, sceau_vu=vue.sceau if vue else None
    )
    hold_presentation(voulue.reference, jour, Acte(NatureEntree.IMPORT, auteur, contexte.maintenant), accord)
    dialogues.say_fait(f"La réunion est notée présentée le {format_date(jour)}.")
