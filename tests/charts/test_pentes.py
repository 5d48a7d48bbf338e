"""The slopes of the orientations: the title says what the lines show, labels do not touch, what is unknown is a gap."""

from __future__ import annotations

from dataclasses import replace
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from charts.etiquettes import spread
from charts.graphique import Graphique, round_points
from charts.pentes import TRIMESTRES, build_pentes
from charts.theme import CLAIR, PALETTES
from metrics.tendance import Point, compute_tendance
from models.plan import Suivi
from models.trimestre import list_trimestres
from tests.plans import T3, make_action, make_plan

PLAN = make_plan([make_action("A01"), make_action("A02", orientation="O2")])
QUARTS = list_trimestres(T3.decale(1 - TRIMESTRES), T3)


def make_points(ecarts: list[float | None], complet: bool = True) -> list[Point]:
    """The figures of an orientation whose distances to the expected are given, the last one for T3 2026."""
    suivis = [Suivi(t, avancement=0 if e is None else 50) for t, e in zip(QUARTS[-len(ecarts) :], ecarts, strict=True)]
    base = compute_tendance(make_plan([make_action("A01", suivis=suivis)]), T3)
    points = []
    for point, ecart in zip(base, ecarts, strict=True):
        chiffres = replace(
            point.ensemble,
            avancement=None if ecart is None else 50.0,
            attendu=None if ecart is None else 50.0 - ecart,
            connues=0 if ecart is None else point.ensemble.actives,
        )
        points.append(replace(point, ensemble=chiffres, complet=complet))
    return points


def draw(*ecarts: list[float | None]) -> Graphique | None:
    orientations = PLAN.orientations[: len(ecarts)]
    points = {o.code: make_points(e) for o, e in zip(orientations, ecarts, strict=True)}
    return build_pentes(orientations, points, T3, CLAIR)


@pytest.mark.parametrize(
    ("une", "deux", "titre"),
    [
        ([9, 4, -8], [2, 0, -9], "Les 2 orientations perdent du terrain depuis le T1 2026, de 11 à 17 points"),
        ([9, -8], [9, -8], "Les 2 orientations perdent du terrain depuis le T2 2026, de 17 points"),
        ([0, -1], [5, 9], "L’orientation 1 perd 1 point sur l’attendu depuis le T2 2026"),
        ([0, 0], [5, 9], "L’orientation 2 gagne 4 points sur l’attendu depuis le T2 2026, aucune n’en perd"),
        ([0, 4], [5, 9], "Les orientations 1 et 2 gagnent 4 points sur l’attendu depuis le T2 2026, aucune n’en perd"),
        ([0.2, 0.4], [5, 5], "Aucune orientation n’a gagné ni perdu de terrain depuis le T2 2026"),
        ([None, 3, -3], [9, 9, 4], "Les 2 orientations perdent du terrain depuis le T2 2026, de 5 à 6 points"),
        ([9, None, 3, -3], [None, 9, 9, 4], "Les 2 orientations perdent du terrain depuis le T2 2026, de 5 à 6 points"),
    ],
)
def test_title_is_what_the_lines_show(une: list[float | None], deux: list[float | None], titre: str) -> None:
    dessin = draw(une, deux)
    assert dessin is not None
    assert dessin.titre.replace("\u00a0", " ").replace("\u202f", " ") == titre


PARTS = st.lists(st.none() | st.integers(-40, 40), min_size=2, max_size=TRIMESTRES)


@given(PARTS, PARTS)
def test_the_title_counts_what_is_drawn(une: list[int | None], deux: list[int | None]) -> None:
    dessin = draw(une, deux)
    longueur = min(len(une), len(deux))
    communs = [n for n in range(1, longueur + 1) if une[-n] is not None and deux[-n] is not None]
    if dessin is None:
        assert len(communs) < 2 or communs[0] != 1
        return
    depart = communs[-1]
    assert dessin.figure.data[0].x[-1] == TRIMESTRES - 1
    pertes = [round_points(t.y[-1]) - round_points(t.y[-depart]) for t in dessin.figure.data]
    titre = dessin.titre.replace("\u202f", " ").replace("\u00a0", " ")
    assert f"depuis le {QUARTS[-depart].libelle}" in titre
    assert (min(pertes) < 0) is (" perd " in titre or " perdent " in titre)
    if min(pertes) < 0:
        assert f"{-min(pertes)} point" in titre
    for trace, ecarts in zip(dessin.figure.data, (une, deux), strict=True):
        assert list(trace.y[-len(ecarts) :]) == ecarts


def test_what_is_not_known_is_a_gap_not_a_zero() -> None:
    dessin = draw([9, None, -8], [2, 1, -9])
    assert dessin is not None
    assert dessin.figure.data[0].y[-3:] == (9, None, -8)
    assert dessin.lignes[0][-3:] == ("+9 points", "non renseigné", "−8 points")
    assert not dessin.figure.data[0].connectgaps


def test_nothing_is_drawn_without_two_quarters_of_each() -> None:
    assert draw([9, -8], [-9]) is None
    assert draw([9, -8], [3, None]) is None
    assert draw([9, -8]) is not None
    seuls = {o.code: make_points([9, -8], complet=False) for o in PLAN.orientations}
    assert build_pentes(PLAN.orientations, seuls, T3, CLAIR) is None
    assert build_pentes((), {}, T3, CLAIR) is None


def test_words_and_data_say_the_same_on_both_grounds() -> None:
    points = {o.code: make_points([9.4, -8.2]) for o in PLAN.orientations}
    for palette in PALETTES.values():
        dessin = build_pentes(PLAN.orientations, points, T3, palette)
        assert dessin is not None
        assert "orientation 1, +9 points au T2\u00a02026, −8 points au T3\u00a02026" in dessin.alt
        assert dessin.valeurs[0][-2:] == (9.4, -8.2)
        assert len(dessin.entetes) == TRIMESTRES + 1 == len(dessin.lignes[0])
        fins = [a.text for a in dessin.figure.layout.annotations if a.text.startswith("<b>")]
        assert fins == ["<b>1</b>  −8 points", "<b>2</b>  −8 points"]


@given(st.lists(st.floats(-50, 50), max_size=6), st.floats(0.5, 20))
def test_labels_never_touch_and_keep_their_order(valeurs: list[float], ecart: float) -> None:
    places = spread(valeurs, ecart)
    ordre = sorted(range(len(valeurs)), key=lambda i: (valeurs[i], i))
    tries = [places[i] for i in ordre]
    assert all(b - a >= ecart - 1e-6 for a, b in pairwise(tries))
    if all(abs(a - b) >= ecart for i, a in enumerate(valeurs) for b in valeurs[:i]):
        assert places == pytest.approx(valeurs)


def test_quarter_of_the_screen_is_the_last_one_drawn() -> None:
    dessin = draw([9, -8], [2, -9])
    assert dessin is not None
    assert dessin.figure.layout.xaxis.ticktext[-1] == "T3\u00a02026"
