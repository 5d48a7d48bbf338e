"""The story, and any screen, projected in a real browser: by the keyboard, legible, whole, heard; the story printed."""

from __future__ import annotations

import pytest
from playwright.sync_api import Page, expect

from exports.presentation.recit import SECTIONS
from tests.e2e.conftest import Application, Ouvrir, administer, go, wait_calme, wait_dessins
from tests.e2e.feuilles import read_pdf
from tests.e2e.test_axe import list_graves
from tests.e2e.test_impression import ECRANS as ECRANS_LUS
from tests.e2e.test_impression import open_ecran

pytestmark = pytest.mark.e2e
CORPS_MIN = 24
"""Pixels on a projector of 1920 × 1080: what is read at five metres."""
MONTREE = "[data-montree] .diapo"
VUE = r"""(minimum) => {
  const page = document.querySelector("[data-montree] .diapo"), cadre = page.getBoundingClientRect();
  const pied = page.querySelector(".pied"), defauts = [];
  const textes = document.createTreeWalker(page, NodeFilter.SHOW_TEXT);
  for (let t; (t = textes.nextNode()); ) {
    const e = t.parentElement;
    if (!t.data.trim() || e.closest(".lecteur")) continue;
    const dit = t.data.trim().slice(0, 40), corps = parseFloat(getComputedStyle(e).fontSize), zone = new Range();
    if (corps < minimum) defauts.push(`${dit}: ${corps} px`);
    zone.selectNodeContents(t);
    for (const b of zone.getClientRects()) {
      const bas = e.closest(".pied") ? cadre.bottom : pied.getBoundingClientRect().top;
      if (b.left < cadre.left - 1 || b.right > cadre.right + 1 || b.top < cadre.top - 1 || b.bottom > bas + 1)
        defauts.push(`${dit}: hors de la page`);
    }
  }
  return [page.dataset.numero, page.dataset.cle, defauts];
}"""


VUE_ECRAN = r"""(minimum) => {
  const racine = document.documentElement, haut = innerHeight * 0.03, defauts = new Set();
  const bas = innerHeight - parseFloat(getComputedStyle(racine).getPropertyValue("--dessous"));
  const textes = document.createTreeWalker(document.querySelector(".stMainBlockContainer"), NodeFilter.SHOW_TEXT);
  let vus = 0;
  for (let t; (t = textes.nextNode()); ) {
    const e = t.parentElement, zone = new Range(), tenue = e.closest("tbody")?.parentElement.tHead?.offsetHeight ?? 0;
    if (!/[\p{L}\d]/u.test(t.data) || e.closest(".lecteur, .bulle")) continue;
    if (!e.checkVisibility({ visibilityProperty: true })) continue;
    zone.selectNodeContents(t);
    const milieu = (b) => (b.top + b.bottom) / 2, dit = t.data.trim();
    const boites = [...zone.getClientRects()].filter((b) => b.width > 2 && milieu(b) > haut + tenue && milieu(b) < bas);
    if (!boites.length || getComputedStyle(e).fontFamily.includes("Material")) continue;
    vus += 1;
    const corps = parseFloat(getComputedStyle(e).fontSize) * e.currentCSSZoom;
    const lignes = new Set(boites.map((b) => Math.round(b.top))).size;
    if (corps && corps < minimum) defauts.add(`${dit.slice(0, 40)} : ${corps} px`);
    const longue = !e.closest("svg") && lignes > 1 && dit.length / lignes > 75;
    if (longue) defauts.add(`${dit.slice(0, 40)} : lignes trop longues`);
    for (const b of boites) {
      const coupe = b.top < haut - b.height / 4 || b.bottom > bas + b.height / 4;
      if (coupe || b.left < 0 || b.right > innerWidth) defauts.add(`${dit.slice(0, 40)} : coupé`);
    }
  }
  return [document.querySelector("#rang-projection").lastChild.textContent, vus, [...defauts]];
}"""
LUS = (*(e for e in ECRANS_LUS if e not in {"presentation", "aide?rubrique=glossaire"}), "aide?chiffre=avancement")
"""Those that are no pages of their own, and are not mere text."""
GLISSER = "(a) => { history.pushState(null, '', a); dispatchEvent(new PopStateEvent('popstate')); }"


@pytest.fixture
def salle(ouvrir: Ouvrir) -> Page:
    """A projector."""
    return ouvrir(1920, 1080)


def test_the_story_is_projected_by_the_keyboard(salle: Page, application: Application) -> None:
    go(salle, f"{application.adresse}/presentation", "Présentation")
    salle.get_by_role("button", name="Projeter").press("Enter")
    salle.locator(MONTREE).wait_for()
    assert "projection=1" in salle.url
    expect(salle.get_by_test_id("stSidebar")).to_be_hidden()
    expect(salle.locator(".stAppHeader")).to_be_hidden()
    total, defauts, cles = salle.locator(".page-recit").count(), {}, []
    for _ in range(total):
        numero, cle, trouves = salle.evaluate(VUE, CORPS_MIN)
        cles.append(cle)
        if trouves:
            defauts[numero] = trouves
        salle.keyboard.press("ArrowRight")
    assert defauts == {}
    assert set(cles) >= {"couverture", *SECTIONS}
    assert len(set(cles)) == total
    for touche, attendue in (("Home", 0), ("PageDown", 1), ("ArrowRight", 2), ("PageUp", 1), ("End", total - 1)):
        salle.keyboard.press(touche)
        assert salle.locator(MONTREE).get_attribute("data-cle") == cles[attendue]
    salle.keyboard.press("Home")
    salle.mouse.click(960, 900)
    assert salle.locator(MONTREE).get_attribute("data-cle") == cles[1]
    nom = salle.locator(MONTREE).get_attribute("aria-label")
    assert salle.locator("[data-annonce]").text_content() == nom
    salle.keyboard.press("Escape")
    wait_calme(salle)
    assert "projection" not in salle.url
    expect(salle.get_by_test_id("stSidebar")).to_be_visible()
    expect(salle.get_by_role("button", name="Projeter")).to_be_focused()


