"""The story projected in a real browser: by the keyboard through every page, legible, whole, heard, printed."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page, expect

from exports.presentation.recit import SECTIONS
from tests.e2e.conftest import PATIENCE, Application, go, wait_calme
from tests.e2e.feuilles import read_pdf
from tests.e2e.test_axe import list_graves

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


@pytest.fixture
def salle(navigateur: Browser) -> Iterator[Page]:
    """A projector."""
    with navigateur.new_context(viewport={"width": 1920, "height": 1080}, locale="fr-FR") as contexte:
        contexte.set_default_timeout(PATIENCE * 1_000)
        yield contexte.new_page()


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
