"""What the browser prints: one column, every drawing within the page, nothing over anything else."""

from __future__ import annotations

from itertools import pairwise

import pytest
from playwright.sync_api import Page

from tests.e2e.conftest import TITRES, Application, go, wait_calme, wait_dessins

pytestmark = pytest.mark.e2e
LARGEUR_PAGE = 718
"""Pixels between the margins of a sheet of A4."""
BLOCS = """() => [...document.querySelectorAll('.stMain .stElementContainer')]
  .map((e) => e.getBoundingClientRect()).filter((b) => b.width && b.height).map((b) => [b.left, b.top, b.bottom])"""
DESSINS = """() => [...document.querySelectorAll('.stMain .graphique svg.main-svg')]
  .filter((e) => e.checkVisibility()).map((e) => e.getBoundingClientRect().width)"""


@pytest.mark.parametrize("ecran", ["synthese", "partenaires", "charte"])
def test_a_printed_screen_is_one_column_that_nothing_overlaps(page: Page, application: Application, ecran: str) -> None:
    page.set_viewport_size({"width": 1440, "height": 2600})
    go(page, f"{application.adresse}/{ecran}", TITRES[ecran])
    wait_dessins(page)
    page.emulate_media(media="print")
    page.set_viewport_size({"width": LARGEUR_PAGE, "height": 2600})
    wait_calme(page)
    blocs = page.evaluate(BLOCS)
    assert len(blocs) > 3
    assert max(gauche for gauche, *_ in blocs) < 2
    assert [(bas, haut) for (_, _, bas), (_, haut, _) in pairwise(blocs) if bas > haut + 1] == []
    assert max(page.evaluate(DESSINS), default=0) <= LARGEUR_PAGE
    page.emulate_media(media="screen")


def test_the_tree_is_printed_whole(page: Page, application: Application) -> None:
    """A line a branch, every action, nothing that answers the mouse."""
    go(page, f"{application.adresse}/synthese", TITRES["synthese"])
    page.locator("table.arbre").wait_for()
    page.emulate_media(media="print")
    page.set_viewport_size({"width": LARGEUR_PAGE, "height": 2600})
    assert page.locator("table.arbre tbody tr:visible").count() == 15
    assert page.locator("table.arbre a.marque:visible").count() == 40
    assert page.locator(".evitement, .arbre thead a").filter(visible=True).count() == 0
    page.emulate_media(media="screen")
