"""A screen is found again where it was left: back, by the way back of a sheet, loaded again; by a link, at its top."""

from __future__ import annotations

import pytest
from playwright.sync_api import Page

from tests.e2e.conftest import TITRES, Application, go, wait_calme

pytestmark = pytest.mark.e2e
HAUT = "document.querySelector('[data-testid=stMain]').scrollTop"
DESCENDRE = """(bas) => {
  const m = document.querySelector('[data-testid=stMain]');
  m.scrollTop = bas;
  return m.scrollTop === bas;
}"""
VISIBLE = "(e) => { const b = e.getBoundingClientRect(); return b.top > 80 && b.bottom < innerHeight - 80; }"
LISTES = {
    "orientations_et_actions": ("ul.lignes a", 1_800),
    "engagements": ("ol.blocs h2 a", 1_800),
    "partenaires": ("table.carte th a", 900),
}
"""By screen: the links to its sheets, and how many pixels down one reads."""


def scroll(page: Page, ecran: str) -> int:
    """Scroll a list down, and return how far it stands, a link to a sheet being in sight."""
    liens, bas = LISTES[ecran]
    page.wait_for_function(DESCENDRE, arg=bas)  # it is drawn in pieces: not before it is long enough
    page.wait_for_function(f"(liens) => [...document.querySelectorAll(liens)].some({VISIBLE})", arg=liens)
    wait_calme(page)
    return int(page.evaluate(HAUT))


def open_visible(page: Page, ecran: str) -> None:
    """Click on the first link that is in sight, where it is: nothing scrolls to it."""
    boite = page.evaluate(
        f"(liens) => {{ const b = [...document.querySelectorAll(liens)].find({VISIBLE}).getClientRects()[0];"
        " return [b.x + 8, b.y + b.height / 2]; }",
        LISTES[ecran][0],
    )
    page.mouse.click(*boite)
    page.locator("a.retour-liste").wait_for()
    wait_calme(page)


@pytest.mark.parametrize("retour", ["fleche", "lien"])
@pytest.mark.parametrize("ecran", LISTES)
def test_a_list_is_found_again_where_it_was_left(page: Page, application: Application, ecran: str, retour: str) -> None:
    go(page, f"{application.adresse}/{ecran}", TITRES[ecran])
    hauteur = scroll(page, ecran)
    open_visible(page, ecran)
    assert page.evaluate(HAUT) == 0
    if retour == "fleche":
        page.go_back()
    else:
        page.locator("a.retour-liste").click()
    page.get_by_role("heading", name=TITRES[ecran], level=1, exact=True).wait_for()
    page.wait_for_function(f"(y) => Math.abs({HAUT} - y) <= 1", arg=hauteur)
    wait_calme(page)
    assert abs(page.evaluate(HAUT) - hauteur) <= 1


def test_a_list_reached_by_a_link_opens_at_its_top(page: Page, application: Application) -> None:
    go(page, f"{application.adresse}/orientations_et_actions", "Orientations et actions")
    scroll(page, "orientations_et_actions")
    page.get_by_role("link", name="Engagements", exact=True).click()
    page.get_by_role("heading", name="Engagements", level=1).wait_for()
    wait_calme(page)
    page.get_by_role("link", name="Orientations et actions", exact=True).click()
    page.get_by_role("heading", name="Orientations et actions", level=1).wait_for()
    page.wait_for_function(f"{HAUT} === 0")
    wait_calme(page)
    assert page.evaluate(HAUT) == 0, "it stays there"


def test_who_scrolls_is_not_brought_back(page: Page, application: Application) -> None:
    go(page, f"{application.adresse}/orientations_et_actions", "Orientations et actions")
    hauteur = scroll(page, "orientations_et_actions")
    open_visible(page, "orientations_et_actions")
    page.go_back()
    page.get_by_role("heading", name="Orientations et actions", level=1).wait_for()
    page.wait_for_function(f"(y) => Math.abs({HAUT} - y) <= 1", arg=hauteur)
    page.mouse.move(900, 500)
    while page.evaluate(HAUT) > hauteur - 600:
        page.mouse.wheel(0, -300)
        wait_calme(page)
    page.evaluate("document.querySelector('.stMainBlockContainer').append(document.createElement('hr'))")
    wait_calme(page)
    assert page.evaluate(HAUT) <= hauteur - 600


def test_a_list_loaded_again_keeps_its_place(page: Page, application: Application) -> None:
    go(page, f"{application.adresse}/orientations_et_actions", "Orientations et actions")
    hauteur = scroll(page, "orientations_et_actions")
    page.reload()
    page.get_by_role("heading", name="Orientations et actions", level=1).wait_for()
    page.wait_for_function(f"(y) => Math.abs({HAUT} - y) <= 1", arg=hauteur)
    wait_calme(page)
    assert abs(page.evaluate(HAUT) - hauteur) <= 1
