"""What was decided of what an action waited for, as HTML: the décision in force, then those of earlier demands."""

from __future__ import annotations

from exports.blocs.actions.preuves import write_preuve
from exports.blocs.pli import write_pli
from metrics.etat import EtatAction
from models.plan import Plan
from models.presentation import Decision
from phrases.decisions import write_prises
from phrases.format import FINE, format_date, format_trimestre, keep_sigles
from phrases.html import RIEN, Html, escape_html


def write_decisions(etat: EtatAction, plan: Plan) -> Html:
    """Return the décision that answers what is asked for, and folded those that answered something else before."""
    autres = [d for d in etat.action.decisions if d.comptee_au <= etat.trimestre and d != etat.prise]
    html = _write_prise(etat.prise, plan) if etat.prise is not None else RIEN
    if etat.prise is not None and etat.debloquee is not None:
        html += f'<p class="note">L’action n’est plus bloquée depuis le {format_trimestre(etat.debloquee)}.</p>'
    if not autres:
        return html
    titre = f"Sur d’autres demandes{FINE}: {write_prises(len(autres))}"
    return html + write_pli(escape_html(titre), "".join(_write_autre(d, plan) for d in reversed(autres)))


def _write_prise(decision: Decision, plan: Plan) -> Html:
    texte = f'<p class="texte-libre">{escape_html(decision.texte)}</p>{_write_suites(decision)}'
    return (
        f'<section class="encart decision"><h2>Décision prise</h2>{texte}'
        f'<p class="note">{_write_qui(decision, plan)}</p>{_write_preuve(decision, plan)}</section>'
    )


def _write_preuve(decision: Decision, plan: Plan) -> Html:
    return write_preuve(plan.actions_par_code[decision.action], decision.reference)


def _write_autre(decision: Decision, plan: Plan) -> Html:
    demande = f"Demande du {format_trimestre(decision.demandee_au)}{FINE}: {escape_html(decision.demande)}"
    return f'<p class="note">{demande}</p>{_write_prise(decision, plan)}'


def _write_suites(decision: Decision) -> Html:
    if not decision.suites:
        return RIEN
    return f'<p class="texte-libre"><strong>Suites données</strong>{FINE}: {escape_html(decision.suites)}</p>'


def _write_qui(decision: Decision, plan: Plan) -> Html:
    """Return who decided and when, and in which meeting where one is kept."""
    reunion = next((p for p in plan.presentations if p.reference == decision.presentation), None)
    ou = f" · {reunion.titre}" if reunion is not None else ""
    return escape_html(keep_sigles(f"{decision.par}, le {format_date(decision.prise_le)}{ou}"))
