"""The public site in a browser, opened as a file: without a script, on both grounds, on a phone, on paper."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page, expect

from exports.ecriture import write_sorties
from exports.formats import Demande, export
from models.chargement import load_plan
from models.session import open_base, use_base
from models.trimestre import Trimestre
from tests.exports.conftest import JOUR

pytestmark = pytest.mark.e2e
GENRES = ("index", "actions", "action/a08", "engagements", "engagement/10", "calendrier", "partenaires",
          "partenaire/cdef", "charte", "methode", "donnees")  # fmt: skip
GRAVES = {"serious", "critical"}
PETITS = """() => [...document.querySelectorAll('body *')].filter(e => e.checkVisibility() && [...e.childNodes].some(
    n => n.nodeType === 3 && n.data.trim()) && parseFloat(getComputedStyle(e).fontSize) < 12).map(e => e.outerHTML)"""
DECALAGES = """() => new Promise(dire => {
    let total = 0;
    new PerformanceObserver(l => l.getEntries().forEach(e => { total += e.value; }))
        .observe({type: 'layout-shift', buffered: true});
    setTimeout(() => dire(total), 300);
})"""


@pytest.fixture(scope="module")
def dossier(fichier_demo: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The site of the demonstration, in a folder."""
    sortie = tmp_path_factory.mktemp("publie") / "site"
    with use_base(f"sqlite:///{fichier_demo}"), open_base(lecture_seule=True) as session:
        plan = load_plan(session)
    write_sorties(sortie, export("html", Demande(plan, Trimestre(2026, 3), JOUR)))
    return sortie


def open_site(navigateur: Browser, **choix: Any) -> Iterator[tuple[Page, list[str]]]:
    """Yield a page, and what it complains of or asks outside of the files."""
    with navigateur.new_context(locale="fr-FR", **choix) as contexte:
        page, plaintes = contexte.new_page(), list[str]()
        page.on("console", lambda m: plaintes.append(m.text))
        page.on("pageerror", lambda e: plaintes.append(str(e)))
        page.on("request", lambda r: plaintes.append(r.url) if not r.url.startswith(("file:", "data:")) else None)
        yield page, plaintes


def test_every_kind_of_page_is_read_without_a_script(navigateur: Browser, dossier: Path) -> None:
    for page, plaintes in open_site(navigateur, java_script_enabled=False, viewport={"width": 320, "height": 700}):
        for genre in GENRES:
            page.goto((dossier / f"{genre}.html").as_uri())
            assert page.locator("h1").is_visible()
            assert page.locator("main").bounding_box()["width"] <= 320  # type: ignore[index]
            assert not page.locator("button").count()
        assert plaintes == []


@pytest.mark.parametrize("fond", ["light", "dark"])
def test_every_kind_of_page_is_accessible(navigateur: Browser, dossier: Path, fond: Any) -> None:
    """Axe asks for the style sheet by itself, which the policy of a page refuses."""
    for page, _ in open_site(navigateur, bypass_csp=True, color_scheme=fond, viewport={"width": 1440, "height": 900}):
        for genre in GENRES:
            page.goto((dossier / f"{genre}.html").as_uri())
            fautes = [f for f in Axe().run(page).response["violations"] if f["impact"] in GRAVES]
            assert [(f["id"], [n["html"][:200] for n in f["nodes"]][:3]) for f in fautes] == [], genre
            assert page.evaluate(PETITS) == []


@pytest.mark.parametrize("largeur", [320, 1440])
def test_no_page_is_wider_than_its_screen_and_nothing_moves(navigateur: Browser, dossier: Path, largeur: int) -> None:
    for page, plaintes in open_site(navigateur, viewport={"width": largeur, "height": 800}):
        for genre in GENRES:
            page.goto((dossier / f"{genre}.html").as_uri())
            assert page.evaluate("document.documentElement.scrollWidth") <= largeur, genre
        page.goto((dossier / "index.html").as_uri())
        assert page.evaluate(DECALAGES) <= 0.02
        assert plaintes == []


def test_the_ground_is_chosen_and_kept_and_the_keyboard_skips_the_menu(navigateur: Browser, dossier: Path) -> None:
    for page, _ in open_site(navigateur, color_scheme="light"):
        page.goto((dossier / "index.html").as_uri())
        clair = page.evaluate("getComputedStyle(document.body).backgroundColor")
        page.keyboard.press("Tab")
        assert page.evaluate("document.activeElement.textContent") == "Aller au contenu"
        page.keyboard.press("Enter")
        assert page.evaluate("document.activeElement.id") == "contenu"
        page.get_by_role("button", name="Fond sombre").click()
        assert page.evaluate("getComputedStyle(document.body).backgroundColor") != clair
        page.get_by_role("link", name="Méthode", exact=True).click()
        expect(page.get_by_role("button", name="Fond clair")).to_be_visible()


def test_a_page_is_printed_light_and_unrolled(navigateur: Browser, dossier: Path) -> None:
    for page, _ in open_site(navigateur, color_scheme="dark"):
        page.goto((dossier / "action/a08.html").as_uri())
        page.emulate_media(media="print", color_scheme="dark")
        assert page.evaluate("getComputedStyle(document.documentElement).colorScheme") == "light"
        assert page.locator("nav.menu").is_hidden()
        assert page.get_by_text("T1 2024").first.is_visible()
