"""Drawings kept ready: built once per view (data, quarter, day, ground), then only read."""

from __future__ import annotations

from charts.barres import build_barres
from charts.graphique import Graphique
from charts.meteo import build_meteo
from charts.pentes import build_pentes
from charts.tendance import Courbe, build_tendance
from models.trimestre import Trimestre
from ui.socle.donnees import get_ligne_attendue, get_projection, get_tendance
from ui.socle.memoire import keep
from ui.socle.vue import Vue


@keep(32)
def get_pentes(vue: Vue) -> Graphique | None:
    """Return the distance of each orientation to the expected over the quarters; None where none may be told."""
    orientations = vue.plan.orientations
    if not vue.comparable:
        return None
    tendances = {
        o.code: get_tendance(vue.version, vue.trimestre, frozenset(a.code for a in o.actions)) for o in orientations
    }
    return build_pentes(orientations, tendances, vue.trimestre, vue.palette)


@keep(32)
def get_orientations(vue: Vue) -> Graphique:
    """Return how the orientations stand against the expected: over the quarters, else their progress in this one."""
    return get_pentes(vue) or build_barres(vue.bilan, vue.palette, vue.comparable)


@keep(32)
def get_meteo(vue: Vue) -> Graphique:
    """Return the météo of each orientation."""
    return build_meteo(vue.bilan, vue.palette)


@keep(64)
def get_courbe(vue: Vue, codes: frozenset[str] | None = None) -> Graphique:
    """Return the progress of the plan, or of some actions, over the quarters up to one, and where its pace leads."""
    cle = (vue.version, vue.trimestre, codes)
    constant = codes is None and vue.bilan.rythme_constant
    nom = "rythme constant" if constant else "attendu"
    debut = Trimestre.from_date(vue.plan.debut)
    lignes = get_tendance(*cle), get_ligne_attendue(*cle), get_projection(*cle)
    courbe = Courbe(*lignes, vue.plan, nom, debut, vue.aujourd_hui)
    return build_tendance(courbe, vue.palette)
