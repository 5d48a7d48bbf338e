"""Nothing of the plan stands in the code: its words are computed from its folder, then looked for in every literal."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.mots_du_plan import ARTICLE, find_mots, list_motifs
from tests.racine import RACINE

DOSSIERS = ("models", "metrics", "phrases", "loaders", "charts", "exports", "ui", "pages")
MOTIFS = [*list_motifs(), ARTICLE]
TEXTES = sorted([*(RACINE / "ui").glob("*.js"), *(RACINE / "ui").glob("*.css"), *(RACINE / "ui/static").glob("*.js")])


def list_modules() -> list[Path]:
    return sorted([p for d in DOSSIERS for p in (RACINE / d).rglob("*.py")] + [RACINE / "dashboard.py"])


def iter_litteraux(source: str) -> Iterator[tuple[int, str]]:
    """Yield each text of a module, those that only document it apart; a formatted one comes whole."""
    arbre = ast.parse(source)
    ignores = {id(n.value) for n in ast.walk(arbre) if isinstance(n, ast.Expr) and isinstance(n.value, ast.Constant)}
    for n in ast.walk(arbre):
        if isinstance(n, ast.JoinedStr):
            morceaux = [m.value if isinstance(m, ast.Constant) else "\0" for m in n.values]
            ignores |= {id(m) for m in n.values}
            yield n.lineno, "".join(map(str, morceaux))
        elif isinstance(n, ast.Constant) and isinstance(n.value, str) and id(n) not in ignores:
            yield n.lineno, n.value


@pytest.mark.parametrize("module", list_modules(), ids=lambda p: str(p.relative_to(RACINE)))
def test_no_literal_knows_a_word_of_the_plan(module: Path) -> None:
    litteraux = iter_litteraux(module.read_text(encoding="utf-8"))
    assert [(ligne, mots) for ligne, texte in litteraux if (mots := find_mots(texte, MOTIFS))] == []


@pytest.mark.parametrize("fichier", TEXTES, ids=lambda p: p.name)
def test_no_script_nor_style_does(fichier: Path) -> None:
    assert find_mots(fichier.read_text(encoding="utf-8"), MOTIFS) == []


@pytest.mark.parametrize(
    "source",
    [
        'SIC = "un vaste de plan"',
        'x = f"l’arbre du Schéma{FINE}: {n}"',
        'x = "est hors du schéma."',
        'x = "Agents de la DEF"',
        'x = "l’unité de la Direction de l’enfance et de la famille"',
        'x = "Par exemple CRIP 93"',
        'x = "IDEE 93"',
        'x = "Terme (art. 4)"',
        'x = "les 40 actions"',
        'x = "les quatre orientations"',
    ],
)
def test_a_word_of_the_plan_is_seen(source: str) -> None:
    assert [texte for _, texte in iter_litteraux(source) if find_mots(texte, MOTIFS)]


def test_what_documents_and_what_anyone_says_is_not() -> None:
    source = (
        '"""The Schéma (art. 4)."""\nx = "data/schema.db"\ny = "un article, 4 fois ; les quatre derniers trimestres"'
    )
    assert not [texte for _, texte in iter_litteraux(source) if find_mots(texte, MOTIFS)]
