"""What the screen stands on: the campaign of the quarter chosen, its two logs read at each run."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

import streamlit as st

from loaders.campagne.journaux import Envoye, load_envoyes, load_vus
from metrics.bilan import list_choix_trimestres
from metrics.campagne.suivi import SuiviCampagne, SuiviPilote, Vu, compute_campagne, find_campagne_en_cours
from models.session import open_base
from models.temps import find_jour
from models.trimestre import Trimestre
from phrases.trimestre import name_choix
from ui.socle.donnees import Version, get_plan
from ui.socle.guard import Contexte
from ui.socle.memoire import keep

CLE = "campagne"
"""What the address tells the quarter by."""


@dataclass(frozen=True, slots=True)
class Vue:
    """A campaign and the messages that left, the latest first."""

    suivi: SuiviCampagne
    envoyes: tuple[Envoye, ...]

    def find_pilote(self, code: str) -> SuiviPilote | None:
        """Return a pilot of the campaign, None when there is none of that code."""
        return next((s for s in self.suivi.pilotes if s.pilote.code == code), None)


def pick_trimestre(contexte: Contexte) -> Trimestre:
    """Draw the quarter, bound to the address, and return it: that of the campaign in progress unless chosen."""
    choix = list_choix_trimestres(contexte.plan, contexte.aujourd_hui)
    defaut = find_campagne_en_cours(contexte.plan, contexte.aujourd_hui)
    voulu = _read(st.query_params.get(CLE, ""), choix) or defaut
    retenu = st.selectbox(
        "Trimestre",
        choix,
        index=choix.index(voulu) if voulu in choix else 0,
        format_func=lambda t: name_choix(t, contexte.aujourd_hui),
        key="campagne_trimestre",
        width=320,
    )
    if retenu != defaut or CLE in st.query_params:
        st.query_params[CLE] = retenu.libelle
    return retenu


def _read(texte: str, choix: list[Trimestre]) -> Trimestre | None:
    try:
        lu = Trimestre.parse(texte)
    except ValueError:
        return None
    return lu if lu in choix else None


def read_vue(contexte: Contexte, trimestre: Trimestre) -> Vue:
    """Return the campaign of a quarter as it is now."""
    with open_base(lecture_seule=True) as session:
        vus, envoyes = load_vus(session, trimestre), load_envoyes(session, trimestre)
    derniers: dict[str, date] = {}
    for e in reversed(envoyes):
        derniers[e.pilote] = find_jour(e.envoye_le)
    suivi = _compute(
        contexte.version, trimestre, contexte.aujourd_hui, tuple(sorted(vus.items())), tuple(derniers.items())
    )
    return Vue(suivi, envoyes)


@keep(16)
def _compute(
    version: Version,
    trimestre: Trimestre,
    aujourd_hui: date,
    vus: tuple[tuple[str, Vu], ...],
    envois: tuple[tuple[str, date], ...],
) -> SuiviCampagne:
    return compute_campagne(get_plan(version), trimestre, aujourd_hui, dict(vus), dict(envois))
