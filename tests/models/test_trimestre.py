"""The quarter: reading, order, bounds."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from models.trimestre import Trimestre, list_trimestres

TRIMESTRES = st.builds(Trimestre, st.integers(1900, 2200), st.integers(1, 4))


@pytest.mark.parametrize(
    "texte",
    [
        "2026-T3",
        "T3 2026",
        "3T2026",
        "3T 2026",
        "T3-26",
        "Q3 2026",
        "2026-Q3",
        "2026T3",
        "3e trimestre 2026",
        "t3\u00a02026",
    ],
)
def test_lecture_des_ecritures_courantes(texte: str) -> None:
    assert Trimestre.parse(texte) == Trimestre(2026, 3)


@pytest.mark.parametrize("texte", ["", "2026", "T5 2026", "2026-T0", "trimestre", "T3 202", "2026-T3 bis"])
def test_refus_de_ce_qui_n_est_pas_un_trimestre(texte: str) -> None:
    with pytest.raises(ValueError, match="n’est pas un trimestre : écrivez par exemple 2026-T3"):
        Trimestre.parse(texte)


@given(TRIMESTRES)
def test_l_ecriture_se_relit_et_se_trie_comme_le_temps(trimestre: Trimestre) -> None:
    assert Trimestre.parse(str(trimestre)) == Trimestre.parse(trimestre.libelle) == trimestre
    assert str(trimestre) < str(trimestre.decale(1))
    assert Trimestre.from_date(trimestre.premier_jour) == Trimestre.from_date(trimestre.dernier_jour) == trimestre
    assert (trimestre.decale(1).premier_jour - trimestre.dernier_jour).days == 1


def test_bornes_et_listes() -> None:
    assert Trimestre(2026, 4).dernier_jour == date(2026, 12, 31)
    assert [str(t) for t in list_trimestres(Trimestre(2025, 4), Trimestre(2026, 2))] == [
        "2025-T4",
        "2026-T1",
        "2026-T2",
    ]
    assert list_trimestres(Trimestre(2026, 2), Trimestre(2026, 1)) == []
