"""What stands on every page of a quarter that was closed: as it was shown, corrected since, side by side."""

from __future__ import annotations

from exports.blocs.table import write_table
from metrics.campagne.cloture import find_correction
from metrics.campagne.suivi import list_non_vises
from models.plan import Plan
from models.trimestre import Trimestre
from phrases.campagne.clos import ENTETES, write_clos, write_ecart
from phrases.campagne.etats import write_non_vises
from phrases.html import RIEN, Html, escape_html


def write_cloture(plan: Plan, trimestre: Trimestre) -> Html:
    """Return the line of a closed quarter, its corrections folded under it, then what nobody signed; else nothing."""
    return f"{_write_correction(plan, trimestre)}{_write_non_vises(plan, trimestre)}"


def _write_non_vises(plan: Plan, trimestre: Trimestre) -> Html:
    """Return what was reported and nobody signed, in a campaign that asks for visas."""
    dit = write_non_vises(list_non_vises(plan, trimestre))
    return f'<p class="etat-clos">{escape_html(dit[:1].upper() + dit[1:])}.</p>' if dit else RIEN


def _write_correction(plan: Plan, trimestre: Trimestre) -> Html:
    correction = find_correction(plan, trimestre)
    if correction is None:
        return RIEN
    dit = escape_html(write_clos(correction))
    if not correction.ecarts:
        return f'<p class="etat-clos">{dit}.</p>'
    lignes = [[escape_html(x) for x in write_ecart(plan, e)] for e in correction.ecarts]
    table = write_table("Tel que présenté, et corrigé depuis", ENTETES, lignes, (2, 3), legende_lue=True)
    return f'<details class="etat-clos"><summary>{dit}</summary>{table}</details>'
