"""The words around a word that was found: where they begin, where they stop, what is marked."""

from __future__ import annotations

from ui.actions.recherche import APRES, AVANT, _build_texte, _write_passage

MOTS = [f"mot{n}x" for n in range(60)]


def write(*cherches: str) -> str:
    return _write_passage(_build_texte("Fait marquant", " ".join(MOTS)), list(cherches))


def test_a_passage_stands_around_the_first_word_found() -> None:
    dit = " ".join([*MOTS[20 - AVANT : 20], "<mark>mot20x</mark>", *MOTS[21 : 20 + APRES]])
    assert write("mot20x") == f"… {dit} …"
    assert write("mot20x", "mot50x") == f"… {dit} …", "a word far after the first makes the passage no longer"
    assert "<mark>mot22x</mark>" in write("mot20x", "mot22x")


def test_a_passage_at_an_end_of_the_text_is_not_said_to_be_cut_there() -> None:
    assert write("mot0x") == f"<mark>mot0x</mark> {' '.join(MOTS[1:APRES])} …"
    assert write("mot59x") == f"… {' '.join(MOTS[59 - AVANT : 59])} <mark>mot59x</mark>"
