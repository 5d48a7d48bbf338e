"""The day that the dates of a quarter are judged at: its last one, today while it runs."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from metrics.bilan import compute_bilan
from models.plan import Action, Jalon, Plan, Suivi
from models.trimestre import Trimestre
from phrases.explications.figures import explain
from tests.plans import JOURS, T2, T3, T4, TRIMESTRES, make_action, make_plan, plans

AUJOURD_HUI = date(2026, 11, 21)


@given(plans(), TRIMESTRES, JOURS)
def test_what_is_late_today_is_late_at_the_end_of_the_quarter(plan: Plan, trimestre: Trimestre, jour: date) -> None:
    """And the day changes nothing else."""
    ce_jour, a_la_fin = compute_bilan(plan, trimestre, jour), compute_bilan(plan, trimestre)
    for code, etat in ce_jour.etats.items():
        assert etat.en_retard <= a_la_fin.etats[code].en_retard
        assert etat.en_retard == (not etat.close and etat.echeance <= min(jour, trimestre.dernier_jour))
    assert replace(ce_jour.ensemble, en_retard=a_la_fin.ensemble.en_retard) == a_la_fin.ensemble
    if jour >= trimestre.dernier_jour:
        assert ce_jour.ensemble == a_la_fin.ensemble


@given(plans(), TRIMESTRES, JOURS, st.integers(0, 400))
def test_what_is_late_stays_so_while_nothing_is_said(plan: Plan, trimestre: Trimestre, jour: date, plus: int) -> None:
    suite = date.fromordinal(jour.toordinal() + plus)
    avant, apres = (compute_bilan(plan, trimestre, j).ensemble.en_retard for j in (jour, suite))
    assert avant <= apres


def make_datee(jour: date, **champs: object) -> Action:
    return make_action("A01", echeance=jour, jalons=(Jalon("A01/J1", "Un", jour, ()),), **champs)


@pytest.mark.parametrize(
    ("echeance", "en_retard"),
    [
        (date(2026, 9, 30), True),
        (date(2026, 11, 20), True),
        (AUJOURD_HUI, True),
        (date(2026, 11, 22), False),
        (date(2026, 12, 31), False),
    ],
)
def test_a_running_quarter_is_judged_today(echeance: date, en_retard: bool) -> None:
    (etat,) = compute_bilan(make_plan([make_datee(echeance)]), T4, AUJOURD_HUI).etats.values()
    assert etat.en_retard is etat.jalons[0].en_retard is etat.jalons[0].du is en_retard
    assert etat.chiffres_jalons.en_retard == en_retard


@pytest.mark.parametrize("jour", [date(2026, 10, 1), AUJOURD_HUI, date(2030, 1, 1)])
def test_a_quarter_that_is_over_is_judged_at_its_end(jour: date) -> None:
    pile, apres = make_datee(date(2026, 9, 30)), make_datee(date(2026, 10, 1))
    for action, attendu in ((pile, 1), (apres, 0)):
        assert compute_bilan(make_plan([action]), T3, jour).ensemble.en_retard == attendu


@pytest.mark.parametrize(
    ("trimestre", "jour", "dit"),
    [
        (T4, AUJOURD_HUI, "au plus tard le 21/11/2026."),
        (T4, date(2027, 2, 1), "au plus tard le 31/12/2026."),
        (T3, AUJOURD_HUI, "au plus tard le 30/09/2026."),
    ],
)
def test_its_explanation_names_that_day(trimestre: Trimestre, jour: date, dit: str) -> None:
    plan = make_plan([make_datee(date(2026, 1, 1), suivis=[Suivi(T2, avancement=10)])])
    assert explain(compute_bilan(plan, trimestre, jour), "retard").calcul.etapes[0].endswith(dit)
