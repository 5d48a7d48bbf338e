"""Drawings say the finding, hold every datum in their table, and survive any plan."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from charts.barres import build_barres
from charts.graphique import Graphique, wrap_texte
from charts.icicle import RETARD, build_icicle
from charts.meteo import build_meteo
from charts.tendance import build_tendance
from charts.theme import CLAIR, SOMBRE
from metrics.bilan import Bilan, compute_bilan
from models.plan import Suivi
from models.vocabulaire import Fraicheur, Meteo, Statut
from tests.charts.test_tendance import make_courbe
from tests.plans import T1, T3, make_action, make_plan

DESSINS: dict[str, Callable[[Bilan], Graphique]] = {
    "icicle": lambda b: build_icicle(b, CLAIR),
    "barres": lambda b: build_barres(b, SOMBRE),
    "meteo": lambda b: build_meteo(b, CLAIR),
    "tendance": lambda b: build_tendance(make_courbe(b.plan, b.trimestre), CLAIR),
}


def make_bilan(*valeurs: tuple[str, str, int | None, Statut | None]) -> Bilan:
    """A plan of (orientation, code, avancement at T3, statut)."""
    actions = [
        make_action(
            code,
            orientation=orientation,
            priorite=f"P{orientation}",
            suivis=[] if statut is None else [Suivi(T3, avancement=av, statut=statut, meteo=Meteo.NUAGE)],
        )
        for orientation, code, av, statut in valeurs
    ]
    return compute_bilan(make_plan(actions), T3)


@pytest.mark.parametrize("nom", DESSINS)
def test_a_drawing_of_nothing_opens(nom: str) -> None:
    for bilan in (compute_bilan(make_plan(()), T1), make_bilan(("O1", "A01", None, None))):
        dessin = DESSINS[nom](bilan)
        assert dessin.titre
        assert dessin.alt
        dessin.figure.to_json()


@settings(deadline=None, max_examples=25, suppress_health_check=[HealthCheck.too_slow])
@given(
    st.lists(
        st.tuples(
            st.sampled_from(["O1", "O2", "O3"]),
            st.none() | st.integers(0, 100),
            st.none() | st.sampled_from(list(Statut)),
        ),
        max_size=12,
    )
)
@pytest.mark.parametrize("nom", DESSINS)
def test_any_plan_is_drawn(nom: str, lignes: list[tuple[str, int | None, Statut | None]]) -> None:
    bilan = make_bilan(*((o, f"A{i:02d}", av, statut) for i, (o, av, statut) in enumerate(lignes)))
    dessin = DESSINS[nom](bilan)
    assert all(len(ligne) == len(dessin.entetes) for ligne in (*dessin.lignes, *dessin.valeurs))
    assert len(dessin.valeurs) == len(dessin.lignes)
    assert {t.type for t in dessin.figure.data} <= {"bar", "scatter", "heatmap"}
    assert len(dessin.figure.to_json()) < 40_000


def test_icicle_boxes_nest_and_tell_their_code() -> None:
    bilan = make_bilan(
        ("O1", "A01", 100, Statut.REALISEE), ("O1", "A02", 20, Statut.BLOQUEE), ("O2", "A03", 50, Statut.EN_COURS)
    )
    barres = build_icicle(bilan, CLAIR).figure.data[0]
    hauteurs = dict(zip(barres.customdata, zip(barres.y, barres.width, strict=True), strict=True))
    assert set(hauteurs) == {"O1", "PO1", "A01", "A02", "O2", "PO2", "A03"}
    assert hauteurs["O1"][0] == pytest.approx((hauteurs["A01"][0] + hauteurs["A02"][0]) / 2)
    assert hauteurs["A01"] == hauteurs["A02"]
    assert hauteurs["A03"][0] > hauteurs["A02"][0] + hauteurs["A02"][1]
    gauches = dict(zip(barres.customdata, barres.base, strict=True))
    assert gauches["O1"] < gauches["PO1"] < gauches["A01"] < gauches["A02"]
    couleurs = dict(zip(barres.customdata, barres.marker.color, strict=True))
    assert couleurs["A02"] == CLAIR.statuts[Statut.BLOQUEE].fond


def test_icicle_title_names_the_orientation_furthest_behind() -> None:
    bilan = make_bilan(("O1", "A01", 60, Statut.EN_COURS), ("O2", "A02", 10, Statut.EN_COURS))
    dessin = build_icicle(bilan, CLAIR)
    assert dessin.titre.startswith("L’orientation 2 est la plus en retrait, 45 points")
    devant = build_icicle(make_bilan(("O1", "A01", 99, Statut.EN_COURS)), CLAIR)
    assert devant.titre == "Aucune orientation n’est derrière l’attendu"


def test_icicle_hatches_what_is_not_fresh() -> None:
    actions = [
        make_action("A01", suivis=[Suivi(T1, avancement=10, statut=Statut.EN_COURS)]),
        make_action("A02", suivis=[Suivi(T1, avancement=100, statut=Statut.REALISEE)]),
        make_action("A03", suivis=[Suivi(T3, avancement=10, statut=Statut.EN_COURS)]),
        make_action("A04", suivis=[Suivi(T1, avancement=10, statut=Statut.ABANDONNEE)]),
        make_action("A05"),
    ]
    bilan = compute_bilan(make_plan(actions), T3)
    boites, hachures, _ = build_icicle(bilan, CLAIR).figure.data
    assert hachures.customdata == ("A01", "A02")
    assert len(hachures.customdata) == bilan.ensemble.fraicheurs[Fraicheur.ANCIENNE]
    assert boites.marker.pattern.shape is None
    rang = boites.customdata.index("A01")
    assert hachures.base[0] + hachures.x[0] == pytest.approx(boites.base[rang] + boites.x[rang])
    assert hachures.x[0] < boites.x[rang] / 3
    assert hachures.y[0] > boites.y[rang]


def test_icicle_boxes_say_what_is_late_unknown_or_out_of_the_count() -> None:
    passee = {"debut": date(2024, 1, 1), "echeance": date(2025, 1, 1)}
    actions = [
        make_action("A01", suivis=[Suivi(T3, avancement=10, statut=Statut.EN_COURS)], **passee),
        make_action("A02", suivis=[Suivi(T3, avancement=100, statut=Statut.REALISEE)], **passee),
        make_action("A03", suivis=[Suivi(T3, avancement=15, statut=Statut.ABANDONNEE)]),
        make_action("A04"),
    ]
    figure = build_icicle(compute_bilan(make_plan(actions), T3), CLAIR).figure
    boites, _, textes = figure.data
    dits = dict(zip(boites.customdata, (re.sub(r"<span[^>]*>|</span>", "", t) for t in textes.text), strict=True))
    assert dits["A01"].endswith(f"10\u202f%{RETARD}")
    bulles = dict(zip(boites.customdata, boites.hovertext, strict=True))
    assert [code for code, bulle in bulles.items() if "En retard" in bulle] == ["A01"]
    assert dits["A02"].endswith("100\u202f%")
    assert dits["A03"] == "×\u2009A03"
    assert dits["A04"] == "A04<br>?"


def test_icicle_orientations_tell_their_distance_where_it_may_be_told() -> None:
    bilan = make_bilan(("O1", "A01", 60, Statut.EN_COURS), ("O2", "A02", None, None))
    assert build_icicle(bilan, CLAIR).figure.data[2].text[0].startswith("<b>1 · 60\u202f%<br>+5 points</b>")
    repris = compute_bilan(bilan.plan, T3.decale(1))
    for figure in (build_icicle(bilan, CLAIR, "trimestre en cours").figure, build_icicle(repris, CLAIR).figure):
        assert not any("point" in texte for texte in figure.data[2].text)
    insuffisante = next(t for t in build_icicle(bilan, CLAIR).figure.data[2].text if t.startswith("<b>2"))
    assert "point" not in insuffisante


def test_icicle_wraps_many_actions_and_long_words() -> None:
    lignes = [("O1", f"A{i:02d}", i, Statut.EN_COURS) for i in range(1, 15)]
    barres = build_icicle(make_bilan(*lignes), CLAIR).figure.data[0]
    actions = [(x, y) for x, y, code in zip(barres.base, barres.y, barres.customdata, strict=True) if code[0] == "A"]
    assert len(set(actions)) == 14
    assert len({y for _, y in actions}) == 3
    assert max(x for x, _ in actions) + barres.x[-1] <= 1.001


@pytest.mark.parametrize(
    ("valeurs", "titre"),
    [
        ((35, 35, 20), "Les orientations 1 et 2 sont les plus avancées (35 %), l’orientation 3 la moins (20 %)"),
        ((35, 20, 20), "L’orientation 1 est la plus avancée (35 %), les orientations 2 et 3 les moins (20 %)"),
        ((20, 20, 20), "Les orientations 1, 2 et 3 sont avancées à 20 %"),
    ],
)
def test_ties_are_said(valeurs: tuple[int, ...], titre: str) -> None:
    lignes = [(f"O{n}", f"A{n:02d}", v, Statut.EN_COURS) for n, v in enumerate(valeurs, start=1)]
    assert DESSINS["barres"](make_bilan(*lignes)).titre.replace("\u202f", " ") == titre


def test_icicle_title_says_ties_and_carried_quarters() -> None:
    bilan = make_bilan(("O1", "A01", 35, Statut.EN_COURS), ("O2", "A02", 35, Statut.EN_COURS))
    assert build_icicle(bilan, CLAIR).titre == (
        "Les orientations 1 et 2 sont les plus en retrait, 20 points derrière l’attendu"
    )
    repris = compute_bilan(bilan.plan, T3.decale(1))
    assert build_icicle(repris, CLAIR).titre == "L’arbre du Schéma, aux valeurs du T3\u00a02026"
    assert not any("points" in a.text for a in DESSINS["barres"](repris).figure.layout.annotations)


def test_quarter_not_over_is_not_told_against_the_expected() -> None:
    bilan = make_bilan(("O1", "A01", 35, Statut.EN_COURS), ("O2", "A02", 20, Statut.EN_COURS))
    assert (
        build_icicle(bilan, CLAIR, "trimestre en cours").titre
        == "L’arbre du Schéma au T3\u00a02026, trimestre en cours"
    )
    textes = [a.text for a in build_barres(bilan, CLAIR, False).figure.layout.annotations]
    assert "<b>35\u202f%</b>" in textes


def test_excluded_actions_are_out_of_the_count() -> None:
    bilan = make_bilan(("O1", "A01", 35, Statut.SANS_OBJET), ("O1", "A02", 35, Statut.EN_COURS))
    fraicheurs = {ligne[0]: ligne[-1] for ligne in build_icicle(bilan, CLAIR).lignes}
    assert fraicheurs == {"A01": "hors calcul", "A02": "Actualisée"}


def test_under_the_threshold_no_figure_is_shown() -> None:
    bilan = make_bilan(("O1", "A01", 60, Statut.EN_COURS), ("O1", "A02", None, None), ("O1", "A03", None, None))
    for nom in ("barres", "icicle"):
        dessin = DESSINS[nom](bilan)
        assert "données insuffisantes" in dessin.alt
        assert "60\u202f%" not in dessin.alt
    textes = [a.text for a in DESSINS["barres"](bilan).figure.layout.annotations]
    assert "données insuffisantes" in textes
    assert not any("60\u202f%" in t for t in textes)
    assert DESSINS["tendance"](bilan).figure.data[-1].y == (None,)
    assert DESSINS["tendance"](bilan).lignes[10][1] == "données insuffisantes"
    assert DESSINS["tendance"](bilan).valeurs[10][1] is None


def test_meteo_is_counted_never_averaged() -> None:
    bilan = make_bilan(
        ("O1", "A01", 10, Statut.EN_COURS), ("O1", "A02", 10, Statut.EN_COURS), ("O1", "A03", None, None)
    )
    dessin = build_meteo(bilan, CLAIR)
    assert dessin.titre == "2 actions sur 2 annoncent Nuage ou Orage"
    assert dessin.lignes == (("1. O1", "0", "0", "2", "0", "1"),)


def test_texts_are_literal_and_wrapped() -> None:
    assert wrap_texte("<b>$x$</b>", 40) == "&lt;b&gt;&#36;x&#36;&lt;/b&gt;"
    assert wrap_texte("un deux trois", 8) == "un deux<br>trois"
    assert wrap_texte("un deux trois quatre", 8, 2).endswith("…")
    assert wrap_texte("", 8) == ""
