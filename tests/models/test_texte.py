"""Folding what people type: equal for readers, equal for us."""

from __future__ import annotations

import subprocess
import sys
import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from models.texte import MARQUES_MAX, _limit_marques, begins_formule, compare, find_proches, fold, slug


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


@given(st.text(st.characters(max_codepoint=127)))
def test_a_plain_text_is_folded_as_among_accents(texte: str) -> None:
    assert fold(texte) == fold(f"é{texte}é")[1:-1].strip()


def test_proches_et_slug() -> None:
    assert find_proches("A7", ["A07", "A17", "B99"], 2) == ["A07", "A17"]
    assert slug("DEF – service de l’ASE") == "def-service-de-l-ase"


NOMS = st.text("aàbcd e’-", max_size=12)


@given(NOMS, st.lists(NOMS, max_size=8), st.sampled_from([0.3, 0.6, 0.85, 1.0]))
def test_a_threshold_drops_what_is_under_it_and_nothing_else(texte: str, candidats: list[str], seuil: float) -> None:
    tous = find_proches(texte, candidats, len(candidats))
    assert sorted(tous) == sorted(candidats)
    notes = [compare(texte, c) for c in tous]
    assert notes == sorted(notes, reverse=True)
    assert find_proches(texte, candidats, len(candidats), seuil) == [c for c in tous if compare(texte, c) >= seuil]


@given(NOMS, st.lists(NOMS, max_size=8), st.integers(1, 4))
def test_the_nearest_ones_do_not_depend_on_how_many_are_asked_for(texte: str, candidats: list[str], n: int) -> None:
    assert find_proches(texte, candidats, n) == find_proches(texte, candidats, len(candidats))[:n]


def test_between_equals_the_same_letters_come_first() -> None:
    assert find_proches("A61", ["A01", "A16", "A60", "A11"], 1) == ["A16"]
    assert find_proches("A61", ["A16", "A01", "A60", "A11"], 4)[0] == "A16"


def test_every_one_of_a_thousand_names_has_its_suggestions() -> None:
    connus = [f"Maison des adolescents de {chr(97 + n % 26)}{n:03}" for n in range(600)]
    for n in range(1_000):
        voisin = connus[n % 600]
        assert voisin in find_proches(voisin.replace("Maison", "Masion"), connus)


def test_what_compares_is_not_loaded_before_somebody_makes_a_mistake() -> None:
    """It takes longer to import than a command takes to answer."""
    code = "import sys, loaders.__main__, loaders.apercu.fichier; sys.exit('rapidfuzz' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0


def test_a_run_of_marks_is_cut_before_it_is_sorted() -> None:
    assert fold("e" + "\u0301\u0316" * 50_000) == "e"  # sorted whole, it would take seconds
    assert fold("e\u0301tat") == fold("état") == "etat"
    assert _limit_marques("e" + "\u0301" * 20) == "e" + "\u0301" * MARQUES_MAX


@pytest.mark.parametrize("signe", "=+-@＝＋－＠")
@pytest.mark.parametrize("devant", ["", " ", "\n", "\r\n", "\t", "\u00a0", "\u202f", "\u200b", "\ufeff", " \t\u00a0 "])
def test_ce_qu_un_tableur_prendrait_pour_une_formule(devant: str, signe: str) -> None:
    assert begins_formule(f"{devant}{signe}1+1")
    assert not begins_formule(f"{devant}1{signe}1")


@pytest.mark.parametrize("texte", ["", " ", "\n", "A = B", "– un tiret", "−3", "'=1", "« = »"])
def test_un_texte_ordinaire_n_est_pas_une_formule(texte: str) -> None:
    assert not begins_formule(texte)
