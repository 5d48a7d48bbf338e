"""The evolution of the partnership says its finding, keeps silence apart, holds every datum in its table."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given

from charts.partenaires import build_evolution
from charts.partenaires_carte import build_carte
from charts.partenaires_mots import ENTETES
from charts.theme import CLAIR, SOMBRE
from metrics.bilan import compute_bilan
from metrics.implication import ImplicationPartenaire, compute_partenaire
from metrics.partenariat import compute_partenariat
from metrics.partenariat_temps import PointImplication, list_evolution
from models.plan import Implication, Plan
from models.trimestre import Trimestre
from tests.plans import T1, T2, T3, make_action
from tests.plans_partenariat import N, make_grand, make_partenariat, make_participation, partenariats


def strip(texte: str) -> str:
    return texte.translate({0xA0: " ", 0x202F: " "})


def make_evolution(*niveaux: N | None):
    implications = tuple(Implication(t, n) for t, n in zip((T1, T2, T3), niveaux, strict=True) if n is not None)
    participation = make_participation("Un")
    participations = (
        type(participation)("A1/Un", "Un", attendue=True, implications=implications),
        make_participation("Deux"),
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
    attendues, reponses, mobilisees = (list(trace.y) for trace in dessin.figure.data)
    for rang, (point, valeurs) in enumerate(zip(points, dessin.valeurs, strict=True)):
        i = point.implication
        assert valeurs[1:5] == (i.attendues, i.mobilisees, i.peu_mobilisees, i.silencieuses)
        assert (attendues[rang], reponses[rang]) == (i.attendues, i.remontees)
        assert mobilisees[rang] == (i.mobilisees if i.remontees else None)


@given(partenariats())
def test_no_quarter_is_lost_on_the_way_to_the_drawing(plan: Plan) -> None:
    points = list_evolution(plan, T3)
    figure, rangs = build_evolution(points, CLAIR).figure, list(range(len(points)))
    assert [list(trace.x) for trace in figure.data] == [rangs] * 3
    axe = figure.layout.xaxis
    assert list(axe.tickvals) == rangs
    assert [t.partition("<br>")[0] for t in axe.ticktext] == [f"T{p.trimestre.numero}" for p in points]
    assert axe.range[0] < 0
    assert axe.range[1] > len(points) - 1
    haut = max((p.implication.attendues for p in points), default=0)
    assert figure.layout.yaxis.range[0] < 0
    assert figure.layout.yaxis.range[1] > haut


@given(partenariats())
def test_each_line_is_named_at_its_end_with_its_number(plan: Plan) -> None:
    figure = build_evolution(list_evolution(plan, T3), CLAIR).figure
    fins = [a.text.replace("<br>", " ") for a in figure.layout.annotations if a.xanchor == "left"]
    assert fins == [f"<b>{t.y[-1]}</b> {t.name}" for t in figure.data if t.y and t.y[-1] is not None]


def test_the_year_is_written_at_the_first_quarter_and_at_each_january() -> None:
    points = [PointImplication(T3.decale(n), compute_partenaire("", [])) for n in range(4)]
    ticks = build_evolution(points, CLAIR).figure.layout.xaxis.ticktext
    assert list(ticks) == ["T3<br>2026", "T4<br>", "T1<br>2027", "T2<br>"]


def test_a_silent_quarter_has_answers_and_no_mobilised() -> None:
    dessin = make_evolution(N.CONTRIBUTEUR, None, N.INFORME)
    assert [list(trace.y) for trace in dessin.figure.data] == [[2, 2, 2], [1, 0, 1], [1, None, 0]]
    assert not any(trace.connectgaps for trace in dessin.figure.data)
    assert [ligne[-1] for ligne in dessin.lignes] == ["50\u202f%", "sans nouvelle", "0\u202f%"]
    assert [valeurs[-1] for valeurs in dessin.valeurs] == [50.0, None, 0.0]


def make_points(*nombres: tuple[int, int], depuis: Trimestre = T1) -> list[PointImplication]:
    """A point a quarter, from (answers, expected)."""
    return [
        PointImplication(depuis.decale(n), ImplicationPartenaire("", attendues, 0, attendues - reponses, 0))
        for n, (reponses, attendues) in enumerate(nombres)
    ]


@pytest.mark.parametrize(
    ("nombres", "titre"),
    [
        ([], "Aucune participation de partenaire n’a encore été remontée"),
        ([(0, 9), (0, 9)], "Aucune participation de partenaire n’a encore été remontée"),
        ([(1, 1)], "1 réponse sur 1 participation attendue au T1 2026 ; aucune ne manque"),
        ([(3, 9)], "3 réponses sur 9 participations attendues au T1 2026 ; 6 manquent"),
        ([(0, 0), (3, 9)], "3 réponses sur 9 participations attendues au T2 2026 ; 6 manquent"),
        ([(3, 9), (7, 8)], "Les réponses montent : 3 sur 9 au T1 2026, 7 sur 8 au T2 2026 ; 1 manque"),
        ([(3, 9), (2, 9)], "Les réponses baissent : 3 sur 9 au T1 2026, 2 sur 9 au T2 2026 ; 7 manquent"),
        ([(3, 9), (0, 9)], "Les réponses baissent : 3 sur 9 au T1 2026, aucune sur 9 au T2 2026 ; 9 manquent"),
        ([(3, 9), (3, 9)], "Autant de réponses : 3 sur 9 au T1 2026, 3 sur 9 au T2 2026 ; 6 manquent"),
        # More answers, of which a smaller share: neither up nor down.
        ([(3, 9), (4, 20)], "Réponses reçues : 3 sur 9 au T1 2026, 4 sur 20 au T2 2026 ; 16 manquent"),
        (
            [(3, 9), (8, 9), (5, 9)],
            "Les réponses ont monté, puis reculé : 3 sur 9 au T1 2026, 5 sur 9 au T3 2026 (8 au T2 2026) ; 4 manquent",
        ),
    ],
)
def test_the_title_says_where_the_answers_go(nombres: list[tuple[int, int]], titre: str) -> None:
    assert strip(build_evolution(make_points(*nombres), CLAIR).titre) == titre


@pytest.mark.parametrize("jour", [date(2026, 7, 1), date(2026, 9, 30)])
def test_a_running_quarter_is_compared_with_none(jour: date) -> None:
    points = make_points((3, 9), (7, 9), (0, 9))
    suite = "aucune sur 9 au T3 2026, trimestre en cours"
    assert strip(build_evolution(points, CLAIR, jour).titre) == (
        f"Les réponses montent : 3 sur 9 au T1 2026, 7 sur 9 au T2 2026 ; {suite}"
    )
    assert strip(build_evolution(points, CLAIR, date(2026, 10, 1)).titre).startswith("Les réponses ont monté, puis ")
    assert strip(build_evolution(points[1:], CLAIR, jour).titre) == (
        "Aucune réponse sur 9 participations attendues au T3 2026, trimestre en cours ; 9 manquent"
    )


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
