"""What is to be told before a correction is written: faults, remarks, questions, what somebody else wrote meanwhile."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

import streamlit as st

from exports.blocs.table import write_table
from loaders.anomalie import Anomalie
from loaders.ecriture.correction import Constat
from loaders.question import Reponses as Dites
from models.changement import Changement
from models.plan import Plan
from models.remede import Canal
from phrases.format import FINE, set_espaces
from ui.kit.champs import find_libelle, name_sujet, write_valeur
from ui.kit.conflit import ACTUEL, SAISI, ask_conflit
from ui.socle.sortie import show_html
from ui.socle.texte import Html, escape_html, escape_markdown


@dataclass(frozen=True, slots=True)
class Arbitrages:
    """What was answered: to the questions, and of the cells in conflict, by their place."""

    questions: Dites = frozenset()
    gardees: frozenset[str] = frozenset()
    remplacees: frozenset[str] = frozenset()


def show_dits(plan: Plan, constat: Constat, cle: str) -> Arbitrages:
    """Draw all that is to be told and asked, then what would change; return what is answered."""
    if constat.fautes:
        st.error("  \n".join(_write(constat.fautes)), icon=":material/error:")
    if constat.avis:
        st.warning("  \n".join(_write(constat.avis)), icon=":material/warning:")
    dites = set()
    for q in constat.questions:
        libelles = {r.cle: r.libelle for r in q.possibles}
        reponse = st.radio(
            escape_markdown(set_espaces(q.dite)),
            q.choix,
            index=q.choix.index(q.reponse) if q.reponse else None,
            format_func=lambda c, libelles=libelles: escape_markdown(set_espaces(libelles[c])),
            key=f"question_{cle}_{q.cle}",
        )
        if reponse:
            dites.add((q.cle, reponse))
    choix = {c.cellule: ask_conflit(plan, c, f"conflit_{cle}_{c.cellule}_{c.remontee}") for c in constat.conflits}
    if constat.changements:
        show_html(_write_changements(plan, constat.changements))
        if not constat.fautes:
            show_html('<p class="note">Rien n’est encore écrit. «\u202fEnregistrer\u202f» vaut accord.</p>')
    gardees = frozenset(cellule for cellule, dit in choix.items() if dit == ACTUEL)
    return Arbitrages(frozenset(dites), gardees, frozenset(c for c, dit in choix.items() if dit == SAISI))


def _write(anomalies: Iterable[Anomalie]) -> list[str]:
    """Return what is wrong, each with what it is of."""
    dites = dict.fromkeys(f"{x.sujet} : {x.say(Canal.ECRAN)}" if x.sujet else x.say(Canal.ECRAN) for x in anomalies)
    return [escape_markdown(set_espaces(dite)) for dite in dites]


def _write_changements(plan: Plan, changements: Iterable[Changement]) -> Html:
    lignes = [
        [
            escape_html(f"{name_sujet(plan, c)}{FINE}: {find_libelle(c.champ).lower()}"),
            write_valeur(c.objet, c.champ, c.avant, c.trimestre),
            f"<strong>{write_valeur(c.objet, c.champ, c.apres, c.trimestre)}</strong>",
        ]
        for c in changements
    ]
    return write_table("Ce qui serait écrit", ("Donnée", "Avant", "Après"), lignes, fixe=True)
