"""Folding what people type: equal for readers, equal for us."""

from __future__ import annotations

import difflib
import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from models.texte import MARQUES_MAX, _limit_marques, find_proches, fold, slug


@pytest.mark.parametrize(
    ("tape", "attendu"),
    [
        ("  Avancement\u00a0(%) ", "Avancement (%)"),
        ("AVANCEMENT\n(%)", "Avancement (%)"),
        ("Échéance révisée", "echeance  revisee"),
        (unicodedata.normalize("NFD", "Échéance révisée"), "Échéance révisée"),
        ("Point d’attention", "Point d'attention"),
        ("Main-d\u2019œuvre", "main\u2011d'oeuvre"),
        ("Pro\u00adchaine étape", "Prochaine étape"),
        ("\ufeffCode", "code"),
        ("Avancement\u202f(%)", "Avancement (%)"),
    ],
)
def test_memes_cles(tape: str, attendu: str) -> None:
    assert fold(tape) == fold(attendu)


def test_cles_differentes() -> None:
    assert fold("A01") != fold("A10")
    assert fold("Non démarrée") != fold("Démarrée")


@given(st.text())
def test_plier_deux_fois_ne_change_rien(texte: str) -> None:
    assert fold(fold(texte)) == fold(texte)


def test_proches_et_slug() -> None:
    assert find_proches("A7", ["A07", "A17", "B99"], 2) == ["A07", "A17"]
    assert slug("DEF – service de l’ASE") == "def-service-de-l-ase"


NOMS = st.text("aàbcd e’-", max_size=12)


@given(NOMS, st.lists(NOMS, max_size=8), st.sampled_from([0.3, 0.6, 0.85, 1.0]))
def test_a_threshold_drops_what_is_under_it_and_nothing_else(texte: str, candidats: list[str], seuil: float) -> None:
    def compare(autre: str) -> float:
        return difflib.SequenceMatcher(None, fold(texte), fold(autre)).ratio()

    tous = find_proches(texte, candidats, len(candidats))
    assert find_proches(texte, candidats, len(candidats), seuil) == [c for c in tous if compare(c) >= seuil]


def test_only_what_may_be_near_is_compared_letter_by_letter(monkeypatch: pytest.MonkeyPatch) -> None:
    """The ratio itself takes a hundred times what its upper bounds take."""
    appels, ratio = [], difflib.SequenceMatcher.ratio
    monkeypatch.setattr(difflib.SequenceMatcher, "ratio", lambda x: appels.append(x.b) or ratio(x))
    candidats = ["Maison des adolescents", "CDEF", *(f"{chr(97 + n % 26) * 9} {n}" for n in range(500))]
    assert find_proches("Maison des adolescent", candidats, 1, 0.85) == candidats[:1]
    assert appels == ["maison des adolescents"]


def test_a_run_of_marks_is_cut_before_it_is_sorted() -> None:
    assert fold("e" + "\u0301\u0316" * 50_000) == "e"  # sorted whole, it would take seconds
    assert fold("e\u0301tat") == fold("état") == "etat"
    assert _limit_marques("e" + "\u0301" * 20) == "e" + "\u0301" * MARQUES_MAX
