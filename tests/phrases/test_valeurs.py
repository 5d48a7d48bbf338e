"""A stored value said in words: every digit, the same everywhere, and read back where it is typed again."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Any

import pytest
from hypothesis import assume, example, given, settings
from hypothesis import strategies as st

from loaders.cellules.mots import ENTIER_MAX, MOTS
from loaders.cellules.valeurs import GENRES_LIBRES, Contexte, Lu, ValeurIllisible, read_cellule
from loaders.genres.registre import REGISTRE
from loaders.lecture.brut import CelluleBrute
from models.changement import Valeur
from models.colonnes import CODE, Colonne, Genre
from models.vocabulaire import NiveauImplication
from phrases.valeurs import format_valeur

LUES = [(f"{m.cle}, {f.nom}, {c.libelle}", c) for m in REGISTRE.modeles for f in m.feuilles for c in f.lues]
JOURS = st.dates(date(2000, 1, 1), date(2100, 12, 31)).map(date.isoformat)
TAILLES = st.floats(1e-9, 1e12) | st.floats(1e-9, 1) | st.integers(0, 10**12).map(float)
VALEURS: dict[Genre, st.SearchStrategy[Any]] = {
    Genre.POURCENTAGE: st.integers(0, 100),
    Genre.NOMBRE: TAILLES | TAILLES.map(lambda x: -x),
    Genre.ENTIER: st.integers(0, ENTIER_MAX),
    Genre.ANNEE: st.integers(2000, 2099),
    Genre.DATE: JOURS,
    Genre.JOUR: JOURS,
    Genre.LIEN: st.sampled_from(("https://exemple.fr/1", "http://a.exemple.fr:80/b?c=d#e")),
    **{genre: st.sampled_from(sorted(set(mots.values()), key=str)) for genre, mots in MOTS.items()},
}
"""What a cell of a kind of column may store, free texts apart."""
PHRASES = st.text() | st.sampled_from(
    ("12,5", "2026-09-30", "1 234", "oui", "NC", " a  b\n c ", "30/09/2026", "0,45 %")
)


def find_colonne(objet: str, champ: str) -> Colonne:
    colonne = REGISTRE.modeles.find_colonne(objet, champ)
    assert colonne is not None
    return colonne


def read(colonne: Colonne, texte: str, contexte: Contexte | None = None) -> Lu | None:
    return read_cellule(CelluleBrute("s", texte), colonne.genre, contexte or Contexte())


@pytest.mark.parametrize("colonne", [c for _, c in LUES if c.genre in VALEURS], ids=lambda c: c.libelle)
@settings(max_examples=40)
@given(donnees=st.data(), reponse=st.sampled_from((None, "points", "fraction")), timbre=st.booleans())
def test_a_value_said_then_read_is_the_same(
    colonne: Colonne, donnees: st.DataObject, reponse: str | None, timbre: bool
) -> None:
    valeur = donnees.draw(VALEURS[colonne.genre])
    lu = read(colonne, format_valeur(colonne, valeur), Contexte(pourcentage=reponse, timbre=timbre))
    assert lu == Lu(valeur), "read back with a remark, or as something else"
    assert type(lu.valeur) is type(valeur)


@pytest.mark.parametrize(
    "colonne", [c for _, c in LUES if c.genre in GENRES_LIBRES | {Genre.CODE}], ids=lambda c: c.libelle
)
@settings(max_examples=40)
@given(tape=PHRASES)
@example(tape="2026-09-30")
def test_a_text_said_is_what_was_written(colonne: Colonne, tape: str) -> None:
    try:
        lu = read(colonne, tape)
    except ValeurIllisible:
        lu = None
    assume(lu is not None and lu.valeur)
    assert lu is not None
    assert format_valeur(colonne, lu.valeur) == lu.valeur
    redit = read(colonne, format_valeur(colonne, lu.valeur))
    assert redit is not None
    assert replace(redit, avertissements=()) == Lu(lu.valeur)
    assert {code for code, _ in redit.avertissements} <= {"texte_deplace"}  # a number as a text, kept and pointed out


def test_every_column_that_is_read_is_looked_at() -> None:
    assert {c.genre for _, c in LUES} <= VALEURS.keys() | GENRES_LIBRES | {Genre.CODE}


@pytest.mark.parametrize(
    ("objet", "champ", "valeur", "dit"),
    [
        ("mesure", "valeur", 1_234_567.5, "1\u202f234\u202f567,5"),
        ("mesure", "valeur", 0.004, "0,004"),
        ("mesure", "valeur", 1e-9, "0,000000001"),
        ("mesure", "valeur", 12.0, "12"),
        ("mesure", "valeur", -3.25, "−3,25"),
        ("mesure", "valeur", -0.0, "0"),
        ("suivi", "avancement", 45, "45\u202f%"),
        ("suivi", "sans_changement", True, "oui"),
        ("participation", "attendue", False, "non"),
        ("reunion", "tenue", False, "non"),
        ("implication", "niveau", NiveauImplication.CO_PORTEUR.value, "Co-porteur"),
        ("suivi", "pour_le", "2026-12-15", "15/12/2026"),
        ("suivi", "fait_marquant", "2026-12-15", "2026-12-15"),
        ("suivi", "point_blocage", "", "terminé"),
        ("suivi", "point_blocage", None, ""),
        ("suivi", "fait_marquant", "mot " * 200, "mot " * 200),
    ],
)
def test_a_value_is_said_whole_and_in_french(objet: str, champ: str, valeur: Valeur, dit: str) -> None:
    assert format_valeur(find_colonne(objet, champ), valeur) == dit


def test_a_field_that_no_sheet_holds_is_said_by_what_it_stores() -> None:
    assert [format_valeur(None, v) for v in ("2026-12-15", True, 3, "Villes")] == ["15/12/2026", "oui", "3", "Villes"]


def test_a_year_is_not_a_count_of_thousands() -> None:
    assert format_valeur(Colonne("Année", Genre.ANNEE), 2025) == "2025"
    assert format_valeur(CODE, "A07") == "A07"
