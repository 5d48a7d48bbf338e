"""docs/fautes.md: each number that code and tests cite stands there, and each one there has its test."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from tests.racine import RACINE

LIGNES = re.findall(r"^\| (\d+) \| (.+) \| (.+) \|$", (RACINE / "docs" / "fautes.md").read_text(encoding="utf-8"), re.M)
NUMEROS = {int(numero) for numero, _, _ in LIGNES}
CITATION = re.compile(r"\b[Ff]aults? (\d+(?:(?:, | and | to |-)\d+)*)")
DOSSIERS = ("models", "metrics", "phrases", "loaders", "charts", "exports", "ui", "pages", "tests")


def list_citations(texte: str) -> set[int]:
    """Return the numbers that a text cites: « fault 7 », « faults 12, 13 and 22-26 », « Faults 1 to 5 »."""
    trouves: set[int] = set()
    for suite in CITATION.findall(texte):
        for morceau in re.split(r", | and ", suite):
            bornes = [int(n) for n in re.findall(r"\d+", morceau)]
            trouves |= set(range(bornes[0], bornes[-1] + 1))
    return trouves


def list_sources(*dossiers: str) -> list[Path]:
    return [f for dossier in dossiers for f in sorted((RACINE / dossier).rglob("*.py")) if f.name != "test_fautes.py"]


def test_the_numbers_stand_once_in_their_order() -> None:
    numeros = [int(numero) for numero, _, _ in LIGNES]
    assert numeros == sorted(set(numeros))
    assert len(numeros) > 50


@pytest.mark.parametrize(
    ("texte", "attendus"),
    [
        ("(fault 7)", {7}),
        ("faults 12, 13, 22-26", {12, 13, 22, 23, 24, 25, 26}),
        ("Faults 1 to 5: what", {1, 2, 3, 4, 5}),
        ("faults 36, 38 and 40", {36, 38, 40}),
        ("by default 7", set()),
    ],
)
def test_citations_are_read(texte: str, attendus: set[int]) -> None:
    assert list_citations(texte) == attendus


def test_every_number_cited_is_told() -> None:
    cites = {f.relative_to(RACINE): list_citations(f.read_text(encoding="utf-8")) for f in list_sources(*DOSSIERS)}
    assert {str(f): sorted(n - NUMEROS) for f, n in cites.items() if n - NUMEROS} == {}


def test_every_number_has_its_test() -> None:
    textes = " ".join(f.read_text(encoding="utf-8") for f in list_sources("tests"))
    testes = {int(n) for n in re.findall(r"def test_faute_(\d+)", textes)} | list_citations(textes)
    assert sorted(NUMEROS - testes) == []


def test_no_document_is_cited_that_is_not_here() -> None:
    ici = {f.name for f in RACINE.glob("*.md")} | {
        f.name for d in ("docs", "schema_data") for f in (RACINE / d).rglob("*.md")
    }
    cites = {
        (str(f.relative_to(RACINE)), nom)
        for f in list_sources(*DOSSIERS)
        for nom in re.findall(r"`([\w-]+\.md)`", f.read_text(encoding="utf-8"))
    }
    assert {cite for cite in cites if cite[1] not in ici} == set()
