"""The trend keeps measure, expected and projection apart, and writes no more figures than can be read."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from charts.graphique import Graphique
from charts.tendance import Courbe, build_tendance, choose_figures
from charts.theme import CLAIR
from metrics.projection import compute_projection
from metrics.tendance import compute_ligne_attendue, compute_tendance
from models.plan import Plan, Suivi
from models.trimestre import Trimestre
from models.vocabulaire import Statut
from tests.plans import T1, T3, make_action, make_plan


def make_courbe(plan: Plan, trimestre: Trimestre) -> Courbe:
    points = compute_tendance(plan, trimestre)
    return Courbe(points, compute_ligne_attendue(plan, points), compute_projection(plan, points), plan)


def make_trend(*valeurs: int | None) -> Graphique:
    """The trend of one action reported in the last quarters up to T3 2026; None is no report."""
    trimestres = [T3.decale(i - len(valeurs) + 1) for i in range(len(valeurs))]
    suivis = [
        Suivi(t, avancement=v, statut=Statut.EN_COURS)
        for t, v in zip(trimestres, valeurs, strict=True)
        if v is not None
    ]
    return build_tendance(make_courbe(make_plan([make_action("A01", suivis=suivis)]), T3), CLAIR)


def test_trend_says_the_gain_and_whether_the_gap_grows() -> None:
    def trend(*valeurs: int) -> str:
        return make_trend(*valeurs).titre.replace("\u00a0", " ")

    assert trend(10, 11, 12) == "+2 points d’avancement depuis le T1 2026\u202f; le retard sur l’attendu se creuse"
    assert trend(10, 30, 50) == "+40 points d’avancement depuis le T1 2026\u202f; le retard sur l’attendu se réduit"
    assert trend(60, 70, 80).endswith("au niveau de l’attendu ou devant")
    assert trend(60, 55, 50).endswith("l’attendu est passé devant")
    assert trend(10, 50, 80).endswith("le retard sur l’attendu est rattrapé")


@pytest.mark.parametrize(
    ("valeurs", "jour", "dit"),
    [
        ((10, 20, 90), date(2026, 9, 30), "+10 points d’avancement depuis le T1 2026 ; le retard sur l’attendu se ré"),
        ((10, 20, 90), date(2026, 10, 1), "+80 points d’avancement depuis le T1 2026 ; le retard sur l’attendu est"),
        ((90,), date(2026, 9, 30), "Un seul trimestre est assez renseigné : T3 2026"),
        ((20, 90), date(2026, 9, 30), "Un seul trimestre est assez renseigné : T2 2026"),
    ],
)
def test_trend_is_not_told_by_a_quarter_that_runs(valeurs: tuple[int, ...], jour: date, dit: str) -> None:
    trimestres = [T3.decale(i - len(valeurs) + 1) for i in range(len(valeurs))]
    suivis = [Suivi(t, avancement=v) for t, v in zip(trimestres, valeurs, strict=True)]
    courbe = replace(make_courbe(make_plan([make_action("A01", suivis=suivis)]), T3), aujourd_hui=jour)
    dessin = build_tendance(courbe, CLAIR)
    assert dessin.titre.replace("\u00a0", " ").replace("\u202f", " ").startswith(dit)
    assert any(ligne[0] == "T3\u00a02026" and "90" in ligne[1] for ligne in dessin.lignes)


def test_trend_holds_the_whole_plan_and_keeps_the_projection_apart() -> None:
    dessin = make_trend(10, 13, 16, 20, 30)
    assert len(dessin.lignes) == 20
    dits = {ligne[0]: [c.replace("\u202f", " ") for c in ligne[1:]] for ligne in dessin.lignes}
    assert dits["T3\u00a02026"] == ["30,0 %", "54,9 %", "−24,9\u00a0points", "1 sur 1", "–", "–"]
    assert dits["T4\u00a02028"] == ["–", "100,0 %", "–", "–", "60 %", "81 %"]
    assert dessin.valeurs[-1] == ("T4 2028", None, 100, None, None, 60, 81)
    assert "entre 60\u202f% et 81\u202f% fin 2028" in dessin.alt
    fond, bas, haut, _, mesure = dessin.figure.data
    assert fond.fill == "toself"
    assert (bas.y[0], haut.y[0], mesure.y[-1]) == (30, 30, 30)
    assert max(mesure.x) == bas.x[0]
    noms = " ".join(a.text for a in dessin.figure.layout.annotations).replace("\u202f", " ")
    assert "60 à 81 %" in noms
    assert "attendu 55 %" in noms


def test_trend_without_a_projection_says_why_and_draws_none() -> None:
    dessin = make_trend(10, 20)
    assert len(dessin.figure.data) == 2
    assert dessin.alt.endswith("moins de cinq trimestres suivis.")
    assert not any("projection" in a.text for a in dessin.figure.layout.annotations)


def test_trend_writes_the_ends_and_the_turns_only() -> None:
    trimestres = [T1.decale(i) for i in range(11)]

    def choose(*valeurs: float | None) -> list[float]:
        return [v for _, v in choose_figures(list(zip(trimestres, valeurs, strict=False)))]

    assert choose(1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11) == [1, 11]
    assert choose(1, 5, 9, 13, 8, 9, 10, 14, 15, 16, 17) == [1, 13, 17]
    assert choose(None, 5, None, 4) == [4]
    assert choose(1, 2) == [2]
    assert choose() == []


def test_trend_writes_the_figure_that_its_title_counts_from() -> None:
    mesures: list[tuple[Trimestre, float | None]] = [(T1.decale(i), 10.0 + i) for i in range(11)]
    assert [v for _, v in choose_figures(mesures, T1.decale(4))] == [10, 14, 20]
    assert [v for _, v in choose_figures(mesures, T1.decale(2))] == [12, 20], "where both would touch, the title's"


def test_axis_holds_the_whole_plan_and_an_unknown_quarter_is_said() -> None:
    plan = make_plan([make_action("A01", suivis=[Suivi(T3, avancement=5)]), make_action("A02"), make_action("A03")])
    courbe = make_courbe(plan, T3)
    dessin = build_tendance(Courbe(courbe.points, [], courbe.projete, courbe.plan, debut=Trimestre(2024, 1)), CLAIR)
    assert list(dessin.figure.layout.xaxis.ticktext) == ["2024", "2025", "2026"]
    assert [a.text.replace("\u00a0", " ") for a in dessin.figure.layout.annotations] == [
        "T3 2026\u202f: données insuffisantes"
    ]
