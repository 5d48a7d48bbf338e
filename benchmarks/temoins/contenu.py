"""What the reference pages say: the words of the Synthèse, computed by the application once."""

from __future__ import annotations

from datetime import UTC, datetime

from charts.theme import CLAIR
from metrics.bilan import Bilan, choose_trimestre
from metrics.decisions import group_decisions, list_a_decider
from models.trimestre import Trimestre
from phrases.format import format_points, format_pourcent, format_taux
from ui.socle.donnees import find_version, get_plan
from ui.socle.vue import Vue

AUJOURD_HUI = datetime.now(UTC).date()
VERSION = find_version(AUJOURD_HUI)
PLAN = get_plan(VERSION)
DEFAUT = choose_trimestre(PLAN, AUJOURD_HUI)
A_DECIDER = "À décider"


def build_vue(trimestre: Trimestre = DEFAUT) -> Vue:
    """Return what the Synthèse of a quarter is drawn from."""
    return Vue(VERSION, trimestre, DEFAUT, AUJOURD_HUI, CLAIR.nom)


def list_chiffres(bilan: Bilan) -> list[tuple[str, str]]:
    """Return the five figures, each after its name."""
    c = bilan.ensemble
    return [
        ("Avancement", format_pourcent(c.avancement)),
        ("Taux de réalisation", format_taux(c.taux_realisation)),
        ("Écart à l’attendu", format_points(c.ecart)),
        ("Remontée", format_taux(c.taux_remontee)),
        ("Décisions attendues", str(c.decisions)),
    ]


def list_decisions(vue: Vue) -> list[str]:
    """Return what is to be decided, each with its action, in the order of the Synthèse."""
    groupes = group_decisions(list_a_decider(vue.bilan, vue.jour_de_lecture))
    return [
        f"{ligne.action.code} {ligne.action.libelle.texte} · {ligne.decision_attendue}"
        for groupe in groupes
        for ligne in groupe.lignes
    ]
