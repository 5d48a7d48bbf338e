"""A place in a workbook: the text that is stored gives it back, and nobody else cuts that text."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from loaders.anomalie import Anomalie, Gravite
from models.cellule import Cellule
from tests.racine import RACINE

DECOUPES = re.compile(r"""partition\(["']!["']\)|split\(["']!["']|strip\((?:["'][0-9A-Z]{10,}["']|\w*digits)\)""")
FEUILLES = st.text(min_size=1, max_size=31).filter(lambda nom: not re.search(r"![A-Z]{0,3}\d*$", nom))


@given(FEUILLES, st.from_regex(r"[A-Z]{1,3}", fullmatch=True), st.integers(1, 1_048_576))
def test_the_stored_text_gives_the_cell_back(feuille: str, colonne: str, ligne: int) -> None:
    for place in (Cellule(feuille, colonne, ligne), Cellule(feuille, ligne=ligne), Cellule(feuille, colonne)):
        assert Cellule.parse(str(place)) == place
    assert Cellule.parse(feuille) == Cellule(feuille)


def test_a_sheet_may_hold_the_mark_itself() -> None:
    assert Cellule.parse("À finir! vite!H7") == Cellule("À finir! vite", "H", 7)
    assert str(Cellule("Avancement", "H", 7)) == "Avancement!H7"
    with pytest.raises(ValueError, match=r"^$"):
        Cellule.parse("")


@pytest.mark.parametrize(
    ("cellule", "place"),
    [
        (None, "fichier"),
        (Cellule("Avancement"), "Avancement"),
        (Cellule("Avancement", "H"), "Avancement, colonne H"),
        (Cellule("Avancement", None, 7), "Avancement, l. 7"),
        (Cellule("Avancement", "H", 7), "Avancement, cellule H7"),
    ],
)
def test_an_anomaly_is_said_and_published_where_it_stands(cellule: Cellule | None, place: str) -> None:
    anomalie = Anomalie.sur(cellule, "x", "vide.", entete="Statut", valeur="a\n" * 50, gravite=Gravite.ERREUR)
    assert anomalie.place == place
    publiee = anomalie.to_json()
    assert list(publiee) == ["code", "message", "gravite", "feuille", "ligne", "colonne", "valeur", "sujet"]
    assert publiee | {"valeur": None} == {
        "code": "x",
        "message": "Statut : vide.",
        "gravite": "erreur",
        "feuille": cellule and cellule.feuille,
        "ligne": cellule and cellule.ligne,
        "colonne": cellule and cellule.colonne,
        "valeur": None,
        "sujet": None,
    }
    assert len(publiee["valeur"]) == 60


def test_nobody_cuts_the_text_of_a_cell() -> None:
    modules = [m for d in ("models", "loaders", "phrases", "ui", "pages") for m in (RACINE / d).rglob("*.py")]
    coupables = [str(m.relative_to(RACINE)) for m in modules if DECOUPES.search(m.read_text(encoding="utf-8"))]
    assert modules
    assert coupables == []
