"""The table of the measurements: its arithmetic and its writing. Nothing is timed here."""

from __future__ import annotations

import itertools
import math
from pathlib import Path

import pytest

from benchmarks.charge import compute_p95
from benchmarks.mesure import Ligne, interleave
from benchmarks.rapport import ENTETES, show_table, write_cellules, write_page

TENUE = Ligne("Serveur : Synthèse", "page vide", 12.0, 4.0, "ms", 4.0)
PASSEE = Ligne("Octets", "Dash", 2600.0, 1300.0, "ko", 1.2)
MEMOIRE = Ligne("Mémoire", "hello", 210.0, 60.0, "Mo", 160.0, ecart=True)


def test_a_bound_is_on_the_ratio_or_on_the_difference() -> None:
    assert (TENUE.valeur, TENUE.tenue) == (3.0, True)
    assert (PASSEE.valeur, PASSEE.tenue) == (2.0, False)
    assert (MEMOIRE.valeur, MEMOIRE.tenue) == (150.0, True)
    assert not Ligne("", "", 1.0, 0.0, "ms", 4.0).tenue


def test_rounds_interleave_and_the_first_are_forgotten() -> None:
    ordre: list[str] = []
    valeurs = {"a": itertools.count(0, 10), "b": itertools.count(1, 10)}

    def take(nom: str) -> dict[str, float]:
        ordre.append(nom)
        return {"ms": float(next(valeurs[nom]))}

    medianes = interleave({"a": lambda: take("a"), "b": lambda: take("b")}, tours=3, rodage=1)
    assert ordre == ["b", "a", "a", "b", "b", "a", "a", "b"]
    assert medianes == {"a": {"ms": 20.0}, "b": {"ms": 21.0}}


def test_a_row_says_its_verdict() -> None:
    assert write_cellules(TENUE)[4:] == ("× 3,00", "≤ × 4,00", "oui")
    assert write_cellules(PASSEE)[4:] == ("× 2,00", "≤ × 1,20", "non")
    assert write_cellules(MEMOIRE)[4].startswith("+ 150")


def test_the_page_and_the_terminal_hold_every_row(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    page = tmp_path / "mesures.md"
    write_page([TENUE, PASSEE, MEMOIRE], 8, page)
    rangs = [ligne for ligne in page.read_text(encoding="utf-8").splitlines() if ligne.startswith("|")]
    assert len(rangs) == 5
    assert all(rang.count("|") == len(ENTETES) + 1 for rang in rangs)
    show_table([TENUE, PASSEE])
    sortie = capsys.readouterr().out
    assert "Synthèse" in sortie
    assert "× 2,00" in sortie


def test_a_row_without_a_bound_informs() -> None:
    ligne = Ligne("Synthèse lisible", "page statique", 300.0, 60.0, "ms")
    assert ligne.tenue
    assert write_cellules(ligne)[4:] == ("× 5,00", "–", "oui")


def test_a_layout_shift_is_written_with_its_thousandths() -> None:
    ligne = Ligne("Décalage", "aucun", 0.021, 0, "", 0.02, ecart=True)
    assert not ligne.tenue
    assert write_cellules(ligne)[2:6] == ("0,021", "0,000", "+ 0,021", "≤ + 0,020")


def test_19_clicks_of_20_stay_under_the_wait_that_is_told() -> None:
    assert compute_p95([float(n) for n in range(1, 101)]) == pytest.approx(95.95)
    assert compute_p95([1.0]) == math.inf
