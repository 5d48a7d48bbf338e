"""Drawings say the finding, hold every datum in their table, and survive any plan."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from charts.barres import build_barres
from charts.graphique import Graphique, wrap_texte
from charts.meteo import build_meteo
from charts.tendance import build_tendance
from charts.theme import CLAIR, SOMBRE
from metrics.bilan import Bilan, compute_bilan
from models.plan import Suivi
from models.vocabulaire import Meteo, Statut
from tests.charts.test_tendance import make_courbe
from tests.plans import T1, T3, make_action, make_plan

DESSINS: dict[str, Callable[[Bilan], Graphique]] = {
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


def test_a_quarter_without_its_own_reports_is_not_told_against_the_expected() -> None:
    bilan = make_bilan(("O1", "A01", 35, Statut.EN_COURS), ("O2", "A02", 35, Statut.EN_COURS))
    repris = compute_bilan(bilan.plan, T3.decale(1))
    assert not any("points" in a.text for a in DESSINS["barres"](repris).figure.layout.annotations)


def test_quarter_not_over_is_not_told_against_the_expected() -> None:
    bilan = make_bilan(("O1", "A01", 35, Statut.EN_COURS), ("O2", "A02", 20, Statut.EN_COURS))
    textes = [a.text for a in build_barres(bilan, CLAIR, False).figure.layout.annotations]
    assert "<b>35\u202f%</b>" in textes


def test_under_the_threshold_no_figure_is_shown() -> None:
    bilan = make_bilan(("O1", "A01", 60, Statut.EN_COURS), ("O1", "A02", None, None), ("O1", "A03", None, None))
    assert "données insuffisantes" in DESSINS["barres"](bilan).alt
    assert "60\u202f%" not in DESSINS["barres"](bilan).alt
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
