from datetime import UTC, date, datetime

import pytest

from metrics.bilan import compute_bilan
from metrics.tendance import compute_evolution, compute_ligne_attendue, compute_tendance
from models.campagne import Campagne
from models.plan import Suivi
from models.trimestre import Trimestre
from models.vocabulaire import Statut
from tests.plans import T1, T2, T3, T4, make_action, make_plan

ACTIONS = [
    make_action("A01", suivis=[Suivi(T1, avancement=10), Suivi(T3, avancement=30, statut=Statut.BLOQUEE)]),
    make_action("A02", suivis=[Suivi(T2, avancement=50), Suivi(T4, avancement=90)]),
    make_action("A03"),
]


def test_from_the_first_reported_quarter_without_a_hole():
    points = compute_tendance(make_plan(ACTIONS), T3)
    assert [p.trimestre for p in points] == [T1, T2, T3]
    assert [p.ensemble.avancement for p in points] == [10, 30, 40]


def test_nothing_reported_by_then_is_an_empty_line():
    assert compute_tendance(make_plan([make_action()]), T3) == []
    assert compute_tendance(make_plan(ACTIONS), Trimestre(2025, 4)) == []


def test_the_line_stops_at_the_last_reported_quarter():
    assert [p.trimestre for p in compute_tendance(make_plan(ACTIONS), T4.decale(2))] == [T1, T2, T3, T4]
    vide = make_action("A01", suivis=[Suivi(T1, avancement=10), Suivi(T3)])
    assert [p.trimestre for p in compute_tendance(make_plan([vide]), T3)] == [T1]


def test_an_empty_row_starts_no_line():
    actions = [make_action("A01", suivis=[Suivi(T1), Suivi(T3, avancement=5)])]
    assert [p.trimestre for p in compute_tendance(make_plan(actions), T3)] == [T3]


def test_each_point_has_the_deadline_of_its_quarter():
    suivis = [Suivi(t, 1, declare_le=datetime(2026, 7, 1, tzinfo=UTC)) for t in (T1, T2, T3)]
    actions = [make_action("A01", suivis=suivis)]
    plan = make_plan(actions, campagnes=[Campagne(T1, date(2026, 4, 15)), Campagne(T2, date(2026, 7, 15))])
    assert [p.ensemble.dans_les_delais for p in compute_tendance(plan, T3)] == [0, 1, None]


def test_some_actions_only():
    points = compute_tendance(make_plan(ACTIONS), T3, {"A02"})
    assert [(p.trimestre, p.ensemble.avancement, p.ensemble.total) for p in points] == [(T2, 50, 1), (T3, 50, 1)]


def test_each_statement_is_read_once(monkeypatch):
    lus = []
    monkeypatch.setattr("metrics.courant.Courant.read", lambda _, suivi: lus.append(suivi))
    compute_tendance(make_plan(ACTIONS), T4)
    assert len(lus) == 4


def test_constant_pace_line_runs_from_0_to_100():
    ligne = compute_ligne_attendue(make_plan([], debut=date(2024, 1, 1), fin=date(2025, 12, 31)), [])
    assert [str(p.trimestre) for p in (ligne[0], ligne[-1])] == ["2024-T1", "2025-T4"]
    assert len(ligne) == 8
    assert ligne[-1].attendu == 100
    assert ligne[0].attendu == pytest.approx(100 * 90 / 730)


def test_expected_line_is_the_published_one_then_the_known_actions_own_dates():
    propre = make_action("A04", debut=date(2026, 1, 1), echeance=date(2026, 12, 31), suivis=[Suivi(T2, avancement=5)])
    plan = make_plan([*ACTIONS, propre])
    points = compute_tendance(plan, T3)
    ligne = {p.trimestre: p.attendu for p in compute_ligne_attendue(plan, points)}
    assert {t: ligne[t] for t in (T1, T2, T3)} == {p.trimestre: p.ensemble.attendu for p in points}
    assert min(ligne) == T1
    communes = {p.trimestre: p.attendu for p in compute_ligne_attendue(plan, [])}
    assert ligne[T4] == pytest.approx((2 * communes[T4] + 100) / 3)
    assert ligne[Trimestre(2028, 4)] == 100


def test_expected_line_of_common_dates_is_the_constant_pace_throughout():
    plan = make_plan(ACTIONS)
    ligne = compute_ligne_attendue(plan, compute_tendance(plan, T3))
    constante = compute_ligne_attendue(plan, [])
    assert [p.trimestre for p in ligne] == [p.trimestre for p in constante]
    assert [p.attendu for p in ligne] == pytest.approx([p.attendu for p in constante])


def test_change_since_the_previous_quarter():
    plan = make_plan(ACTIONS)
    change = compute_evolution(compute_bilan(plan, T3), compute_bilan(plan, T2))
    assert (change.depuis, change.avancement, change.decisions) == (T2, 10, 0)
    assert change.taux_remontee == pytest.approx(0)


def test_change_from_the_unknown_is_unknown():
    plan = make_plan(ACTIONS)
    change = compute_evolution(compute_bilan(plan, T1), compute_bilan(plan, T1.decale(-1)))
    assert change.avancement is None
    assert change.taux_remontee == pytest.approx(1 / 3)