def test_a_link_projects_at_once_on_both_grounds(salle: Page, application: Application) -> None:
    salle.goto(f"{application.adresse}/presentation?projection=1&sections=charte,bilan")
    salle.locator(MONTREE).wait_for()
    wait_calme(salle)
    salle.keyboard.press("ArrowRight")
    assert salle.locator(MONTREE).get_attribute("data-cle") == "charte"
    assert list_graves(salle) == set()
    assert salle.locator(MONTREE).get_attribute("data-cle") == "charte"


def read_rang(salle: Page) -> str:
    """Return « 2 / 11 »."""
    return salle.locator("#rang-projection > :last-child").text_content() or ""


def test_every_screen_is_projected_a_window_at_a_time(salle: Page, application: Application) -> None:
    """Nothing is cut at an edge of a window, nothing is under its size, every window shows something."""
    defauts = {}
    open_ecran(salle, application, f"{LUS[0]}?projection=1")
    expect(salle.get_by_test_id("stSidebar")).to_be_hidden()
    for ecran in LUS:
        salle.evaluate(GLISSER, f"/{ecran}{'&' if '?' in ecran else '?'}projection=1")
        wait_calme(salle)
        wait_dessins(salle)
        total = int(read_rang(salle).rpartition(" ")[2])
        for rang in range(1, total + 1):
            dit, vus, trouves = salle.evaluate(VUE_ECRAN, CORPS_MIN)
            if trouves or not vus or dit != f"{rang} / {total}":
                defauts[ecran, dit] = trouves
            salle.keyboard.press("ArrowRight")
    assert defauts == {}


def test_a_screen_is_left_where_it_was_projected_from(salle: Page, application: Application) -> None:
    open_ecran(salle, application, "calendrier")
    salle.locator("#root").get_by_role("button", name="Projeter").press("Enter")
    assert "projection=1" in salle.url
    total = read_rang(salle).rpartition(" ")[2]
    for touche, rang in (("End", total), ("Home", "1"), ("PageDown", "2"), ("ArrowLeft", "1")):
        salle.keyboard.press(touche)
        assert read_rang(salle) == f"{rang} / {total}"
    salle.mouse.click(1_700, 1_000)
    assert read_rang(salle) == f"2 / {total}"
    annonce = salle.locator("#rang-projection [aria-live]").text_content() or ""
    assert annonce.endswith(f"(2 sur {total})")
    salle.keyboard.press("Escape")
    wait_calme(salle)
    assert "projection" not in salle.url
    expect(salle.get_by_test_id("stSidebar")).to_be_visible()
    expect(salle.locator("#root").get_by_role("button", name="Projeter")).to_be_focused()


def test_a_link_of_a_projected_screen_opens_a_projected_one(salle: Page, application: Application) -> None:
    salle.emulate_media(color_scheme="dark")
    open_ecran(salle, application, "engagements?engagement=1&projection=1")
    assert list_graves(salle) == set()
    salle.locator("a.ecran", has_text="A08").first.press("Enter")
    salle.get_by_role("heading", name="A08 ·", level=1).wait_for()
    wait_calme(salle)
    assert "projection=1" in salle.url
    assert read_rang(salle).startswith("1 / ")
    expect(salle.get_by_test_id("stSidebar")).to_be_hidden()


def test_a_section_is_printed_a_page(page: Page, application: Application) -> None:
    go(page, f"{application.adresse}/presentation?sections=decisions,trajectoire,bilan", "Présentation")
    page.locator(".diapo").last.wait_for()
    wait_calme(page)
    numeros = page.locator(".diapo").evaluate_all("(l) => l.map((d) => d.dataset.numero)")
    feuilles = read_pdf(page.pdf(prefer_css_page_size=True))
    assert len(feuilles) == len(numeros)
    for numero, feuille in zip(numeros, feuilles, strict=True):
        assert feuille.large > feuille.haute
        assert numero in feuille.texte
        assert feuille.list_recouvrements() == []
        assert "base de démonstration" in feuille.texte.lower()


def test_a_section_moved_by_the_keyboard_keeps_the_focus(page: Page, application: Application) -> None:
    go(page, f"{application.adresse}/presentation", "Présentation")
    fleche = page.get_by_role("button", name="Charte plus tôt", exact=True)
    fleche.press("Enter")
    wait_calme(page)
    expect(fleche).to_be_focused()
    assert "sections=" in page.url


def test_a_decision_is_noted_from_the_projection(salle: Page, application: Application) -> None:
    """D leaves the projection and opens the entry; it does nothing for who may not write."""
    for lecture in (True, False):
        if not lecture:
            administer(salle, application)
        go(salle, f"{application.adresse}/presentation?projection=1", "Présentation")
        salle.locator(MONTREE).wait_for()
        salle.keyboard.press("d")
        if lecture:
            expect(salle.locator(MONTREE)).to_be_visible()
            continue
        expect(salle.get_by_role("dialog", name="Décisions prises")).to_be_visible()
        expect(salle.locator(MONTREE)).to_have_count(0)
        wait_calme(salle)
        assert not list_graves(salle)
