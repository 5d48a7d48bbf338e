from datetime import date

import pytest

from phrases.format import (
    format_compte,
    format_date,
    format_mesure,
    format_nombre,
    format_points,
    format_pourcent,
    format_reste,
    format_taux,
    join_mots,
)


@pytest.mark.parametrize(
    ("valeur", "decimales", "texte"),
    [(44.03, 0, "44"), (44.5, 0, "45"), (2.5, 0, "3"), (1234.56, 1, "1\u202f234,6"), (-8.0, 0, "−8"), (-0.2, 0, "0")],
)
def test_numbers(valeur, decimales, texte):
    assert format_nombre(valeur, decimales) == texte


def test_what_is_left_out_of_a_list_agrees():
    assert [format_reste(n) for n in (1, 2, 1200)] == ["et 1 autre", "et 2 autres", "et 1\u202f200 autres"]


def test_measured_values_keep_their_decimals():
    assert [format_mesure(v) for v in (12.0, 3.5, 3.14159, 1200.0, 0.0, None)] == [
        "12",
        "3,5",
        "3,14",
        "1\u202f200",
        "0",
        "non renseigné",
    ]


def test_percentages_have_a_narrow_no_break_space():
    assert format_pourcent(44.03) == "44\u202f%"
    assert format_pourcent(44.03, 1) == "44,0\u202f%"
    assert format_taux(0.1579) == "16\u202f%"


@pytest.mark.parametrize(
    ("valeur", "texte"),
    [(-8.2, "−8 points"), (8, "+8 points"), (1, "+1 point"), (-1, "−1 point"), (0.4, "0 point"), (-0.4, "0 point")],
)
def test_differences_are_signed(valeur, texte):
    assert format_points(valeur) == texte


def test_plural_from_two_on():
    assert [format_compte(n, "action") for n in (0, 1, 2)] == ["0 action", "1 action", "2 actions"]
    assert format_compte(3, "cheval", "chevaux") == "3 chevaux"


def test_unknown_is_never_zero():
    for format_ in (format_nombre, format_pourcent, format_taux, format_points, format_date, format_mesure):
        assert format_(None) == "non renseigné"


def test_dates():
    assert format_date(date(2026, 11, 1)) == "01/11/2026"


def test_lists_are_joined_in_french() -> None:
    assert [join_mots(x) for x in ([], ["a"], ["a", "b"], ["a", "b", "c"])] == ["", "a", "a et b", "a, b et c"]
