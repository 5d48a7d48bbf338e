"""A closed list is an enumeration: nobody compares with one of its words typed again."""

from __future__ import annotations

import ast
from enum import StrEnum

import pytest

from loaders.anomalie import Gravite
from loaders.apercu.apercu import StatutApercu
from models import vocabulaire
from models.vocabulaire import Appreciation, Meteo, NatureEntree, NaturePartenaire, RolePartenaire, Statut
from tests.racine import RACINE

LISTES: tuple[type[StrEnum], ...] = (
    *(Gravite, StatutApercu, NatureEntree, Statut, Meteo, Appreciation),
    *(NaturePartenaire, RolePartenaire, vocabulaire.Fraicheur, vocabulaire.StatutLibelle, vocabulaire.Periodicite),
)
MOTS = {str(mot) for liste in LISTES for mot in liste}
DOSSIERS = ("models", "metrics", "phrases", "charts", "exports", "loaders", "ui", "pages", "benchmarks")


def list_comparaisons(source: str) -> list[str]:
    """Return the comparisons of a module with a word of a closed list, those of what a query of SQL answers apart."""
    fautes = []
    for noeud in ast.walk(ast.parse(source)):
        if isinstance(noeud, ast.Compare):
            cotes = [noeud.left, *noeud.comparators]
            if any(isinstance(c, ast.Call) and ast.unparse(c.func).endswith(".scalar") for c in cotes):
                continue  # « ok » is there a word of SQLite
        elif isinstance(noeud, ast.Dict):  # a table looked up by the word
            cotes = [cle for cle in noeud.keys if cle is not None] if len(noeud.keys) > 1 else []
            if not all(isinstance(c, ast.Constant) and c.value in MOTS for c in cotes):
                continue
        elif isinstance(noeud, ast.MatchValue):
            cotes = [noeud.value]
        else:
            continue
        dits = {c.value for cote in cotes for c in ast.walk(cote) if isinstance(c, ast.Constant)}
        if dits & MOTS:
            fautes.append(ast.unparse(noeud))
    return fautes


def test_no_word_of_a_closed_list_is_typed_again_to_be_compared() -> None:
    modules = [m for dossier in DOSSIERS for m in sorted((RACINE / dossier).rglob("*.py"))]
    assert len(modules) > 100
    fautes = {str(m.relative_to(RACINE)): f for m in modules if (f := list_comparaisons(m.read_text(encoding="utf-8")))}
    assert fautes == {}


@pytest.mark.parametrize(
    "source",
    [
        "a.gravite == 'erreur'",
        "'refuse' != apercu.statut",
        "e.nature in ('arbre', 'import')",
        "{'ok': 1, 'invalide': 2}.get(apercu.statut)",
        "match s:\n    case 'ok':\n        pass",
        "r['gravite'] == 'erreur'",
        "etat.statut == 'Bloquée'",
    ],
)
def test_a_word_typed_again_is_seen(source: str) -> None:
    assert list_comparaisons(source)


@pytest.mark.parametrize("source", ["c.execute(q).scalar() != 'ok'", "Gravite('erreur')", "{'import': 1, 'ms': 2}"])
def test_what_compares_nothing_is_let_through(source: str) -> None:
    assert list_comparaisons(source) == []


def test_the_words_are_those_that_are_stored_and_published() -> None:
    assert list(map(str, StatutApercu)) == ["ok", "invalide", "refuse"]
    assert list(map(str, NatureEntree)) == ["arbre", "import", "annulation", "acces"]
    assert list(map(str, Gravite)) == ["erreur", "avertissement"]
