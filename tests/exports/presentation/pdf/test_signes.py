"""The signs that are kept are those that the fonts draw: the typesetter refuses the others."""

from __future__ import annotations

import pytest
import typst

from exports.presentation.pdf.signes import ABSENT, POLICES, keep_signes, list_signes

MODELE = b"""#set document(title: "x")
#set text(font: ("Atkinson Hyperlegible Next", "DejaVu Sans"))
#sys.inputs.texte"""


def draw(texte: str) -> bytes:
    return typst.compile(
        MODELE, font_paths=[POLICES], ignore_system_fonts=True, sys_inputs={"texte": texte}, pdf_standards="ua-1"
    )


def test_every_sign_that_is_kept_is_drawn() -> None:
    signes = sorted(list_signes())
    assert len(signes) > 5000
    assert draw(" ".join(map(chr, signes)))


def test_a_sign_that_no_font_holds_is_replaced() -> None:
    with pytest.raises(typst.TypstError):
        draw("漢")
    assert keep_signes("a漢\x00\U0001f680é\u202f;\n\tb") == f"a{ABSENT * 3}é\u202f;  b"


@pytest.mark.parametrize("texte", ["Où l’élu·e voit « 45\u202f% » – Œuvre…", "◔ ◐ ● ✓ ■ → ≥", "שלום مرحبا 😀"])
def test_what_people_write_is_kept(texte: str) -> None:
    assert keep_signes(texte) == texte
