"""The blocks of the Synthèse: what is computed comes from `metrics/`, what is drawn from `charts/`.

Texts are HTML kept by view (data, quarter, day, ground), so that a rerun only hands them over.
"""

from __future__ import annotations

import streamlit as st

from exports.blocs import marques as m
from exports.blocs.engagements.liste import write_bande
from exports.blocs.liens import PAGE_ACTIONS, PAGE_IMPORTER, write_lien
from exports.blocs.mots import write_constat, write_note
from exports.blocs.synthese import arbre, confiance, tete
from phrases.arbre import write_portee_meteo
from phrases.engagements import list_rythmes
from phrases.format import FINE, format_compte
from phrases.nom import write_nom
from phrases.projection import write_projection
from ui.kit import composants as c
from ui.socle import dessins
from ui.socle.donnees import get_projection
from ui.socle.guard import Contexte
from ui.socle.inconnus import tell_inconnu
from ui.socle.memoire import keep
from ui.socle.sortie import show_html
from ui.socle.texte import RIEN, Html, escape_html
from ui.socle.vue import Vue

write_tete = keep(64)(tete.write_tete)
write_attentes = keep(64)(tete.write_attentes)
write_arbre = keep(64)(arbre.write_arbre)
write_table_confiance = keep(32)(confiance.write_table_confiance)


def asks_par_ecart() -> bool:
    """Return whether the address asks for the furthest behind first; an order that there is not is said."""
    tri = st.query_params.get(arbre.TRI, "")
    if tri not in {"", arbre.PAR_ECART}:
        tell_inconnu("Ordre de l’arbre", tri, "voici l’ordre du plan.")
    return tri == arbre.PAR_ECART


def show_base_vide(vue: Vue) -> None:
    """Say that no workbook was ever applied, and what to do."""
    show_html(tete.write_phrase(vue))
    c.show_vide(
        "Pour commencer",
        [
            "Téléchargez les classeurs à remplir sur l’écran Importer.",
            "Envoyez le sien à chaque pilote, qui vous le renvoie rempli.",
            f"Déposez-y les classeurs reçus{FINE}: les chiffres apparaîtront ici.",
        ],
        f"L’arbre {write_nom(vue.plan).du} est déjà chargé{FINE}: "
        f"{format_compte(len(vue.plan.actions), 'action')} à suivre.",
        f"{write_lien(PAGE_IMPORTER, 'Importer les premiers classeurs', classe='principal')} "
        f"{write_lien(PAGE_ACTIONS, 'Parcourir les orientations et les actions')}",
    )


def show_tete(vue: Vue) -> None:
    """Write the opening sentence, what is late and what is missing, the five figures."""
    show_html(write_tete(vue))


def show_attentes(vue: Vue) -> None:
    """Write what waits for somebody, what moved, how recent the values are."""
    show_html(write_attentes(vue))


def show_droite(contexte: Contexte, vue: Vue) -> None:
    """Write the tree, then draw the progress over the quarters against the expected, and where its pace leads."""
    show_html(_write_droite(vue, asks_par_ecart()))
    c.show_donnees(dessins.get_courbe(vue), "tendance", contexte)


@keep(64)
def _write_droite(vue: Vue, par_ecart: bool) -> Html:
    note = write_note(write_projection(get_projection(vue.version, vue.trimestre), vue.plan))
    courbe = c.write_graphique(dessins.get_courbe, vue, "tendance", note)
    return f'<div class="pile">{write_arbre(vue, par_ecart)}{courbe}</div>'


def show_orientations(contexte: Contexte, vue: Vue) -> None:
    """Draw how each orientation stands against the expected, quarter after quarter."""
    show_html(_write_orientations(vue))
    c.show_donnees(dessins.get_orientations(vue), "orientations", contexte)


@keep(64)
def _write_orientations(vue: Vue) -> Html:
    noms = "".join(f"<li>{m.write_pastille(o)} {escape_html(o.libelle_court)}</li>" for o in vue.plan.orientations)
    legende = f'<ul class="legende">{noms}</ul>' if dessins.get_pentes(vue) is not None else RIEN  # bars bear theirs
    return c.write_graphique(dessins.get_orientations, vue, "orientations", legende)


def show_meteo(contexte: Contexte, vue: Vue) -> None:
    """Draw the météo of each orientation."""
    show_html(_write_meteo(vue))
    c.show_donnees(dessins.get_meteo(vue), "meteo", contexte)


def show_confiance(vue: Vue) -> None:
    """Write what the météo says beside the distance to the expected, over the two columns: neither ends in a hole."""
    if confiance := write_table_confiance(vue):
        show_html(confiance)


@keep(64)
def _write_meteo(vue: Vue) -> Html:
    portee = write_portee_meteo(vue.bilan.ensemble)
    legende = m.write_legende_meteo() + (write_note(portee) if portee else RIEN)
    return c.write_graphique(dessins.get_meteo, vue, "meteo", f"<div>{legende}</div>")


def show_engagements(vue: Vue) -> None:
    """Show the flagship commitments as a strip, each from its own actions."""
    if vue.plan.engagements:
        show_html(_write_engagements(vue))


@keep(64)
def _write_engagements(vue: Vue) -> Html:
    note = "Une action peut servir plusieurs engagements. Le rattachement aux orientations est déduit des textes."
    titre = write_constat(_name_engagements(vue))
    return f"{titre}{write_bande(vue.bilan, vue.liens, vue.comparable)}{write_note(note)}"


def _name_engagements(vue: Vue) -> str:
    """Return « 12 engagements : 3 au rythme…, 6 à 10 points ou plus ; 5 avec une action bloquée », else the count."""
    chiffres = list(vue.bilan.engagements.values())
    nombre, bloques = format_compte(len(chiffres), "engagement"), sum(1 for c in chiffres if c.bloquees)
    connus = any(c.suffisante for c in chiffres)
    classes = ", ".join(list_rythmes(chiffres)) if vue.comparable and connus else ""
    dits = [dit for dit in (classes, f"{bloques} avec une action bloquée" if bloques else "") if dit]
    return f"{nombre}{FINE}: {f'{FINE}; '.join(dits)}" if dits else f"Les {nombre} {write_nom(vue.plan).du}"
