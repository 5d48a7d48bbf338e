"""The buttons of a fiche are told of in Aide and in the guide, in the words that they bear."""

from __future__ import annotations

import re

import pytest

from tests.racine import RACINE
from tests.ui.conftest import Ouvrir, read_textes

BOUTON = re.compile(r"<button[^>]*data-(?:imprimer|copier).*?</button>", re.DOTALL)


def fold(html: str) -> str:
    """Return the words, without what is drawn beside them."""
    html = re.sub(r'<span class="icone"[^>]*>[^<]*</span>', "", html)
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", "", html)).strip()


@pytest.mark.parametrize(
    ("page", "fiche"),
    [("orientations_et_actions.py", {"action": "A08"}), ("partenaires.py", {"partenaire": "CDEF"})],
)
def test_the_buttons_of_a_fiche_are_explained(ouvrir: Ouvrir, page: str, fiche: dict[str, str]) -> None:
    boutons = [fold(bouton) for bouton in BOUTON.findall(read_textes(ouvrir(page, **fiche)))]
    assert len(boutons) == 2
    aide = fold(read_textes(ouvrir("aide.py", rubrique="partager")))
    guide = fold((RACINE / "docs" / "guide.md").read_text(encoding="utf-8"))
    assert [(bouton, f"« {bouton} »" in aide, f"« {bouton} »" in guide) for bouton in boutons] == [
        (bouton, True, True) for bouton in boutons
    ]
