from hypothesis import given
from hypothesis import strategies as st

from phrases.coupe import cut_mots


def test_a_text_is_cut_at_a_word():
    assert cut_mots("Créer un service départemental", 20) == "Créer un service…"
    assert cut_mots("Créer un service, départemental", 19) == "Créer un service…"
    assert cut_mots("Créer un service.", 20) == "Créer un service"
    assert cut_mots("Créer\n un  service", 16) == "Créer un service"


def test_a_word_too_long_is_cut_where_the_room_ends():
    assert cut_mots("a" * 300, 10) == "aaaaaaaaa…"


@given(st.text(), st.integers(2, 60))
def test_never_longer_than_its_room(texte, maximum):
    coupe = cut_mots(texte, maximum)
    assert len(coupe) <= maximum
    assert "\n" not in coupe
