"""The order of the list of actions: that of the plan, by distance to the expected, by date; kept in the address."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from enum import StrEnum

import streamlit as st

from exports.blocs.liens import PAGE_ACTIONS, write_lien
from metrics.etat import EtatAction
from models.texte import fold
from phrases.format import FINE
from ui.socle.inconnus import tell_inconnu
from ui.socle.texte import Html, escape_html

CLE = "ordre"
"""Not « tri », which is bound to a choice of another screen: the framework would take it off this address."""


class Tri(StrEnum):
    """An order, by its word in the address; the first one needs none."""

    PLAN = "Ordre du plan"
    ECART = "Écart"
    ECHEANCE = "Échéance"


NOMS = {
    Tri.PLAN: "ordre du plan",
    Tri.ECART: "plus loin derrière l’attendu",
    Tri.ECHEANCE: "échéance",
}


def list_tris(comparable: bool) -> list[Tri]:
    """Return the orders offered; distances order nothing in a quarter whose own may not be told."""
    return [tri for tri in Tri if comparable or tri is not Tri.ECART]


def read_tri(comparable: bool) -> Tri:
    """Return the order that the address asks for, that of the plan without one; an unknown one is said."""
    demande = st.query_params.get(CLE)
    if not demande:
        return Tri.PLAN
    trouve = next((tri for tri in list_tris(comparable) if fold(tri) == fold(demande)), None)
    if trouve is None:
        tell_inconnu("Trier", demande, f"voici l’{NOMS[Tri.PLAN]}.")
    return trouve or Tri.PLAN


def sort_etats(etats: Iterable[EtatAction], tri: Tri) -> list[EtatAction]:
    """Return the actions in an order; those of which it says nothing come last, in the order they came in.

    Nothing is expected of an action out of the figures; a date means nothing any more for one that is closed.
    """
    if tri is Tri.ECART:
        return sorted(etats, key=lambda e: (not e.active or e.ecart is None, e.ecart or 0))
    return sorted(etats, key=lambda e: (e.close, e.echeance)) if tri is Tri.ECHEANCE else list(etats)


def write_tri(tri: Tri, comparable: bool, adresse: Mapping[str, str]) -> Html:
    """Return the orders as links that keep the rest of the address, the present one in bold."""
    choix = " · ".join(_write_choix(offert, offert is tri, adresse) for offert in list_tris(comparable))
    return f'<p class="note tri">Trier{FINE}: {choix}</p>'


def _write_choix(tri: Tri, present: bool, adresse: Mapping[str, str]) -> Html:
    if present:
        return f'<strong aria-current="true">{escape_html(NOMS[tri])}</strong>'
    suite = {k: v for k, v in adresse.items() if k != CLE} | ({CLE: str(tri)} if tri is not Tri.PLAN else {})
    return write_lien(PAGE_ACTIONS, escape_html(NOMS[tri]), suite)
