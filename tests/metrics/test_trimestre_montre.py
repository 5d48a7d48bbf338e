"""The quarter shown unless one is chosen: the latest one that speaks for the plan."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given

from metrics.bilan import SEUIL_REMONTEE, choose_trimestre, compute_bilan
from metrics.courant import is_remontee
from models.campagne import Campagne
from models.plan import Plan, Suivi
from models.trimestre import Trimestre
from models.vocabulaire import Statut
from tests.plans import JOURS, T2, T3, T4, TRIMESTRES, make_action, make_plan, plans

AUJOURD_HUI = date(2026, 11, 21)
CLOTURE = date(2026, 10, 21)


def report(*trimestres: Trimestre, statut: Statut | None = None) -> list[Suivi]:
    return [Suivi(t, avancement=10, statut=statut) for t in trimestres]


def make_remontes(nombres: Sequence[tuple[Trimestre, int]], total: int = 5, **champs: object) -> Plan:
    """A plan of some actions, the first ones of which were reported in each quarter."""
    actions = [make_action(f"A{n}", suivis=report(*(t for t, x in nombres if n < x))) for n in range(total)]
    return make_plan(actions, **champs)


@pytest.mark.parametrize(
    ("nombres", "attendu"),
    [
        ([(T3, 5)], T3),
        ([(T3, 5), (T4, 1)], T3),
        ([(T3, 5), (T4, 2)], T3),
        ([(T3, 5), (T4, 3)], T4),
        ([(T2, 3), (T3, 2), (T4, 1)], T2),
        ([(T2, 1), (T3, 2), (T4, 1)], T4),
        ([(T2, 1)], T2),
    ],
)
def test_the_first_workbooks_of_a_quarter_do_not_take_the_screens_away(
    nombres: list[tuple[Trimestre, int]], attendu: Trimestre
) -> None:
    assert choose_trimestre(make_remontes(nombres), AUJOURD_HUI) == attendu


@pytest.mark.parametrize(
    ("nombres", "clos", "attendu"),
    [
        ([(T2, 5), (T3, 1)], [T3], T3),
        ([(T2, 5), (T3, 1), (T4, 1)], [T3], T3),
        ([(T2, 5), (T3, 1), (T4, 5)], [T3], T4),
        ([(T2, 1)], [T3], T3),
    ],
)
def test_a_quarter_that_was_closed_is_shown_whatever_was_reported(
    nombres: list[tuple[Trimestre, int]], clos: list[Trimestre], attendu: Trimestre
) -> None:
    campagnes = [Campagne(t, close_le=CLOTURE) for t in clos] + [Campagne(T4, echeance=CLOTURE)]
    assert choose_trimestre(make_remontes(nombres, campagnes=campagnes), AUJOURD_HUI) == attendu


@pytest.mark.parametrize("statut", [Statut.ABANDONNEE, Statut.SANS_OBJET])
def test_what_is_out_of_the_figures_is_not_waited_for(statut: Statut) -> None:
    """3 reported of 5, of which 2 do not count any more: 3 of 3 active ones; without that, 3 of 6 are not enough."""
    ouvertes = [make_action(f"A{n}", suivis=report(T3, T4)) for n in range(3)]
    autres = [make_action(f"B{n}", suivis=report(T3, statut=statut)) for n in range(3)]
    assert choose_trimestre(make_plan([*ouvertes, *autres]), AUJOURD_HUI) == T4
    muettes = [make_action(f"B{n}", suivis=report(T3)) for n in range(3)]
    assert choose_trimestre(make_plan([*ouvertes, *muettes]), AUJOURD_HUI) == T3


@given(plans(), JOURS)
def test_the_quarter_shown_keeps_its_word(plan: Plan, jour: date) -> None:
    montre = choose_trimestre(plan, jour)
    dits = {s.trimestre for a in plan.actions for s in a.suivis if is_remontee(s)}

    def suffit(trimestre: Trimestre) -> bool:
        return (compute_bilan(plan, trimestre).ensemble.taux_remontee or 0) >= SEUIL_REMONTEE

    assert not any(suffit(t) for t in dits if t > montre)
    assert suffit(montre) or montre == max(dits, default=montre)


@given(plans(min_actions=3), TRIMESTRES, JOURS)
def test_one_report_more_never_shows_an_older_quarter(plan: Plan, trimestre: Trimestre, jour: date) -> None:
    """Where it was shown because enough was reported."""
    avant = choose_trimestre(plan, jour)
    if (compute_bilan(plan, avant).ensemble.taux_remontee or 0) < SEUIL_REMONTEE:
        return
    premiere = plan.actions[0]
    dits = tuple(sorted((*premiere.suivis, Suivi(trimestre, avancement=1)), key=lambda s: s.trimestre))
    if trimestre in {s.trimestre for s in premiere.suivis}:
        return
    autres = [replace(premiere, suivis=dits), *plan.actions[1:]]
    assert choose_trimestre(make_plan(autres), jour) >= avant
