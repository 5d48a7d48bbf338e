"""An avancement, what is expected and their écart: wherever the three are read together, the subtraction is right."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given

from charts.barres import build_barres
from charts.tendance import Courbe, build_tendance
from charts.theme import CLAIR
from exports.blocs.engagements.liste import write_detail, write_figure
from metrics.bilan import Bilan, compute_bilan
from metrics.chiffres import DECIMALES
from metrics.projection import compute_projection
from metrics.tendance import compute_ligne_attendue, compute_tendance
from models.plan import Plan
from tests.plans import T3, make_connue, make_plan, plans
from ui.engagements.classeur import ENTETES, build_lignes

Trois = tuple[str, str, str]
JOUR = date(2026, 11, 28)
NOMBRE = re.compile(r"[−+]?\d+(?:,\d+)?")


def read(texte: str) -> Decimal:
    (nombre,) = NOMBRE.findall(texte)
    return Decimal(nombre.replace("−", "-").replace(",", "."))


def list_engagements(bilan: Bilan) -> Iterator[Trois]:
    for c in bilan.engagements.values():
        if c.suffisante:
            attendus, ecart = re.findall(r"([\d,]+)\u202f% attendus, ([−+]?[\d,]+)", write_detail(c, T3, JOUR))[0]
            yield write_figure(c, DECIMALES), attendus, ecart


def list_classeur(bilan: Bilan) -> Iterator[Trois]:
    rangs = [ENTETES.index(nom) for nom in ("Avancement (%)", "Attendu (%)", "Écart (points)")]
    for ligne in build_lignes(bilan):
        if ligne[rangs[0]] is not None:
            yield tuple(str(ligne[rang]).replace(".", ",").replace("-", "−") for rang in rangs)  # type: ignore[misc]


def list_tendance(bilan: Bilan) -> Iterator[Trois]:
    points = compute_tendance(bilan.plan, T3)
    courbe = Courbe(
        points, compute_ligne_attendue(bilan.plan, points), compute_projection(bilan.plan, points), bilan.plan
    )
    for ligne in build_tendance(courbe, CLAIR).lignes:
        if "point" in ligne[3]:
            yield ligne[1], ligne[2], ligne[3]


def list_barres(bilan: Bilan) -> Iterator[Trois]:
    for ligne in build_barres(bilan, CLAIR).lignes:
        if "point" in ligne[3]:
            yield ligne[1], ligne[2], ligne[3]


LIEUX: dict[str, Callable[[Bilan], Iterator[Trois]]] = {
    "engagements": list_engagements,
    "classeur des engagements": list_classeur,
    "tendance": list_tendance,
    "barres": list_barres,
}


@pytest.mark.parametrize("lieu", LIEUX)
@given(plan=plans(min_actions=1))
def test_the_three_add_up_wherever_they_stand_together(lieu: str, plan: Plan) -> None:
    for avancement, attendu, ecart in LIEUX[lieu](compute_bilan(plan, T3)):
        assert read(avancement) - read(attendu) == read(ecart)


def test_each_rounded_apart_would_not() -> None:
    """40,25 % and 50 %: 40,3 − 50,0 is −9,7, while −9,75 is rounded to −9,8."""
    dates = {"debut": date(2026, 4, 1), "echeance": date(2027, 3, 31)}
    actions = [make_connue(f"A{n}", 40 + (n == 0), **dates) for n in range(4)]
    (c,) = [compute_bilan(make_plan(actions), T3).ensemble]
    assert c.ecart is not None
    assert c.ecart_lu is not None
    assert abs(c.ecart_lu - c.ecart) < 0.1
