"""The field of the menu: typed and opened with the keyboard, on a desk and on a phone, without loading the page."""

from __future__ import annotations

import re
from urllib.parse import parse_qs, urlsplit

import pytest
from playwright.sync_api import Page, expect

from tests.e2e.conftest import Application, Ouvrir, go, wait_calme

pytestmark = pytest.mark.e2e


def read_adresse(page: Page) -> dict[str, list[str]]:
    return parse_qs(urlsplit(page.url).query)


def test_a_search_is_typed_and_its_first_answer_opened_with_the_keyboard(page: Page, application: Application) -> None:
    """The framework says nothing of Enter over what is typed, and no screen is run before it."""
    go(page, f"{application.adresse}/synthese?trimestre=T2+2026", "Synthèse")
    page.evaluate("window.intact = true")
    champ = page.get_by_role("searchbox", name="Chercher", exact=True)
    champ.focus()
    page.keyboard.type("A08")
    assert urlsplit(page.url).path == "/synthese"
    page.keyboard.press("Enter")
    premier = page.locator(".trouves a").first
    expect(premier).to_contain_text("A08 · Créer un service")
    assert read_adresse(page) == {"mots": ["A08"], "trimestre": ["T2 2026"]}
    for mots, attendu in (("bloqué", "Bloquée"), ("engagement 9", "Engagement 9")):
        champ.focus()
        page.keyboard.press("Control+a")
        page.keyboard.type(mots)
        page.keyboard.press("Enter")
        expect(premier).to_have_text(attendu)
        assert read_adresse(page) == {"mots": [mots], "trimestre": ["T2 2026"]}
    for _ in range(40):
        page.keyboard.press("Tab")
        if premier.evaluate("e => e === document.activeElement"):
            break
    page.keyboard.press("Enter")
    expect(page).to_have_title(re.compile("^Engagement 9"))
    assert read_adresse(page) == {"engagement": ["9"], "trimestre": ["T2 2026"]}
    page.go_back()
    expect(premier).to_have_text("Engagement 9")
    assert page.evaluate("window.intact === true")


def test_the_address_of_a_search_is_a_link(page: Page, application: Application) -> None:
    go(page, f"{application.adresse}/recherche?mots=bloqu%C3%A9", "Recherche")
    page.locator(".trouves a").first.click()
    expect(page.get_by_role("heading", level=1, name="Orientations et actions")).to_be_visible()
    wait_calme(page)
    assert read_adresse(page)["statut"] == ["Bloquée"]


def test_on_a_phone_the_menu_makes_room_for_what_was_found(ouvrir: Ouvrir, application: Application) -> None:
    page = ouvrir(390, 844)
    go(page, f"{application.adresse}/synthese", "Synthèse")
    page.get_by_role("button", name="Ouvrir le menu").click()
    champ = page.get_by_role("searchbox", name="Chercher", exact=True)
    champ.fill("cdef")
    page.get_by_role("button", name="Chercher", exact=True).click()
    page.locator(".trouves a").first.click(timeout=20_000)
    expect(page.get_by_role("heading", name="CDEF").first).to_be_visible()
