"""The filters of the list of actions: what they keep, and their place in the address."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import streamlit as st

from metrics.etat import EtatAction
from models.plan import Orientation, Plan, Priorite
from models.texte import fold
from models.vocabulaire import Fraicheur, Statut
from ui.marques import name_orientation

EN_RETARD = "En retard"
NON_RENSEIGNEE = "Non renseignée"
NON_ACTUALISEE = "Non actualisée"
A_BOUGE = "A bougé ce trimestre"
CLES = ("q", "orientation", "pilote", "statut")


@dataclass(frozen=True, slots=True)
class Filtres:
    """What the viewer asked for; None and the empty text ask for nothing. `bouges`: the codes of what moved."""

    texte: str = ""
    orientation: str | None = None
    pilote: str | None = None
    statut: str | None = None
    bouges: frozenset[str] = frozenset()

    @property
    def actifs(self) -> bool:
        """Return whether anything is filtered out."""
        return bool(self.texte.strip() or self.orientation or self.pilote or self.statut)

    def keep(self, etat: EtatAction, priorite: Priorite, orientation: Orientation) -> bool:
        """Return whether an action passes; every word of the text must be in its code, titles or pilots."""
        action = etat.action
        pilotes = [p.nom for p in (action.pilote, *action.copilotes)]
        if self.orientation and self.orientation != name_orientation(orientation):
            return False
        if self.pilote and self.pilote not in pilotes:
            return False
        if self.statut == A_BOUGE:
            if action.code not in self.bouges:
                return False
        elif self.statut and not _MOTIFS.get(self.statut, lambda e: e.statut == self.statut)(etat):
            return False
        sujet = fold(" ".join([action.code, action.libelle.texte, priorite.libelle.texte, *pilotes]))
        return all(mot in sujet for mot in fold(self.texte).split())


_MOTIFS: dict[str, Callable[[EtatAction], bool]] = {
    EN_RETARD: lambda e: e.en_retard,
    NON_RENSEIGNEE: lambda e: e.active and e.fraicheur is Fraicheur.NON_RENSEIGNEE,
    NON_ACTUALISEE: lambda e: e.active and e.fraicheur in {Fraicheur.NON_ACTUALISEE, Fraicheur.ANCIENNE},
}


def pick_filtres(plan: Plan, bouges: frozenset[str]) -> Filtres:
    """Draw the filters, bound to the address, and return what they hold."""
    with st.container(horizontal=True, vertical_alignment="bottom", key="filtres"):
        texte = st.text_input(
            "Rechercher",
            key="q",
            bind="query-params",
            type="search",
            placeholder="Un mot, un code, un service",
            width=300,
        )
        orientation = _pick("Orientation", [name_orientation(o) for o in plan.orientations], "Toutes", 280)
        pilote = _pick("Pilote", sorted((p.nom for p in plan.pilotes), key=fold), "Tous", 240)
        statut = _pick("Statut", [*map(str, Statut), EN_RETARD, NON_RENSEIGNEE, NON_ACTUALISEE, A_BOUGE], "Tous", 210)
    return Filtres(texte or "", orientation, pilote, statut, bouges)


def _pick(nom: str, choix: list[str], vide: str, largeur: int) -> str | None:
    return st.selectbox(
        nom,
        choix,
        index=None,
        key=nom.lower(),
        bind="query-params",
        placeholder=vide,
        width=largeur,
        filter_mode="contains",
    )


def read_adresse() -> dict[str, str]:
    """Return the filters that the address holds, to carry them from the list to a fiche and back."""
    return {cle: valeur for cle in CLES if (valeur := st.query_params.get(cle))}
