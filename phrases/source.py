"""What a document says of its data, wherever it is printed, taken away or handed out."""

from __future__ import annotations

from datetime import date

from metrics.bilan import find_derniere_remontee
from metrics.campagne.cloture import find_correction
from metrics.campagne.suivi import list_non_vises
from models.plan import Plan
from models.temps import find_jour
from models.trimestre import Trimestre
from phrases.campagne.clos import write_clos, write_clos_court
from phrases.campagne.etats import write_non_vises
from phrases.format import FINE, format_compte, format_date, format_trimestre


def write_source(plan: Plan, trimestre: Trimestre, aujourd_hui: date) -> str:
    """Return what a document says of its data: « Données au 30/09/2026 (T3 2026), … base réelle ».

    Of a quarter that was closed, it tells the avancement as it was shown and as it was corrected since.
    """
    jour = min(trimestre.dernier_jour, aujourd_hui)
    derniere = find_derniere_remontee(plan, trimestre)
    recue = f"dernière remontée le {format_date(find_jour(derniere))}" if derniere else "aucune remontée reçue"
    base = "base de démonstration (données fictives)" if plan.demonstration else "base réelle"
    correction = find_correction(plan, trimestre)
    clos = "" if correction is None else f" {write_clos(correction)}."
    au = f"données au {format_date(jour)} ({format_trimestre(trimestre)})"
    return f"{plan.nom}{FINE}: {au}, {recue}, {base}.{clos}{_write_visas(plan, trimestre)}"


def write_mention(plan: Plan, trimestre: Trimestre, aujourd_hui: date, presente_le: date | None = None) -> str:
    """Return what every page of a document says: « Données au 30/09/2026 (T3 2026) · Base réelle ».

    `presente_le` is the day of the meeting that was shown it, where it is made again: « …, telles que présentées… ».
    """
    jour = min(trimestre.dernier_jour, aujourd_hui)
    presentees = f", telles que présentées le {format_date(presente_le)}" if presente_le else ""
    correction = find_correction(plan, trimestre)
    clos = "" if correction is None else f", {write_clos_court(correction)}"
    attendus = len(list_non_vises(plan, trimestre))
    non_vises = f", {format_compte(attendus, 'remontée non visée', 'remontées non visées')}" if attendus else ""
    base = f"Base de démonstration{FINE}: données fictives" if plan.demonstration else "Base réelle"
    return f"Données au {format_date(jour)} ({format_trimestre(trimestre)}){presentees}{clos}{non_vises} · {base}"


def _write_visas(plan: Plan, trimestre: Trimestre) -> str:
    """Return « Non visé : A et B. », what was reported and nobody signed; empty for nothing."""
    dit = write_non_vises(list_non_vises(plan, trimestre))
    return f" {dit[:1].upper()}{dit[1:]}." if dit else ""
