"""The drawings in the browser: drawn by our own plotly.js, clicked, resized, taken away as images and tables."""

from __future__ import annotations

import io
import re
from pathlib import Path

import openpyxl
import pytest
from PIL import Image
from playwright.sync_api import Locator, Page, Request, expect

from tests.e2e.conftest import Application, go, wait_calme, wait_dessins
from ui.socle.statiques import DESSIN, MOTEUR

pytestmark = pytest.mark.e2e
CLES = ("tendance", "orientations", "meteo")
PREMIERES = """() => { window.hauteurs = new Map(); const look = () => {
  for (const e of document.querySelectorAll(".dessin"))
    if (!window.hauteurs.has(e)) window.hauteurs.set(e, e.clientHeight);
  requestAnimationFrame(look); }; look(); }"""
"""Notes how high each place is when it is first seen."""


def test_every_drawing_has_its_words_and_its_place(page: Page, application: Application) -> None:
    erreurs: list[str] = []
    page.on("pageerror", lambda e: erreurs.append(str(e)))
    go(page, f"{application.adresse}/synthese", "Synthèse")
    wait_dessins(page)
    for cle in CLES:
        dessin = page.locator(f".st-key-{cle} .graphique[data-dessine]")
        assert dessin.get_attribute("role") == "img"
        assert len(dessin.get_attribute("aria-label") or "") > 40
        hauteurs = page.evaluate(
            f"[document.querySelector('.st-key-{cle} .graphique').clientHeight, "
            f"document.querySelector('.dessin.st-key-{cle}').clientHeight]"
        )
        assert hauteurs[0] == hauteurs[1] > 100
    assert page.locator(".modebar").count() == 0
    assert page.locator(".graphique-attente:visible").count() == 0
    assert erreurs == []


def test_scripts_are_fetched_once_and_kept(page: Page, application: Application) -> None:
    demandes: list[str] = []

    def note(requete: Request) -> None:
        demandes.append(requete.url.removeprefix(f"{application.adresse}/"))

    page.on("request", note)
    go(page, f"{application.adresse}/synthese", "Synthèse")
    wait_dessins(page)
    assert demandes.count(MOTEUR) == 1
    assert demandes.count(DESSIN) == 1
    assert not [d for d in demandes if "PlotlyChart" in d]
    reponse = page.request.get(f"{application.adresse}/{MOTEUR}")
    assert "immutable" in reponse.headers["cache-control"]
    assert reponse.headers["content-encoding"] == "gzip"
    politique = page.request.get(f"{application.adresse}/", headers={"accept": "text/html"}).headers
    assert "unsafe-eval" not in politique["content-security-policy"]


def test_drawings_follow_their_column(page: Page, application: Application) -> None:
    go(page, f"{application.adresse}/synthese", "Synthèse")
    wait_dessins(page)
    page.set_viewport_size({"width": 390, "height": 844})
    page.wait_for_timeout(800)
    for cle in CLES:
        dessin = page.locator(f".st-key-{cle} .graphique .main-svg").first.bounding_box()
        assert dessin is not None
        assert dessin["width"] <= 390
    page.set_viewport_size({"width": 1440, "height": 900})
    wait_dessins(page)
    assert page.locator(".st-key-tendance .graphique").evaluate("e => e.clientWidth") > 400


