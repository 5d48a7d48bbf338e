"""The météo beside the distance to the expected: counts that add up, and what is called good weather far behind."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from metrics.bilan import compute_bilan
from metrics.confiance import ClasseEcart, compute_confiance, find_classe, find_contraste
from models.plan import Suivi
from models.vocabulaire import Meteo, Statut
from phrases.confiance import write_confiance, write_contraste
from tests.plans import T2, T3, actions, make_action, make_plan, plans

DEVANT, LEGER, LOIN, INCONNU = ClasseEcart
ENTIERE = {"debut": date(2024, 1, 1), "echeance": date(2026, 9, 30)}
"""Dates after which 100 % is expected at T3 2026."""


def say(code: str, avancement: int | None, meteo: Meteo | None = None, propres: bool = True, **champs: object):
    suivi = Suivi(T3, avancement=avancement, meteo=meteo, **champs)  # type: ignore[arg-type]
    return make_action(code, suivis=[suivi], **(ENTIERE if propres else {"echeance": date(2026, 9, 30)}))


@pytest.mark.parametrize(
    ("avancement", "classe"),
    [(100, DEVANT), (99, LEGER), (91, LEGER), (90, LOIN), (0, LOIN), (None, INCONNU)],
)
def test_classes_have_the_bounds_of_the_alert(avancement: int | None, classe: ClasseEcart) -> None:
    etats = compute_bilan(make_plan([say("A1", avancement, Meteo.SOLEIL)]), T3).etats
    assert find_classe(etats["A1"]) is classe


@given(st.lists(actions(), max_size=6))
def test_every_active_action_is_counted_once(liste) -> None:
    plan = make_plan([a for n, a in enumerate(liste) if a.code not in {b.code for b in liste[:n]}])
    bilan = compute_bilan(plan, T3)
    confiance = compute_confiance(bilan)
    assert sum(confiance.comptes.values()) == bilan.ensemble.actives
    for meteo, nombre in bilan.ensemble.meteos.items():
        assert sum(n for (m, _), n in confiance.comptes.items() if m is meteo) == nombre
    assert confiance.propres <= confiance.confiantes <= bilan.ensemble.actives
    assert (INCONNU in confiance.classes) is any(c is INCONNU for _, c in confiance.comptes)


def test_good_weather_far_behind_is_told() -> None:
    plan = make_plan(
        [
            say("A1", 20, Meteo.SOLEIL),
            say("A2", 20, Meteo.COUVERT, propres=False),
            say("A3", 20, Meteo.NUAGE),
            say("A4", 95, Meteo.SOLEIL),
            say("A5", 20),
            say("A6", 20, Meteo.SOLEIL, statut=Statut.ABANDONNEE),
        ]
    )
    confiance = compute_confiance(compute_bilan(plan, T3))
    assert (confiance.confiantes, confiance.propres) == (2, 1)
    assert write_confiance(confiance) == (
        "2 actions annoncent Soleil ou Couvert à 10 points ou plus derrière, dont 1 avec des dates propres"
    )
    assert confiance.comptes[None, LOIN] == 1
    assert confiance.classes == (DEVANT, LEGER, LOIN)


def test_one_or_none_is_told_as_such() -> None:
    une = compute_confiance(compute_bilan(make_plan([say("A1", 20, Meteo.SOLEIL)]), T3))
    assert write_confiance(une) == "1 action annonce Soleil ou Couvert à 10 points ou plus derrière"
    aucune = compute_confiance(compute_bilan(make_plan([say("A1", 20, Meteo.ORAGE)]), T3))
    assert write_confiance(aucune) == "Aucune action à 10 points ou plus derrière n’annonce Soleil ni Couvert"


def make_deux(avant: tuple[int, Meteo], apres: tuple[int, Meteo]) -> tuple[object, object]:
    """The figures of T3 and of T2 2026, over two actions of which one changes."""
    suivis = [Suivi(t, avancement=a, meteo=m) for t, (a, m) in ((T2, avant), (T3, apres))]
    fixe = make_action("A2", suivis=[Suivi(t, avancement=40, meteo=Meteo.COUVERT) for t in (T2, T3)])
    plan = make_plan([make_action("A1", suivis=suivis), fixe])
    return compute_bilan(plan, T3), compute_bilan(plan, T2)


def test_a_meteo_that_goes_against_the_distance_is_told() -> None:
    contraste = find_contraste(*make_deux((40, Meteo.NUAGE), (40, Meteo.SOLEIL)))
    assert contraste is not None
    assert write_contraste(contraste).translate({0xA0: " ", 0x202F: " "}) == (
        "Depuis le T2 2026, la météo annoncée s’améliore (1 Soleil contre 0) pendant que l’écart avec l’attendu passe "
        "de −10 à −15 points."
    )
    pire = find_contraste(*make_deux((40, Meteo.SOLEIL), (90, Meteo.COUVERT)))
    assert pire is not None
    assert "se dégrade (0 Soleil contre 1)" in write_contraste(pire)


@pytest.mark.parametrize(
    ("avant", "apres"),
    [
        ((40, Meteo.SOLEIL), (40, Meteo.SOLEIL)),
        ((40, Meteo.NUAGE), (90, Meteo.SOLEIL)),  # both get better
        ((40, Meteo.SOLEIL), (40, Meteo.NUAGE)),  # both get worse
    ],
)
def test_what_goes_the_same_way_is_not(avant: tuple[int, Meteo], apres: tuple[int, Meteo]) -> None:
    assert find_contraste(*make_deux(avant, apres)) is None


@given(plans(min_actions=1))
def test_a_contrast_is_that_of_the_figures_that_are_shown(plan) -> None:
    apres, avant = compute_bilan(plan, T3), compute_bilan(plan, T2)
    contraste = find_contraste(apres, avant)
    if contraste is not None:
        assert contraste.soleils == tuple(b.ensemble.meteos[Meteo.SOLEIL] for b in (avant, apres))
        assert (contraste.ecarts[1] < contraste.ecarts[0]) is contraste.mieux
        assert (contraste.soleils[1] > contraste.soleils[0]) is contraste.mieux
