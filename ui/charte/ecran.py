"""The head of the charter's screen: its sentence, its year, both sides' judgements of the year."""

from __future__ import annotations

from dataclasses import replace
from typing import Final

import streamlit as st

from exports.blocs.charte.marques import name_cote, write_appreciation
from exports.blocs.liens import PAGE_CHARTE, PAGE_IMPORTER, write_lien
from exports.blocs.table import write_table
from metrics.charte import NIVEAUX, BilanCote, choose_annee, list_annees_jugees, list_choix_annees
from models.charte import Charte
from models.vocabulaire import Cote, Role
from phrases.format import FINE, format_compte
from ui.charte.classeur import build_feuilles
from ui.charte.echelle import write_echelle
from ui.charte.vue import VueCharte, write_faits_charte, write_phrase
from ui.kit import composants as c
from ui.kit.selection import read_adresse
from ui.kit.telechargement import offer_classeur
from ui.socle.guard import Contexte
from ui.socle.memoire import keep
from ui.socle.sortie import show_html
from ui.socle.texte import RIEN, Html
from ui.socle.vue import Vue

ETIQUETTE: Final = "Télécharger la charte (.xlsx)"
CLE = "annee"
"""The year in the address."""


def show_absente() -> None:
    """Say that the tree holds no charter."""
    c.show_vide(
        "Aucune charte n’est définie",
        ["Ajoutez la charte au référentiel."],
        "Elle dit à quoi chaque partie s’engage, quelles instances la suivent et jusqu’à quand elle court.",
    )


def show_tete(contexte: Contexte, vue: Vue, charte: Charte) -> VueCharte:
    """Draw the sentence with the year beside it, then the facts of the charter; return what the year shows."""
    with st.container(horizontal=True, vertical_alignment="center", key="compte"):
        place = st.empty()
        siennes = VueCharte(vue, _pick_annee(charte, vue))
        show_html(write_phrase(siennes), place)
        offer_classeur(
            contexte,
            f"charte_{siennes.annee}",
            "Charte",
            lambda: build_feuilles(siennes),
            "charte",
            ETIQUETTE,
        )
    show_html(write_faits_charte(siennes))
    return siennes


def _pick_annee(charte: Charte, vue: Vue) -> int:
    choix = [str(a) for a in reversed(list_choix_annees(charte, vue.aujourd_hui))]
    rang = choix.index(str(choose_annee(charte, vue.aujourd_hui)))
    read_adresse("Année", {a: a for a in choix}, CLE, f"voici {choix[rang]}.")
    choisie = st.selectbox(
        "Année", choix, index=rang, key=CLE, bind="query-params", label_visibility="collapsed", width=110
    )
    return int(choisie)


def show_jugements(vue: VueCharte, role: Role) -> None:
    """Draw the judgements of the year on the scale, and each side's own counts; an empty state before the first."""
    if not vue.bilan.renseigne:
        _show_aucun(vue, role)
        return
    show_html(write_echelle(vue) + _write_reponses(vue))


def _show_aucun(vue: VueCharte, role: Role) -> None:
    nombre = format_compte(len(vue.charte.engagements), "engagement")
    importer = write_lien(PAGE_IMPORTER, "Importer des classeurs", classe="principal")
    c.show_vide(
        f"Aucun jugement pour {vue.annee}",
        [
            "Téléchargez le classeur de la charte sur l’écran Importer, un par partie.",
            f"Chaque partie juge les {nombre}, cite ses éléments et commente.",
            f"Déposez les classeurs reçus{FINE}: les deux avis se liront ici côte à côte, sans moyenne.",
        ],
        "Aucune des parties n’a encore rien dit de cette année. Les engagements et les instances se lisent ci-dessous.",
        importer if role.allows(Role.MISE_A_JOUR) else RIEN,
    )


@keep(32)
def _write_reponses(vue: VueCharte) -> Html:
    """Return each side's answers of the year, then the years compared."""
    cotes = [vue.bilan.cotes[cote] for cote in Cote]
    lignes = [[write_appreciation(n), *(str(b.repartition[n]) for b in cotes)] for n in NIVEAUX]
    lignes.append([Html("Réponses données"), *(_write_couverture(vue, b) for b in cotes)])
    lignes.append([Html("Jugements avec éléments"), *(f"{b.etayees} sur {b.jugees}" for b in cotes)])
    entetes = ("Réponse", *(name_cote(vue.charte, b.cote) for b in cotes))
    titre = f'<h3 class="sous-titre">Réponses de chaque partie pour {vue.annee}</h3>'
    table = write_table("Nombre d’engagements par réponse", entetes, lignes, droite=(1, 2), legende_lue=True)
    return f'<div class="reponses"><section>{titre}{table}</section>{_write_annees(vue)}</div>'


def _write_couverture(vue: VueCharte, bilan: BilanCote) -> Html:
    return vue.link_explication(f"{bilan.renseignees} sur {bilan.engagements}", "charte")


def _write_annees(vue: VueCharte) -> Html:
    annees = list_annees_jugees(vue.charte)
    if len(annees) < 2:
        return RIEN
    lignes = [_list_annee(replace(vue, annee=a), courante=a == vue.annee) for a in annees]
    entetes = ("Année", "Jugés par les deux", "Écarts", *(name_cote(vue.charte, cote) for cote in Cote))
    table = write_table("Réponses par année", entetes, lignes, droite=(1, 2, 3, 4), legende_lue=True)
    return f'<section><h3 class="sous-titre">D’une année à l’autre</h3>{table}</section>'


def _list_annee(vue: VueCharte, *, courante: bool) -> list[Html]:
    bilan = vue.bilan
    nom = (
        f"<strong>{vue.annee}</strong>" if courante else write_lien(PAGE_CHARTE, str(vue.annee), {CLE: str(vue.annee)})
    )
    total = len(bilan.jugements)
    reponses = (f"{bilan.cotes[cote].renseignees}/{total}" for cote in Cote)
    return [nom, f"{len(bilan.communs)}/{total}", str(len(bilan.ecarts)), *reponses]
