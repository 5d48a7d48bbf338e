"""A figure that explains itself: its rule, its calculation with the reader's numbers, and the lists behind it."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

import streamlit as st

from exports.blocs import marques as m
from exports.blocs.liens import (
    PAGE_ACTIONS,
    PAGE_AIDE,
    PAGE_CHARTE,
    PAGE_ENGAGEMENTS,
    PAGE_PARTENAIRES,
    PAGE_SYNTHESE,
    write_lien,
)
from exports.blocs.pages import write_coupe
from exports.blocs.table import write_table
from exports.tableau import Case
from metrics.portee import Portee, list_portees
from models.texte import slug
from models.trimestre import Trimestre
from models.vocabulaire import Meteo, Statut
from phrases.explications.figures import FIGURES, Explication, explain, name_portee, write_regle
from phrases.explications.lignes import Calcul, Ligne
from phrases.format import FINE, format_compte, format_mesure, format_trimestre, name_orientation
from phrases.nom import write_nom
from ui.kit.telechargement import offer_tableau
from ui.socle.donnees import Version, get_bilan
from ui.socle.guard import Contexte
from ui.socle.memoire import keep
from ui.socle.sortie import show_html
from ui.socle.style import configure_page
from ui.socle.texte import RIEN, Html, escape_html, escape_markdown
from ui.socle.vue import Vue

CONNU = "Ce qui en est dit"
LIGNES_MAX = 150
"""Lines of a list on the screen; the workbook has them all."""
PORTEES_MAX = 200
"""Parts of a plan that are listed to be chosen from; beyond, an action's figures are reached from its fiche alone."""
EN_BARRE = frozenset({"avancement", "encadrement", "attendu"})
"""Figures whose lines are percentages of 0 to 100, drawn as bars."""
ECRANS = {
    **dict.fromkeys(("mobilisation", "silence", "sans-partenaire", "concentration"), (PAGE_PARTENAIRES, "Partenaires")),
    **dict.fromkeys(("reunions", "charte"), (PAGE_CHARTE, "Charte")),
}
"""The screens that publish the figures which the Synthèse does not."""


@keep(128)
def get_explication(
    version: Version, trimestre: Trimestre, aujourd_hui: date, cle: str, portee: str = ""
) -> Explication:
    """Return an explanation, computed when first asked; raise KeyError for an unknown figure or code."""
    return explain(get_bilan(version, trimestre), cle, portee, aujourd_hui)


@keep(16)
def get_resultats(version: Version, trimestre: Trimestre, aujourd_hui: date) -> dict[str, str]:
    """Return every figure of the plan as published, by its place in an address."""
    bilan = get_bilan(version, trimestre)
    return {cle: explain(bilan, cle, "", aujourd_hui).calcul.resultat for cle in FIGURES}


def find_explication(contexte: Contexte, cle: str, portee: str) -> Explication | None:
    """Return what the address asks for, None when there is no such figure or code; say so in that case."""
    try:
        return get_explication(contexte.version, contexte.trimestre, contexte.aujourd_hui, cle, portee)
    except KeyError:
        demande = escape_markdown(f"{cle} {portee}"[:60])
        st.warning(f"Rien ne porte le nom «{FINE}{demande}{FINE}». Voici tous les chiffres.")
        return None


def show_explication(contexte: Contexte, explication: Explication) -> None:
    """Draw the whole explanation."""
    figure, portee, calcul = explication.figure, explication.portee, explication.calcul
    sujet = "Charte" if figure.generale else name_portee(portee)
    configure_page(f"{figure.nom} · {sujet} — {contexte.plan.nom}")
    etapes = "".join(f"<li>{escape_html(e)}</li>" for e in calcul.etapes) or Html("<li>Rien à calculer.</li>")
    libelle = f"<p>{escape_html(m.name_libelle(portee.libelle))}</p>" if portee.libelle else RIEN
    show_html(
        f"{_write_retours(contexte, portee, figure.cle)}"
        f'<section class="explication"><div><h2>{escape_html(figure.nom)} · {escape_html(sujet)}</h2>{libelle}'
        f'<p class="resultat">{escape_html(calcul.resultat)}</p>'
        f"<p>{escape_html(_write_comptes(calcul))}</p>"
        f'<p class="note">{format_trimestre(contexte.trimestre)} · {escape_html(explication.source)}</p></div>'
        f"<div><h3>La règle</h3><p>{escape_html(write_regle(figure, contexte.plan))}</p>"
        f'<h3>Le calcul, avec vos nombres</h3><ol class="calcul">{etapes}</ol></div></section>'
        f"{_write_autres(contexte, explication)}"
    )
    show_html(_write_listes(contexte, explication))
    titre = f"{figure.nom}, {sujet}, {format_trimestre(contexte.trimestre)}"
    nom = f"calcul-{figure.cle}-{portee.code or slug(sujet)}"
    entetes = ("Place dans le calcul", "Code", "Action", "Objet", calcul.colonne, "Nombre compté", "Poids", "Précision")
    offer_tableau(contexte, nom, titre, entetes, lambda: list_rangees(explication), "explication")


