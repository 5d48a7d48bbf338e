"""A closed quarter in words: what was shown, what was corrected since, side by side."""

from __future__ import annotations

from typing import Any, Final

from metrics.campagne.cloture import Correction, Ecart, Niveau
from models.plan import Plan
from phrases.format import (
    FINE,
    NON_RENSEIGNE,
    format_compte,
    format_date,
    format_mesure,
    format_points,
    format_pourcent,
    format_taux,
    format_trimestre,
)
from phrases.nom import write_nom

PRESENTE: Final = "Tel que présenté"
CORRIGE: Final = "Corrigé depuis"
ENTETES: Final = ("De quoi", "Chiffre", PRESENTE, CORRIGE)
CHAMPS: Final = {
    "avancement": "Avancement",
    "taux_realisation": "Taux de réalisation",
    "attendu": "Attendu",
    "ecart": "Écart",
    "taux_remontee": "Taux de remontée",
    "exclues": "Actions hors calcul",
    "statut": "Statut",
    "meteo": "Météo",
    "priorite": "Priorité",
    "poids": "Poids",
    "attendues": "Participations attendues",
    "mobilisees": "Participations mobilisées",
    "silencieuses": "Participations sans nouvelle",
}


def write_clos(c: Correction) -> str:
    """Return « T3 2026 clos le 02/11/2026 », with both figures of the plan where something was corrected since."""
    trimestre = format_trimestre(c.trimestre)
    tete = f"{trimestre} clos le {format_date(c.close_le)}" if c.close_le else f"{trimestre} rouvert depuis sa clôture"
    if not c.ecarts:
        return f"{tete}{FINE}: chiffres tels que présentés"
    return f"{tete}{FINE}: {write_paire(c)}, {write_nombre(c)}"


def write_paire(c: Correction) -> str:
    """Return « 44,0 % tel que présenté, 46,0 % corrigé depuis »: the avancement of the plan, in both its states."""
    presente, corrige = format_pourcent(c.presente, 1), format_pourcent(c.corrige, 1)
    return f"avancement {presente} {PRESENTE.lower()}, {corrige} {CORRIGE.lower()}"


def write_nombre(c: Correction) -> str:
    """Return « 12 chiffres corrigés »."""
    return format_compte(len(c.ecarts), "chiffre corrigé", "chiffres corrigés")


def write_clos_court(c: Correction) -> str:
    """Return what the foot of a page has room for: « clos le 02/11/2026, 12 chiffres corrigés depuis »."""
    tete = f"clos le {format_date(c.close_le)}" if c.close_le else "rouvert"
    return f"{tete}, {write_nombre(c)} depuis" if c.ecarts else tete


def write_ecart(plan: Plan, e: Ecart) -> tuple[str, str, str, str]:
    """Return a figure as a row: what it is of, its name, as it was shown, as it is now."""
    return name_sujet(plan, e), CHAMPS[e.champ], format_chiffre(e.champ, e.presente), format_chiffre(e.champ, e.corrige)


def name_sujet(plan: Plan, e: Ecart) -> str:
    """Return what a figure is of, by the code that people know."""
    if e.niveau is Niveau.PLAN:
        return write_nom(plan).titre
    noms = {Niveau.ORIENTATION: "Orientation", Niveau.PRIORITE: "Priorité", Niveau.ENGAGEMENT: "Engagement"}
    return f"{noms[e.niveau]} {e.code}" if e.niveau in noms else e.code


def format_chiffre(champ: str, valeur: Any) -> str:
    """Return a published figure as people read it."""
    if valeur is None or isinstance(valeur, str):
        return valeur or NON_RENSEIGNE
    if champ.startswith("taux_"):
        return format_taux(valeur, 1)
    if champ == "ecart":
        return format_points(valeur, 1)
    if champ in ("avancement", "attendu"):
        return format_pourcent(valeur, 1)
    return format_mesure(valeur)
