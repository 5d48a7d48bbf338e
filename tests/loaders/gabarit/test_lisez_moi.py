"""The first sheet of a template: nothing of what it says is hidden by a row that is too low."""

from __future__ import annotations

import io

import pytest
from openpyxl import load_workbook

from models.colonnes import LISEZ_MOI
from tests.fabrique import make_gabarit

SIGNES = 105
"""Signs that a line holds at least, as wide as the sheet is."""


@pytest.mark.usefixtures("base")
def test_each_row_is_as_high_as_its_text() -> None:
    page = load_workbook(io.BytesIO(make_gabarit()))[LISEZ_MOI]
    textes = {c.row: (str(c.value), c.font.size) for c in page["B"] if c.value}
    for rang, (texte, corps) in textes.items():
        assert page.row_dimensions[rang].height > corps * (1 + len(texte) // SIGNES), texte
    assert set(page.row_dimensions) == set(textes), "a row is given a height that is not its own"
