"""What is compared: whole quarters that are over; the first reports of a quarter are told against nothing."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

import pytest

from metrics.bilan import choose_trimestre, compute_bilan
from metrics.projection import Absence, Projection, compute_projection
from metrics.tendance import compute_tendance
from models.campagne import Campagne
from models.trimestre import Trimestre
from phrases.engagements import write_ouverture_engagements
from phrases.synthese import write_ouverture
from phrases.trimestre import write_reserve_entre
from tests.metrics.test_trimestre_montre import make_remontes
from tests.plans import T3, T4
from tests.plans_decisions import read_espaces

APRES = date(2027, 1, 15)
CINQ = [T4.decale(-n) for n in range(4, -1, -1)]


@pytest.mark.parametrize(
    ("nombres", "clos", "jour", "attendu"),
    [
        ([(T3, 5), (T4, 5)], [], APRES, ""),
        ([(T3, 5), (T4, 3)], [], APRES, ""),
        ([(T3, 5), (T4, 2)], [], APRES, "2 actions remontées sur 5"),
        ([(T3, 5), (T4, 1)], [], APRES, "1 action remontée sur 5"),
        ([(T3, 5), (T4, 2)], [T4], APRES, ""),
        ([(T3, 2), (T4, 5)], [], APRES, "2 actions remontées sur 5 au T3 2026"),
        ([(T3, 2), (T4, 5)], [T3], APRES, ""),
        ([(T3, 5), (T4, 5)], [], T4.dernier_jour, "trimestre en cours"),
        ([(T3, 5), (T4, 1)], [], T4.dernier_jour, "trimestre en cours"),
    ],
)
def test_only_whole_quarters_are_compared(
    nombres: Sequence[tuple[Trimestre, int]], clos: Sequence[Trimestre], jour: date, attendu: str
) -> None:
    plan = make_remontes(nombres, campagnes=[Campagne(t, close_le=T4.premier_jour) for t in clos])
    bilan, precedent = compute_bilan(plan, T4), compute_bilan(plan, T3)
    assert read_espaces(write_reserve_entre(bilan, precedent, jour)) == attendu
    compare = bilan.is_comparable(jour) and precedent.complet
    assert compare is not bool(attendu)
    assert choose_trimestre(plan, jour) == (T4 if bilan.complet else T3)
    assert [p.complet for p in compute_tendance(plan, T4)] == [precedent.complet, bilan.complet]
    assert [p.complet for p in compute_tendance(plan, T4, {"A0"})] == [precedent.complet, bilan.complet]


def test_the_sentences_tell_no_distance_of_a_quarter_that_is_not_whole() -> None:
    bilan = compute_bilan(make_remontes([(T3, 5), (T4, 2)]), T4)
    dit = read_espaces(write_ouverture(bilan, APRES))
    assert dit.startswith("Au T4 2026 (octobre-décembre, 2 actions remontées sur 5), le Schéma est avancé à 10 % ;")
    dit = read_espaces(write_ouverture_engagements(bilan, APRES))
    assert dit.startswith("Au T4 2026, 2 actions remontées sur 5 : sur 0 engagement")


@pytest.mark.parametrize(
    ("nombre", "jour", "attendu"),
    [(5, APRES, None), (5, T4.dernier_jour, Absence.EN_COURS), (2, APRES, Absence.PARTIEL), (2, None, Absence.PARTIEL)],
)
def test_the_pace_is_read_on_whole_quarters(nombre: int, jour: date | None, attendu: Absence | None) -> None:
    plan = make_remontes([*((t, 5) for t in CINQ[:-1]), (T4, nombre)])
    projection = compute_projection(plan, compute_tendance(plan, T4), aujourd_hui=jour)
    assert projection is attendu or (attendu is None and isinstance(projection, Projection))
    siennes = {"A0"}  # reported in full, in a quarter that is not whole
    if attendu is Absence.PARTIEL:
        assert compute_projection(plan, compute_tendance(plan, T4, siennes), siennes) is attendu
