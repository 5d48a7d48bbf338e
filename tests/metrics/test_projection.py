"""A range at the pace of the last four quarters: bounded, ordered, and absent when there is too little to say."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from metrics.projection import Absence, Projection, compute_projection
from metrics.tendance import compute_tendance
from models.plan import Action, Plan, Suivi
from models.trimestre import Trimestre
from models.vocabulaire import Statut
from phrases.projection import ABSENCES, write_projection
from tests.plans import T3, make_action, make_plan, plans

CINQ = [T3.decale(i) for i in range(-4, 1)]
SERIES = st.lists(st.lists(st.integers(0, 100), min_size=5, max_size=5), min_size=1, max_size=6)


def make_suivie(code: str, *valeurs: int | None, poids: float = 1, **champs: object) -> Action:
    """An action reported at the end of each of the last quarters, the last value at T3 2026; None is no report."""
    trimestres = [T3.decale(i - len(valeurs) + 1) for i in range(len(valeurs))]
    suivis = [Suivi(t, avancement=v) for t, v in zip(trimestres, valeurs, strict=True) if v is not None]
    return make_action(code, suivis=suivis, poids=poids, **champs)


def project(plan: Plan, trimestre: Trimestre = T3) -> Projection | Absence:
    return compute_projection(plan, compute_tendance(plan, trimestre))


def make_projection(*series: list[int]) -> Projection:
    projection = project(make_plan([make_suivie(f"A{i:02}", *s) for i, s in enumerate(series)]))
    assert isinstance(projection, Projection)
    return projection


def test_constant_pace_is_one_line_to_the_end_of_the_plan() -> None:
    projection = make_projection([10, 15, 20, 25, 30])
    assert (projection.depuis, projection.depart, projection.lent, projection.rapide) == (T3, 30, 5, 5)
    assert [str(p.trimestre) for p in projection.points] == [str(T3.decale(n)) for n in range(1, 10)]
    assert [(p.bas, p.haut) for p in projection.points[:3]] == [(35, 35), (40, 40), (45, 45)]
    assert projection.terme.trimestre == Trimestre(2028, 4)


def test_range_leaves_out_the_fastest_then_the_slowest_quarter() -> None:
    projection = make_projection([0, 1, 3, 6, 12])
    assert (projection.lent, projection.rapide) == (2, pytest.approx(11 / 3))
    assert projection.terme.bas == 12 + 9 * 2
    assert projection.terme.haut == pytest.approx(12 + 33)


def test_newly_reported_actions_are_no_progress_and_no_regress() -> None:
    anciennes = [make_suivie(f"A{i:02}", 10, 15, 20, 25, 30) for i in range(3)]
    for valeur in (0, 100):
        plan = make_plan([*anciennes, make_suivie("A09", valeur)])
        projection = project(plan)
        assert isinstance(projection, Projection)
        assert (projection.lent, projection.rapide) == (5, 5)
        assert projection.depart == (90 + valeur) / 4


def test_excluded_actions_weigh_nothing_and_weights_count() -> None:
    abandonnee = make_action(
        "A08", suivis=[Suivi(CINQ[0], avancement=90, statut=Statut.EN_COURS), Suivi(T3, statut=Statut.ABANDONNEE)]
    )
    plan = make_plan([make_suivie("A01", 0, 4, 8, 12, 16, poids=3), make_suivie("A02", *[0] * 5), abandonnee])
    projection = project(plan)
    assert isinstance(projection, Projection)
    assert projection.lent == projection.rapide == 3


@pytest.mark.parametrize(
    ("actions", "absence"),
    [
        ([make_action()], Absence.RIEN),
        ([make_suivie("A01", 1, 2, 3, 4)], Absence.RECENT),
        ([make_suivie("A01", 1, 2, 3, 4, 5), make_action("A02")], Absence.INSUFFISANT),
        ([make_suivie("A01", 1, 2, 3, 4, 5), make_suivie("A02", 1, None, None, None, None)], Absence.PARTIEL),
        ([make_suivie("A01", 1, 2, 3, 4, 5), make_suivie("A02", None, None, None, None, 50)], Absence.AUTRES_ACTIONS),
    ],
)
def test_too_little_to_say(actions: list[Action], absence: Absence) -> None:
    assert project(make_plan(actions)) is absence
    assert write_projection(absence, make_plan()).endswith(f": {ABSENCES[absence]}.")


def test_nothing_is_projected_at_the_end_of_the_plan() -> None:
    plan = make_plan([make_suivie("A01", 1, 2, 3, 4, 5)], fin=date(2026, 9, 30))
    assert project(plan) is Absence.TERMINE
    encore = project(replace(plan, fin=date(2026, 10, 1)))
    assert isinstance(encore, Projection)
    assert [(p.trimestre, p.bas) for p in encore.points] == [(T3.decale(1), 6)]


@pytest.mark.parametrize(
    ("autre", "absence"),
    [((1, 2, 3, 4, None), Absence.PARTIEL), ((None, None, None, None, 5), Absence.AUTRES_ACTIONS)],
)
def test_three_actions_in_five_are_enough_to_project(autre: tuple[int | None, ...], absence: Absence) -> None:
    """As elsewhere, the threshold of coverage is reached at 60 %: of those just reported, of those followed."""

    def make(suivies: int) -> Plan:
        series = [(1, 2, 3, 4, 5)] * suivies + [autre] * (5 - suivies)
        return make_plan([make_suivie(f"A{n}", *serie) for n, serie in enumerate(series)])

    assert isinstance(project(make(3)), Projection)
    assert project(make(2)) is absence


def test_some_actions_only() -> None:
    plan = make_plan([make_suivie("A01", 0, 1, 2, 3, 4), make_suivie("A02", 0, 9, 18, 27, 36)])
    projection = compute_projection(plan, compute_tendance(plan, T3, {"A02"}), {"A02"})
    assert isinstance(projection, Projection)
    assert (projection.depart, projection.lent) == (36, 9)


@given(SERIES)
def test_bounds_are_ordered_and_within_0_and_100(series: list[list[int]]) -> None:
    projection = make_projection(*series)
    assert projection.lent <= projection.rapide
    assert all(0 <= p.bas <= p.haut <= 100 for p in projection.points)
    moyen = (projection.depart - sum(s[0] for s in series) / len(series)) / 4
    assert projection.lent - 1e-9 <= moyen <= projection.rapide + 1e-9


@given(SERIES, st.data())
def test_order_of_the_actions_changes_nothing(series: list[list[int]], data: st.DataObject) -> None:
    assert make_projection(*series).terme == make_projection(*data.draw(st.permutations(series))).terme


@given(st.lists(st.integers(0, 100), min_size=5, max_size=5), st.integers(1, 5))
def test_one_leaf_gives_itself(serie: list[int], nombre: int) -> None:
    seule, memes = make_projection(serie), make_projection(*[serie] * nombre)
    assert memes.terme.bas == pytest.approx(seule.terme.bas)
    assert memes.terme.haut == pytest.approx(seule.terme.haut)


@given(st.lists(st.integers(0, 100), min_size=5, max_size=5), st.integers(0, 100))
def test_a_better_last_quarter_lowers_no_bound(serie: list[int], dernier: int) -> None:
    assume(dernier >= serie[-1])
    avant, apres = make_projection(serie), make_projection([*serie[:-1], dernier])
    assert apres.terme.bas >= avant.terme.bas - 1e-9
    assert apres.terme.haut >= avant.terme.haut - 1e-9


def test_all_reached_stays_reached() -> None:
    projection = make_projection([100] * 5, [100] * 5)
    assert {(p.bas, p.haut) for p in projection.points} == {(100, 100)}


@given(plans())
def test_any_plan_is_projected_or_says_why(plan: Plan) -> None:
    projection = project(plan)
    assert isinstance(projection, Absence) or all(0 <= p.bas <= p.haut <= 100 for p in projection.points)


def test_sentence_gives_the_range_and_the_pace_it_stands_on() -> None:
    phrase = write_projection(make_projection([0, 1, 3, 6, 12]), make_plan()).replace("\u202f", " ")
    assert phrase == ("Au rythme des quatre derniers trimestres, le Schéma serait avancé entre 30 % et 45 % fin 2028.")
    vite = write_projection(make_projection([10, 15, 20, 25, 30]), make_plan()).replace("\u202f", " ")
    assert "serait avancé à 75 % fin" in vite
    court = make_plan([make_suivie("A01", 1, 2, 3, 4, 5)], fin=date(2027, 6, 30))
    assert write_projection(project(court), make_plan()).replace("\u202f", " ").endswith("à 8 % au T2\u00a02027.")
    presque = replace(court, fin=date(2027, 9, 30))  # its last quarter is not the year's
    assert write_projection(project(presque), presque).endswith("au T3\u00a02027.")
