"""The partners: who is involved, where, how much; the whole screen, block after block."""

from __future__ import annotations

from dataclasses import replace
from typing import Final

import streamlit as st

from charts.graphique import Graphique
from exports.blocs.liens import PAGE_IMPORTER, PAGE_PARTENAIRES, write_lien
from exports.blocs.mots import write_constat, write_note
from metrics.partenaire import find_signataire
from models.plan import Plan
from models.vocabulaire import Role
from phrases.format import FINE, format_compte
from phrases.partenaires import write_ouverture_partenaires
from ui.kit import composants as c
from ui.kit.graphique import offer_image, write_dessin
from ui.kit.telechargement import offer_classeur
from ui.partenaires import attentes as blocs
from ui.partenaires import concentration as charge
from ui.partenaires.carte import get_carte, write_carte
from ui.partenaires.chiffres import write_chiffres
from ui.partenaires.classeur import build_tableaux
from ui.partenaires.filtres import pick_filtres
from ui.partenaires.vue import VuePartenaires, get_evolution
from ui.socle.guard import Contexte
from ui.socle.memoire import keep
from ui.socle.sortie import show_html
from ui.socle.texte import RIEN, Html, escape_html, escape_markdown
from ui.socle.vue import build_vue

ETIQUETTE: Final = "Télécharger les tableaux (.xlsx)"
EVOLUTION: Final = "evolution_partenaires"
"""Key of the drawing."""
COURT = 12
"""Partners up to which the other blocks stand under the table, which leaves them room."""
NOTE_REPONSES = write_note(
    f"Mobilisées{FINE}: parmi les réponses reçues, celles d’un contributeur ou d’un co-porteur{FINE}; un minimum tant "
    f"qu’il en manque."
)


def show_inconnu(nom: str) -> None:
    """Say that the address asks for a partner that does not exist."""
    st.warning(f"Le partenaire «{FINE}{escape_markdown(nom[:60])}{FINE}» n’existe pas. Voici tous les partenaires.")


def show_partenaires(contexte: Contexte) -> None:
    """Draw the sentence, the figures, the filters, then each block for what they keep."""
    plan = contexte.plan
    if not any(p.attendue for _, p in plan.iter_participations()):
        _show_vide(contexte)
        return
    tete = st.container(key="tete_partenaires")
    vue = VuePartenaires(build_vue(contexte), pick_filtres(plan, find_signataire(plan)))
    if not vue.partenariat.cases:
        sans_filtre = write_lien(PAGE_PARTENAIRES, "Retirer les filtres", contexte.liens)
        c.show_vide(
            "Aucun partenaire ne correspond", ["Retirez un filtre ou cherchez un autre nom."], liens=sans_filtre
        )
        return
    with tete:
        _show_tete(contexte, vue)
    court = len(vue.partenariat.partenaires) <= COURT
    with st.container(horizontal=True, gap="medium", key="corps_partenaires"):
        with st.container():
            suite = f"{charge.write_concentrations(vue)}{charge.write_liens(vue)}" if court else RIEN
            show_html(f"{write_carte(vue)}{write_membres(plan, contexte.role)}")
            _offer_carte(contexte, vue)
            if suite:
                show_html(suite)
        with st.container():
            _show_evolution(contexte, vue)
            show_html(_write_attentes(vue, concentration=not court))
    if not court:
        show_html(charge.write_liens(vue))


def _show_tete(contexte: Contexte, vue: VuePartenaires) -> None:
    with st.container(horizontal=True, vertical_alignment="center", key="compte"):
        show_html(write_phrase(vue), width="stretch")
        titre = f"{contexte.plan.nom} – partenaires"
        offer_classeur(
            contexte,
            "partenaires",
            titre,
            lambda: build_tableaux(vue),
            "partenaires",
            ETIQUETTE,
        )
    show_html(write_chiffres(vue))


@keep(64)
def write_phrase(vue: VuePartenaires) -> Html:
    """Return the sentence of the screen, as HTML."""
    phrase = write_ouverture_partenaires(vue.partenariat, vue.sans_actif, vue.vue.aujourd_hui, _write_precision(vue))
    return f'<p class="phrase" role="status">{escape_html(phrase)}</p>'


