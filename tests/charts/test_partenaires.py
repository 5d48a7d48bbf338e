"""The evolution of the partnership says its finding, keeps silence apart, holds every datum in its table."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given

from charts.partenaires import ENTETES, build_evolution
from charts.partenaires_carte import build_carte
from charts.theme import CLAIR, SOMBRE
from metrics.bilan import compute_bilan
from metrics.implication import compute_partenaire
from metrics.partenariat import compute_partenariat
from metrics.partenariat_temps import PointImplication, list_evolution
from models.plan import Implication, Plan
from tests.plans import T1, T2, T3, make_action
from tests.plans_partenariat import N, make_grand, make_partenariat, make_participation, partenariats


def make_evolution(*niveaux: N | None, silence: bool = True):
    implications = tuple(Implication(t, n) for t, n in zip((T1, T2, T3), niveaux, strict=True) if n is not None)
    participation = make_participation("Un")
    participations = (
        type(participation)("A1/Un", "Un", attendue=True, implications=implications),
        *([make_participation("Deux")] if silence else []),
    )
    return build_evolution(
        list_evolution(make_partenariat(make_action("A1", participations=participations)), T3), CLAIR
    )


@given(partenariats())
def test_any_plan_is_drawn_with_its_data(plan: Plan) -> None:
    points = list_evolution(plan, T3)
    dessin = build_evolution(points, SOMBRE)
    assert len(dessin.lignes) == len(dessin.valeurs) == len(points)
    assert all(len(ligne) == len(ENTETES) for ligne in (*dessin.lignes, *dessin.valeurs))
    dessin.figure.to_json()
    for point, valeurs in zip(points, dessin.valeurs, strict=True):
        i = point.implication
        assert valeurs[1:5] == (i.attendues, i.mobilisees, i.peu_mobilisees, i.silencieuses)
        assert sum(trace.y[points.index(point)] for trace in dessin.figure.data) == i.attendues


@given(partenariats())
def test_no_quarter_is_lost_on_the_way_to_the_drawing(plan: Plan) -> None:
    points = list_evolution(plan, T3)
    figure, rangs = build_evolution(points, CLAIR).figure, list(range(len(points)))
    assert [list(trace.x) for trace in figure.data] == [rangs] * 3
    assert [len(trace.y) for trace in figure.data] == [len(points)] * 3
    axe = figure.layout.xaxis
    assert list(axe.tickvals) == [a.x for a in figure.layout.annotations] == rangs
    assert [t.partition("<br>")[0] for t in axe.ticktext] == [f"T{p.trimestre.numero}" for p in points]
    assert axe.range[0] <= -0.5  # half a bar on each side
    assert axe.range[1] >= len(points) - 0.5
    haut = max((p.implication.attendues for p in points), default=0)
    assert figure.layout.yaxis.range[0] <= 0
    assert figure.layout.yaxis.range[1] > haut  # the taux stands above the bar
    assert [a.y for a in figure.layout.annotations] == [p.implication.attendues for p in points]


def test_the_year_is_written_at_the_first_quarter_and_at_each_january() -> None:
    points = [PointImplication(T3.decale(n), compute_partenaire("", [])) for n in range(4)]
    ticks = build_evolution(points, CLAIR).figure.layout.xaxis.ticktext
    assert list(ticks) == ["T3<br>2026", "T4<br>", "T1<br>2027", "T2<br>"]


def test_a_silent_quarter_has_no_taux() -> None:
    dessin = make_evolution(N.CONTRIBUTEUR, None, N.INFORME)
    assert [a.text for a in dessin.figure.layout.annotations] == ["50\u202f%", "?", "0\u202f%"]
    assert [ligne[-1] for ligne in dessin.lignes] == ["50\u202f%", "sans nouvelle", "0\u202f%"]
    assert [valeurs[-1] for valeurs in dessin.valeurs] == [50.0, None, 0.0]


def test_the_title_says_where_it_goes() -> None:
    def say(*niveaux: N | None) -> str:
        return make_evolution(*niveaux, silence=False).titre

    phrase = "des participations attendues sont mobilisées au T3\u00a02026"
    assert say(N.INFORME, N.INFORME, N.CO_PORTEUR) == f"100\u202f% {phrase}, +100 points depuis le T2\u00a02026"
    assert say(N.INFORME, N.CO_PORTEUR, N.CO_PORTEUR) == f"100\u202f% {phrase}, autant qu’au T2\u00a02026"
    assert say(N.CO_PORTEUR, None, N.CO_PORTEUR) == f"100\u202f% {phrase}"
    assert say(None, None, N.INFORME) == f"0\u202f% {phrase}"
    # Half is silent: nothing is compared, the silence is said.
    assert make_evolution(N.INFORME, N.INFORME, N.CO_PORTEUR).titre == (
        f"50\u202f% au moins {phrase}, 50\u202f% sont sans nouvelle"
    )
    assert build_evolution([], CLAIR).titre == "Aucune participation de partenaire n’a encore été remontée"


@pytest.mark.parametrize("jour", [date(2026, 7, 1), date(2026, 9, 30)])
def test_a_running_quarter_is_compared_with_none(jour: date) -> None:
    participation = replace(
        make_participation("Un"), implications=(Implication(T2, N.INFORME), Implication(T3, N.CO_PORTEUR))
    )
    points = list_evolution(make_partenariat(make_action("A1", participations=[participation])), T3)
    dit = "100\u202f% des participations attendues sont mobilisées au T3\u00a02026"
    assert build_evolution(points, CLAIR, jour).titre == f"{dit}, trimestre en cours"
    assert build_evolution(points, CLAIR, date(2026, 10, 1)).titre == f"{dit}, +100 points depuis le T2\u00a02026"


def test_silence_is_an_outline() -> None:
    dessin = build_evolution(list_evolution(make_grand(60), T3), CLAIR)
    assert dessin.figure.data[2].marker.color == CLAIR.papier
    assert dessin.figure.data[2].marker.line.color == CLAIR.inconnu.trait


@given(partenariats())
def test_any_map_is_drawn_with_its_numbers(plan: Plan) -> None:
    p = compute_partenariat(compute_bilan(plan, T3))
    dessin = build_carte(list(p.partenaires), plan.orientations, p.cases, "Titre", CLAIR)
    dessin.figure.to_json()
    nombres = dessin.figure.layout.annotations[:-1]  # the last one is the key
    assert len(nombres) == len(p.cases)
    muettes = [i for i in p.cases.values() if i.attendues and not i.remontees]
    assert len(dessin.figure.layout.shapes) == sum(bool(i.attendues and not i.suffisante) for i in p.cases.values())
    assert sum("?/" in a.text for a in nombres) == len(muettes)
    colorees = [z for rangee in dessin.figure.data[0].z or () for z in rangee if z is not None]
    assert len(colorees) == sum(bool(i.mobilisees or i.suffisante) for i in p.cases.values())


def test_sixty_names_stay_whole() -> None:
    plan = make_grand(60)
    p = compute_partenariat(compute_bilan(plan, T3))
    dessin = build_carte(list(p.partenaires), plan.orientations, p.cases, "Titre", CLAIR)
    dits = [t.replace("<br>", " ") for t in dessin.figure.layout.yaxis.ticktext]
    assert dits == [x.nom for x in plan.partenaires]
    assert dessin.figure.layout.yaxis.tickfont.size >= 12
