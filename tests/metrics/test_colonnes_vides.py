"""The columns of the quarterly workbook that nobody fills in a year."""

from __future__ import annotations

from metrics.colonnes_vides import PERIODE, list_colonnes_vides
from models.colonnes import AVANCEMENT
from models.plan import Suivi
from tests.plans import T3, make_action, make_plan


def test_what_nobody_said_in_four_quarters_is_named() -> None:
    suivis = [Suivi(T3.decale(-n), avancement=10, meteo=None) for n in range(PERIODE)]
    plan = make_plan([make_action(suivis=[*suivis, Suivi(T3.decale(-PERIODE), destinataire="Un")])])
    vides = {(feuille, c.champ) for feuille, c in list_colonnes_vides(plan, T3)}
    assert (AVANCEMENT.nom, "avancement") not in vides
    assert {(AVANCEMENT.nom, "meteo"), (AVANCEMENT.nom, "destinataire"), ("Indicateurs", "valeur")} <= vides


def test_nothing_is_told_before_four_quarters() -> None:
    plan = make_plan([make_action(suivis=[Suivi(T3, avancement=10)])])
    assert list_colonnes_vides(plan, T3) == []
