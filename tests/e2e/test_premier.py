"""The first page in a browser: readable before any session, replaced in its place, never twice."""

from __future__ import annotations

import re
from typing import Any

import pytest
from playwright.sync_api import Page, WebSocketRoute, expect

from tests.e2e.conftest import Application, Ouvrir, wait_calme

pytestmark = pytest.mark.e2e
BOITES = """(racine) => {
  const boites = {};
  for (const s of ["h1", "p.etat-donnees", ".phrase", ".kpi", ".kpi .valeur", ".kpi .detail", "a.decision", "h3.qui",
      "table.arbre tr", "a.marque", ".plan", "nav li a", ".fiche-faits > div", "p.commandes button",
      ".accueil-aide h3"])
    boites[s] = [...document.querySelectorAll(`${racine} ${s}`)].filter((e) => e.checkVisibility()).map((e) => {
      const { x, y, width, height } = e.getBoundingClientRect();
      return [x, y, width, height].map(Math.round);
    }).filter(([x]) => x >= 0);
  return boites;
}"""
BOUGE = """() => {
  window.__cls = 0;
  new PerformanceObserver((l) => l.getEntries().forEach((e) => { window.__cls += e.value; }))
    .observe({ type: "layout-shift", buffered: true });
}"""


class Porte:
    """What the server says to a page, kept back until it is let through: the time before a session, made long."""

    def __init__(self, page: Page) -> None:
        self._gardes: list[tuple[WebSocketRoute, Any]] = []
        self._ouverte = False
        page.route_web_socket(re.compile("_stcore/stream"), self._receive)

    def _receive(self, prise: WebSocketRoute) -> None:
        prise.connect_to_server().on_message(lambda message: self._pass(prise, message))

    def _pass(self, prise: WebSocketRoute, message: Any) -> None:
        if self._ouverte:
            prise.send(message)
        else:
            self._gardes.append((prise, message))

    def open(self) -> None:
        self._ouverte = True
        for prise, message in self._gardes:
            prise.send(message)


def wait_session(page: Page) -> None:
    page.locator("#premier").wait_for(state="detached")
    wait_calme(page)


@pytest.mark.parametrize(
    ("largeur", "hauteur", "fond"), [(1440, 900, "light"), (1024, 768, "dark"), (390, 844, "light"), (390, 844, "dark")]
)
def test_session_takes_the_place_of_the_first_page(
    ouvrir: Ouvrir, application: Application, largeur: int, hauteur: int, fond: str
) -> None:
    page = ouvrir(largeur, hauteur, color_scheme=fond)
    page.add_init_script(f"({BOUGE})()")
    porte = Porte(page)
    page.goto(f"{application.adresse}/synthese")
    page.evaluate("document.fonts.ready.then(() => null)")
    avant, encre = page.evaluate(BOITES, "#premier"), "getComputedStyle(document.querySelector('.phrase')).color"
    couleur = page.evaluate(encre)
    page.evaluate("window.__cls = 0")  # from here on: whether fonts come before the first painting is the machine's
    porte.open()
    wait_session(page)
    apres = page.evaluate(BOITES, "#root")
    assert len(avant["a.decision"]) == 6
    for nom, boites in avant.items():
        ecarts = [abs(a - b) for x, y in zip(boites, apres[nom], strict=True) for a, b in zip(x, y, strict=True)]
        assert max(ecarts, default=0) <= 1, (nom, boites, apres[nom])
    assert page.evaluate(encre) == couleur
    assert page.evaluate("window.__cls") <= 0.02


@pytest.mark.parametrize("ecran", ["orientations_et_actions?action=A08", "engagements?engagement=9", "aide"])
def test_session_takes_the_place_of_a_sheet(page: Page, application: Application, ecran: str) -> None:
    porte = Porte(page)
    page.goto(f"{application.adresse}/{ecran}")
    page.evaluate("document.fonts.ready.then(() => null)")
    avant = page.evaluate(BOITES, "#premier")
    assert avant["h1"]
    assert avant[".fiche-faits > div"] or avant[".accueil-aide h3"]
    porte.open()
    wait_session(page)
    apres = page.evaluate(BOITES, "#root")
    for nom, boites in avant.items():  # the session has more of them
        ecarts = [abs(a - b) for x, y in zip(boites, apres[nom], strict=False) for a, b in zip(x, y, strict=True)]
        assert max(ecarts, default=0) <= 1, (nom, boites, apres[nom])


def test_there_is_one_page_at_a_time(page: Page, application: Application) -> None:
    erreurs: list[str] = []
    page.on("console", lambda m: erreurs.append(m.text) if m.type == "error" else None)
    porte = Porte(page)
    page.goto(f"{application.adresse}/synthese")
    expect(page.get_by_role("heading", name="Synthèse", level=1)).to_be_visible()
    assert page.evaluate("[root.inert, getComputedStyle(root).visibility]") == [True, "hidden"]
    foyer = page.locator("#premier a.decision").first
    adresse = foyer.get_attribute("href")
    foyer.focus()
    page.locator(".premier-page").evaluate("e => e.scrollTo(0, 40)")
    porte.open()
    wait_session(page)
    assert page.evaluate("[root.inert, getComputedStyle(root).visibility]") == [False, "visible"]
    assert page.evaluate(
        "[document.activeElement.getAttribute('href'), document.activeElement.closest('#root').id]"
    ) == [
        adresse,
        "root",
    ]
    assert page.locator(".stMain").evaluate("e => e.scrollTop") == 40
    assert page.get_by_role("heading", level=1).count() == 1
    assert not erreurs


def test_link_followed_before_any_session_opens_its_screen(page: Page, application: Application) -> None:
    porte = Porte(page)
    page.goto(f"{application.adresse}/synthese")
    page.locator("#premier a.decision").first.click()
    page.wait_for_url(re.compile("orientations_et_actions.*action="))
    porte.open()
    wait_session(page)
    expect(page.get_by_text("Décision attendue").first).to_be_visible()


def test_ground_chosen_in_the_menu_is_that_of_the_first_page(page: Page, application: Application) -> None:
    page.goto(f"{application.adresse}/synthese")
    wait_session(page)
    clair = page.evaluate("getComputedStyle(document.querySelector('.phrase')).color")
    page.get_by_role("button", name="Menu principal").click()
    page.get_by_role("button", name="Sombre").or_(page.get_by_role("menuitemradio", name="Sombre")).or_(
        page.get_by_label("Thème sombre")
    ).first.click()
    wait_calme(page)
    sombre = page.evaluate("getComputedStyle(document.querySelector('.phrase')).color")
    assert sombre != clair
    Porte(page)
    page.reload()
    assert page.evaluate("getComputedStyle(document.querySelector('#premier .phrase')).color") == sombre


def test_address_with_a_filter_waits_for_its_session(page: Page, application: Application) -> None:
    Porte(page)
    page.goto(f"{application.adresse}/synthese?trimestre=2019-T1")
    expect(page.locator("#premier")).to_have_count(0)
    assert page.evaluate("root.inert") is False
