"""Pages share the process that draws them; nothing of what one of them did is left to the next test."""

from __future__ import annotations

import pytest
from playwright.sync_api import BrowserContext, Page

from tests.e2e.conftest import Ouvrir, open_pages

pytestmark = pytest.mark.e2e
ADRESSE = "http://localhost:1/"
LAISSER = """() => {
  localStorage.laisse = sessionStorage.laisse = document.cookie = "laisse=1";
  window.laisse = true;
}"""
RESTES = """async () => [
  localStorage.length, sessionStorage.length, document.cookie, window.laisse ?? false, innerWidth,
  matchMedia("(prefers-color-scheme: dark)").matches, matchMedia("print").matches,
  (await navigator.permissions.query({ name: "clipboard-read" })).state,
]"""


def visit(ouvrir: Ouvrir, *taille: int, **media: str) -> Page:
    page = ouvrir(*taille, **media)
    page.route("**/*", lambda route: route.fulfill(body="<!doctype html>", content_type="text/html"))
    page.goto(ADRESSE)
    return page


def test_a_page_is_as_new(profil: BrowserContext) -> None:
    vues = []
    for _ in range(2):
        with open_pages(profil) as ouvrir:
            vues.append(visit(ouvrir).evaluate(RESTES))
        with open_pages(profil) as ouvrir:
            page = visit(ouvrir, 390, 844, color_scheme="dark", media="print")
            profil.grant_permissions(["clipboard-read"])
            page.evaluate(LAISSER)
            assert page.evaluate(RESTES) == [1, 1, "laisse=1", True, 390, True, True, "granted"]
    assert vues == [[0, 0, "", False, 1440, False, False, "prompt"]] * 2
    assert len(profil.pages) == 1
