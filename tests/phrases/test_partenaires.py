"""The pairs of partners: what is said of them is what the table shows, first row first."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from metrics.bilan import compute_bilan
from metrics.partenariat import Lien, Liens, compute_partenariat, find_liens
from models.plan import Plan
from phrases.partenaires import write_couples, write_couples_montres
from tests.plans import T3
from tests.plans_partenariat import partenariats


def strip(texte: str) -> str:
    return texte.translate({0xA0: " ", 0x202F: " "})


def make_liens(*nombres: int, total: int = 0) -> Liens:
    """Pairs P0 and Q0, P1 and Q1, … that act together on so many actions."""
    actions = tuple(f"A{n:02}" for n in range(1, 10))
    premiers = [Lien(f"P{n}", f"Q{n}", actions[:nombre], actions) for n, nombre in enumerate(nombres)]
    return Liens(premiers, total or len(nombres), sum(n > 0 for n in nombres))


@pytest.mark.parametrize(
    ("nombres", "titre", "note"),
    [
        ((5, 3, 1), "P0 avec Q0 : 5 actions ensemble ; 3 couples au total", "les 3 premiers des 3 couples"),
        ((2, 2, 1), "Aucun couple de partenaires n’agit ensemble sur plus de 2 actions ; 3 couples au total", "des 3"),
        ((1, 0), "P0 avec Q0 : 1 action ensemble", "les 2 premiers des 2 couples attendus ou mobilisés"),
        ((0,), "Aucun partenaire n’est encore mobilisé avec un autre", "un seul couple"),
    ],
)
def test_the_strongest_pair_is_named_unless_it_is_not_alone(nombres: tuple[int, ...], titre: str, note: str) -> None:
    liens = make_liens(*nombres)
    assert write_couples(liens).translate({0x202F: " "}) == titre
    assert note in strip(write_couples_montres(liens))


@given(partenariats(), st.integers(1, 4))
def test_what_is_said_of_pairs_is_in_the_rows(plan: Plan, montres: int) -> None:
    liens = find_liens(compute_partenariat(compute_bilan(plan, T3)), montres)
    if not liens.total:
        return
    titre, premier = strip(write_couples(liens)), liens.premiers[0]
    plus_haut = max(len(lien.mobilises) for lien in liens.premiers)
    assert (f"{premier.un} avec {premier.autre} : " in titre) == (
        plus_haut > 0 and [len(lien.mobilises) for lien in liens.premiers].count(plus_haut) == 1
    )
    assert (f" {plus_haut} action" in titre) == (plus_haut > 0)
    assert (f"les {len(liens.premiers)} premiers" in write_couples_montres(liens)) == (len(liens.premiers) > 1)