def _write_precision(vue: VuePartenaires) -> str:
    """Return what the filters keep, for the sentence; empty when that is everything."""
    plan, nombre = vue.vue.plan, len(vue.partenariat.partenaires)
    dits = []
    if vue.filtres.select_noms(plan) is not None:
        dits.append(f"pour {format_compte(nombre, 'partenaire retenu', 'partenaires retenus')}")
    gardees = vue.filtres.select_orientations(plan)
    if gardees is not None:
        dits += [f"dans l’orientation {o.numero}" for o in plan.orientations if o.code in gardees]
    return " ".join(dits)


def _offer_carte(contexte: Contexte, vue: VuePartenaires) -> None:
    """Draw the map as a picture, once asked for: the table above is what is read."""
    pli = st.expander("La carte en image", key="pli_carte", on_change="rerun")
    if pli.open:
        with pli, st.container(key="carte_partenaires"):
            show_html(write_dessin(lambda v: get_carte(replace(vue, vue=v)), vue.vue, "carte_partenaires_dessin"))
            offer_image(contexte, get_carte(vue), "carte_partenaires")


def _get_evolution(vue: VuePartenaires) -> Graphique:
    plan = vue.vue.plan
    return get_evolution(vue.vue, vue.filtres.select_noms(plan), vue.filtres.select_orientations(plan))


def _show_evolution(contexte: Contexte, vue: VuePartenaires) -> None:
    show_html(_write_evolution(vue))
    graphique = _get_evolution(vue)
    if graphique.lignes:
        c.show_donnees(graphique, EVOLUTION, contexte)


@keep(32)
def _write_evolution(vue: VuePartenaires) -> Html:
    """Return how the answers went from quarter to quarter, drawn once there are any."""
    graphique = _get_evolution(vue)
    if graphique.lignes:
        return c.write_graphique(lambda v: _get_evolution(replace(vue, vue=v)), vue.vue, EVOLUTION, NOTE_REPONSES)
    texte = "L’évolution se dessinera dès la première remontée qui dit ce que font les partenaires."
    return write_constat(graphique.titre) + write_note(texte)


@keep(64)
def _write_attentes(vue: VuePartenaires, concentration: bool) -> Html:
    """Return who is silent and which actions have nobody, once anything was reported; then who carries."""
    dits = [write_note("Les silences et les actions sans partenaire actif se liront dès la première remontée.")]
    if vue.partenariat.renseigne:
        dits = [blocs.write_silences(vue), blocs.write_sans_actif(vue)]
    dits += [charge.write_concentrations(vue)] if concentration else []
    return "".join(f'<section class="bloc">{bloc}</section>' for bloc in dits if bloc)


def write_membres(plan: Plan, role: Role) -> Html:
    """Return that nobody knows who belongs to the signatory federation, empty where it is known or there is none.

    Who may import is told where.
    """
    federation = find_signataire(plan)
    if federation is None or any(p.membre is not None for p in plan.partenaires):
        return RIEN
    texte = f"La liste des membres de la fédération signataire ({federation}) n’est pas connue"
    suite = f"{FINE}: elle s’importe d’un classeur."
    if role.allows(Role.MISE_A_JOUR):
        suite = f"{FINE}: elle s’{write_lien(PAGE_IMPORTER, 'importe d’un classeur')}."
    return f'<p class="note">{escape_html(texte)}{suite}</p>'


def _show_vide(contexte: Contexte) -> None:
    """Say that no participation is expected, and where partners come from."""
    importer = write_lien(PAGE_IMPORTER, "Importer un classeur", classe="principal")
    c.show_vide(
        "Aucune participation de partenaire n’est attendue",
        [
            "Téléchargez le classeur des partenaires sur l’écran Importer.",
            "Dites-y quels partenaires sont attendus sur quelles actions.",
            f"Déposez-le{FINE}: cet écran montrera qui est mobilisé, où et combien.",
        ],
        liens=importer if contexte.role.allows(Role.MISE_A_JOUR) else RIEN,
    )