@pytest.mark.parametrize("fond", ["light", "dark"])
def test_image_and_table_are_taken_away(page: Page, application: Application, tmp_path: Path, fond: str) -> None:
    page.emulate_media(color_scheme=fond)  # type: ignore[arg-type]
    go(page, f"{application.adresse}/synthese", "Synthèse")
    wait_dessins(page)
    page.locator(".st-key-donnees_orientations summary").click()
    bouton = page.get_by_role("button", name="Télécharger l’image")
    bouton.wait_for()
    wait_calme(page)
    bouton.focus()
    with page.expect_download() as image:
        page.keyboard.press("Enter")
    nom = image.value.suggested_filename
    assert re.fullmatch(r"[\w.-]+\.png", nom, re.ASCII)
    dessin = Image.open(io.BytesIO(Path(image.value.path()).read_bytes())).convert("RGB")
    assert dessin.width >= 1_800
    assert dessin.getpixel((2, 2)) == (255, 255, 255)
    assert dessin.convert("L").getextrema()[0] < 60, "the ink of a light ground"
    with page.expect_download() as table:
        page.get_by_role("button", name="Télécharger ce tableau").click()
    feuille = openpyxl.load_workbook(io.BytesIO(Path(table.value.path()).read_bytes())).active
    assert feuille is not None
    valeurs = [c.value for ligne in feuille.iter_rows() for c in ligne]
    assert "Orientation" in valeurs
    assert any(isinstance(v, int | float) for v in valeurs)


JAMAIS_LIBRE = "window.requestIdleCallback = () => 0"
"""A browser that always has something else to do."""
NON_DESSINES = "[...document.querySelectorAll('.graphique:not([data-dessine])')].filter((e) => e.clientWidth).length"


def _open_court(page: Page, application: Application) -> Locator:
    """Open the Synthèse in a low window of a busy browser; return its last drawing, far below."""
    page.add_init_script(JAMAIS_LIBRE)
    page.set_viewport_size({"width": 1440, "height": 500})
    go(page, f"{application.adresse}/synthese", "Synthèse")
    dernier = page.locator(".st-key-meteo .graphique")
    dernier.wait_for(state="attached")
    wait_calme(page)
    assert dernier.get_attribute("data-dessine") is None
    assert dernier.evaluate("e => e.clientHeight") > 100, "its place is kept"
    return dernier


def test_a_drawing_far_below_waits_to_be_neared(page: Page, application: Application) -> None:
    dernier = _open_court(page, application)
    dernier.scroll_into_view_if_needed()
    expect(dernier).to_have_attribute("data-dessine", "")


def test_a_printed_page_has_all_its_drawings(page: Page, application: Application) -> None:
    dernier = _open_court(page, application)
    page.pdf()
    expect(dernier).to_have_attribute("data-dessine", "")
    assert page.evaluate(NON_DESSINES) == 0


def test_an_idle_browser_draws_what_is_below(page: Page, application: Application) -> None:
    page.set_viewport_size({"width": 1440, "height": 500})
    go(page, f"{application.adresse}/synthese", "Synthèse")
    wait_dessins(page)
    assert page.evaluate(NON_DESSINES) == 0


def test_nothing_jumps(page: Page, application: Application) -> None:
    page.add_init_script(f"({PREMIERES})()")
    go(page, f"{application.adresse}/synthese", "Synthèse")
    wait_dessins(page)
    couples = page.evaluate("[...window.hauteurs].filter(([e]) => e.isConnected).map(([e, h]) => [h, e.clientHeight])")
    assert len(couples) == len(CLES)
    assert all(premiere == derniere > 100 for premiere, derniere in couples)


def test_a_mark_of_the_calendar_opens_its_action(page: Page, application: Application) -> None:
    go(page, f"{application.adresse}/calendrier", "Calendrier")
    wait_dessins(page)
    page.evaluate("window.meme = true")
    page.locator(".st-key-calendrier .barlayer .point path").first.click(force=True)
    expect(page).to_have_url(re.compile(r"/orientations_et_actions\?action=A\d+"))
    wait_calme(page)
    assert page.evaluate("window.meme") is True, "the page was not loaded again"


def test_a_drawing_stays_when_its_text_is_written_again(page: Page, application: Application) -> None:
    go(page, f"{application.adresse}/synthese", "Synthèse")
    wait_dessins(page)
    page.locator(".st-key-tendance .graphique").evaluate("e => { window.garde = e; }")
    page.get_by_role("link", name="Les plus en retrait d’abord").click()
    page.get_by_role("link", name="Ordre du plan").wait_for()
    assert page.evaluate("window.garde === document.querySelector('.st-key-tendance .graphique')")
    assert page.locator(".st-key-tendance .graphique[data-dessine]").count() == 1
