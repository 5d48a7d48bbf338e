"""The filters of the calendar: those of the list of actions that fit, where a date stands, what it is of."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

import streamlit as st

from metrics.calendrier import Evenement, Nature, Situation
from models.plan import Plan
from ui.actions.filtres import CRITERES, Critere, pick_critere  # a date is kept by what keeps its action
from ui.kit.pages import reopen
from ui.kit.selection import pick_option
from ui.socle.donnees import Version
from ui.socle.inconnus import tell_inconnu

REPORTEE = "Reportée"
SITUATIONS = (
    Situation.RETARD,
    Situation.A_CONFIRMER,
    Situation.PROCHE,
    Situation.LOIN,
    REPORTEE,
    Situation.FAITE,
    Situation.NON_TENUE,
    Situation.NON_RENSEIGNEE,
)
SITUATION, NATURE = "situation", "nature"
PERIODE, ENTIERE = "periode", "plan"
"""What the address says when the whole plan is drawn; not bound to a widget, links lead from one to the other."""
PARTAGES: tuple[Critere, ...] = tuple(c for c in CRITERES if c.cle in {"orientation", "pilote", "avec"})
NOMS = {**{c.cle: c.nom for c in PARTAGES}, SITUATION: "Situation", NATURE: "Nature"}


class Choix(NamedTuple):
    """What the viewer asked for, as (key, value) in the order of the screen; hashable.

    `entiere`: the whole plan is drawn, rather than the quarters around the one shown; it keeps and leaves out nothing.
    """

    valeurs: tuple[tuple[str, str], ...] = ()
    entiere: bool = False

    @property
    def adresse(self) -> dict[str, str]:
        """Return all of it as the parameters of an address."""
        return {**dict(self.valeurs), **({PERIODE: ENTIERE} if self.entiere else {})}

    def select(self, plan: Plan, evenements: Sequence[Evenement]) -> tuple[Evenement, ...]:
        """Return what passes every filter, in the same order; a filter on actions keeps no meeting and no term."""
        demandes = dict(self.valeurs)
        motifs = [c.build_motif(plan, demandes[c.cle]) for c in PARTAGES if c.cle in demandes]
        situation, nature = demandes.get(SITUATION), demandes.get(NATURE)
        return tuple(
            e
            for e in evenements
            if (nature is None or e.nature == nature)
            and (situation is None or (e.reporte if situation == REPORTEE else e.situation == situation))
            and (not motifs or (e.etat is not None and all(motif(e.etat) for motif in motifs)))
        )


def pick_choix(version: Version) -> Choix:
    """Draw the filters, bound to the address, and return what they hold."""
    with st.container(horizontal=True, vertical_alignment="bottom", key="filtres_calendrier"):
        choisis = [(c.cle, pick_critere(version, c)) for c in PARTAGES]
        choisis += [
            (cle, pick_option(NOMS[cle], [*map(str, valeurs)], cle, "Toutes", largeur, on_change=reopen))
            for cle, valeurs, largeur in ((SITUATION, SITUATIONS, 190), (NATURE, tuple(Nature), 200))
        ]
    periode = st.query_params.get(PERIODE, "")
    if periode not in {"", ENTIERE}:
        tell_inconnu("Période", periode, "le dessin montre les trimestres autour de celui de l’écran.")
    return Choix(tuple((cle, valeur) for cle, valeur in choisis if valeur), periode == ENTIERE)
