"""Drawings kept ready: built once per revision, quarter and ground, then only read."""

from __future__ import annotations

import streamlit as st

from charts.barres import build_barres
from charts.graphique import Graphique
from charts.icicle import build_icicle
from charts.meteo import build_meteo
from charts.tendance import build_tendance
from charts.theme import PALETTES
from models.trimestre import Trimestre
from ui.donnees import Version, get_bilan, get_tendance


@st.cache_resource(max_entries=32, show_spinner=False)
def get_icicle(version: Version, trimestre: Trimestre, fond: str) -> Graphique:
    """Return the tree of a quarter."""
    return build_icicle(get_bilan(version, trimestre), PALETTES[fond])


@st.cache_resource(max_entries=32, show_spinner=False)
def get_barres(version: Version, trimestre: Trimestre, fond: str) -> Graphique:
    """Return the progress of each orientation."""
    return build_barres(get_bilan(version, trimestre), PALETTES[fond])


@st.cache_resource(max_entries=32, show_spinner=False)
def get_meteo(version: Version, trimestre: Trimestre, fond: str) -> Graphique:
    """Return the météo of each orientation."""
    return build_meteo(get_bilan(version, trimestre), PALETTES[fond])


@st.cache_resource(max_entries=32, show_spinner=False)
def get_courbe(version: Version, trimestre: Trimestre, fond: str) -> Graphique:
    """Return the progress over the quarters up to one."""
    bilan = get_bilan(version, trimestre)
    periode = f"{bilan.plan.debut.year}-{bilan.plan.fin.year}"
    return build_tendance(get_tendance(version, trimestre), PALETTES[fond], bilan.rythme_constant, periode)
