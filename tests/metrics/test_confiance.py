"""The météo beside the distance to the expected: counts that add up, and what is called good weather far behind."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from metrics.bilan import compute_bilan
from metrics.confiance import ClasseEcart, compute_confiance, find_classe
from models.plan import Suivi
from models.vocabulaire import Meteo, Statut
from phrases.confiance import write_confiance
from tests.plans import T3, actions, make_action, make_plan

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