def _write_comptes(calcul: Calcul) -> str:
    """Return how many lines each list has: « 36 comptées, 2 exclues, 2 manquantes »."""
    comptees, exclues, manquantes = (
        format_compte(len(lignes), nom)
        for lignes, nom in ((calcul.comptees, "comptée"), (calcul.exclues, "exclue"), (calcul.manquantes, "manquante"))
    )
    dont = "dont " if calcul.manquantes_comptees else ""
    return f"{comptees}, {dont}{manquantes}, {exclues}"


def list_rangees(explication: Explication) -> list[Sequence[Case]]:
    """Return every line of the three lists as a row of a workbook."""
    calcul = explication.calcul
    groupes = (("comptée", calcul.comptees), ("exclue", calcul.exclues), ("manquante", calcul.manquantes))
    return [
        [
            place,
            x.code or None,
            x.action.libelle.texte if x.action else None,
            x.objet or None,
            x.dit,
            x.valeur,
            x.poids,
            x.note or None,
        ]
        for place, lignes in groupes
        for x in lignes
    ]


def _write_retours(contexte: Contexte, portee: Portee, cle: str) -> Html:
    """Return the ways back: to what the figure is about, to every figure."""
    liens, (page, texte) = dict(contexte.liens), ECRANS.get(cle, (PAGE_SYNTHESE, "Synthèse"))
    if page == PAGE_CHARTE:
        liens = {"annee": str(contexte.trimestre.annee)}
    elif portee.genre == "action":
        page, texte, liens = PAGE_ACTIONS, f"Fiche {portee.code}", {"action": portee.code, **liens}
    elif portee.genre in {"orientation", "priorite"}:
        page, texte = PAGE_ACTIONS, "Orientations et actions"
        if portee.genre == "orientation":
            orientation = next(o for o in contexte.plan.orientations if o.code == portee.code)
            liens = {"orientation": name_orientation(orientation), **liens}
    elif portee.genre == "engagement":
        page, texte, liens = PAGE_ENGAGEMENTS, name_portee(portee), {"engagement": portee.repere, **liens}
    tous = write_lien(PAGE_AIDE, "Tous les chiffres", {"rubrique": "chiffres", **contexte.liens})
    retour = write_lien(page, f'<span aria-hidden="true">← </span>{escape_html(texte)}', liens)
    return f'<nav class="retours" aria-label="Revenir">{retour}{tous}</nav>'


def _write_autres(contexte: Contexte, explication: Explication) -> Html:
    """Return, folded, the same figure for other parts of the plan and other figures for the same part."""
    cle, code = explication.figure.cle, explication.portee.code
    bilan = get_bilan(contexte.version, contexte.trimestre)
    portees = [] if explication.figure.generale else list_portees(bilan)
    if len(portees) > PORTEES_MAX:
        portees = [p for p in portees if p.genre != "action"]
    parties = "".join(_write_partie(contexte, cle, p, code) for p in portees)
    du_plan = escape_html(write_nom(contexte.plan).du)
    ailleurs = f"<details><summary>Ce chiffre pour une autre partie {du_plan}</summary><ul>{parties}</ul></details>"
    suite = {"portee": code} if code else {}
    figures = "".join(
        f"<li>{write_lien(PAGE_AIDE, escape_html(f.nom), {'chiffre': f.cle, **suite, **contexte.liens})}</li>"
        for f in FIGURES.values()
        if f.cle != cle and not (code and f.generale)
    )
    return (
        f'<div class="autres">{ailleurs if parties else ""}<details><summary>Un autre chiffre, pour la même partie'
        f"</summary><ul>{figures}</ul></details></div>"
    )


