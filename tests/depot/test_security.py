"""docs/security.md: each line says what is tried and what holds it, and the tests that it cites exist."""

from __future__ import annotations

import ast
import re
from functools import cache

import pytest

from tests.racine import RACINE

LIGNES = re.findall(
    r"^\| (?!What is tried|---)(.+) \| (.+) \| (.+) \|$", (RACINE / "docs" / "security.md").read_text("utf-8"), re.M
)
CITATION = re.compile(r"`(tests/[\w/]+\.py)::(test_\w+)`")


@cache
def list_tests(fichier: str) -> set[str]:
    """Return the tests of a file."""
    arbre = ast.parse((RACINE / fichier).read_text(encoding="utf-8"))
    return {noeud.name for noeud in arbre.body if isinstance(noeud, ast.FunctionDef)}


def test_the_table_is_read() -> None:
    assert len(LIGNES) > 15
    assert len({tente for tente, _, _ in LIGNES}) == len(LIGNES)


@pytest.mark.parametrize(("tente", "tenu", "preuve"), LIGNES, ids=lambda x: x[:40])
def test_every_line_cites_tests_that_exist(tente: str, tenu: str, preuve: str) -> None:
    cites = CITATION.findall(preuve)
    assert cites
    assert CITATION.sub("", preuve).strip(" ,") == ""
    assert [f"{fichier}::{nom}" for fichier, nom in cites if nom not in list_tests(fichier)] == []