def _write_partie(contexte: Contexte, cle: str, portee: Portee, courante: str) -> Html:
    nom = escape_html(name_portee(portee))
    if portee.code == courante:
        return f"<li><strong>{nom}</strong></li>"
    suite = {"portee": portee.code} if portee.code else {}
    return f"<li>{write_lien(PAGE_AIDE, nom, {'chiffre': cle, **suite, **contexte.liens})}</li>"


def _write_listes(contexte: Contexte, explication: Explication) -> Html:
    """Return the three lists, the short ones first: what is missing and excluded is what readers ask about."""
    calcul, barres = explication.calcul, explication.figure.cle in EN_BARRE
    parties = (
        ("Ce qui manque", "Rien ne manque.", CONNU, calcul.manquantes),
        ("Ce qui est exclu", "Rien n’est exclu.", CONNU, calcul.exclues),
        ("Ce qui est compté", "Rien n’est compté.", calcul.colonne, calcul.comptees),
    )
    morceaux = []
    for titre, vide, colonne, lignes in parties:
        entete = f'<h3 class="sous-titre">{escape_html(titre)} ({len(lignes)})</h3>'
        corps = f'<p class="note">{escape_html(vide)}</p>'
        if lignes:
            table = _write_lignes(contexte, titre, colonne, lignes[:LIGNES_MAX], barres=barres)
            corps = write_coupe(LIGNES_MAX, len(lignes), "le tableau à télécharger les contient toutes.") + table
        morceaux.append(f"{entete}{corps}")
    objets = any(x.objet for _, _, _, lignes in parties for x in lignes)
    actions = any(x.action for _, _, _, lignes in parties for x in lignes)
    classe = Html("listes" if not objets else "listes objets" if actions else "listes seuls")
    return f'<div class="{classe}">{"".join(morceaux)}</div>'


def _write_lignes(contexte: Contexte, titre: str, colonne: str, lignes: Sequence[Ligne], *, barres: bool) -> Html:
    """Return a list as a table; a column of objects or of weights only where there are some."""
    objets, pesees = any(x.objet for x in lignes), any(x.poids != 1 for x in lignes)
    actions = any(x.action for x in lignes)
    entetes = [
        *(["Action"] if actions else []),
        *(["Objet"] if objets else []),
        colonne,
        *(["Poids"] if pesees else []),
        "Précision",
    ]
    corps = []
    for x in lignes:
        lien = [m.write_action(x.action, contexte.liens)] if x.action else []
        dit = _write_dit(x, barres=barres)
        objet, poids = [escape_html(x.objet)] if objets else [], [format_mesure(x.poids)] if pesees else []
        corps.append([*lien, *objet, dit, *poids, f'<span class="texte-libre">{escape_html(x.note)}</span>'])
    return write_table(titre, entetes, corps, large=(0, len(entetes) - 1), legende_lue=True)


def _write_dit(ligne: Ligne, *, barres: bool) -> Html:
    """Return what a line says, with the mark of its statut or météo, or the bar of its percentage."""
    if ligne.dit in set(Statut):
        return m.write_statut(Statut(ligne.dit))
    if ligne.dit in set(Meteo):
        return m.write_meteo(Meteo(ligne.dit))
    if barres and ligne.valeur is not None:
        barre = m.write_barre(ligne.valeur)
        return f'<span class="avance">{barre}<span class="num">{escape_html(ligne.dit)}</span></span>'
    return escape_html(ligne.dit)


def write_tous(vue: Vue) -> Html:
    """Return every figure of the plan with its present value and its rule, each a link to its explanation."""
    resultats = get_resultats(vue.version, vue.trimestre, vue.aujourd_hui)
    lignes = [
        [
            write_lien(PAGE_AIDE, escape_html(f.nom), {"chiffre": f.cle, **vue.liens}),
            f"<strong>{escape_html(resultats[f.cle])}</strong>",
            escape_html(write_regle(f, vue.plan)),
        ]
        for f in FIGURES.values()
    ]
    legende = f"Les chiffres {write_nom(vue.plan).du} au {format_trimestre(vue.trimestre)}"
    return write_table(legende, ("Chiffre", "Valeur", "Règle"), lignes, large=(0, 2))
