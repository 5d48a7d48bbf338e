"""A figure clicked, or reached with the keyboard, explains itself in place; the links of texts never load the page."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import Page, expect

from tests.e2e.conftest import Application, go, wait_calme

pytestmark = pytest.mark.e2e


def mark(page: Page) -> None:
    """Leave in the document what loading it again would lose."""
    page.evaluate("window.intact = true")


def is_intact(page: Page) -> bool:
    return page.evaluate("window.intact === true")


def test_a_click_on_a_figure_explains_it_and_leads_back_without_loading(page: Page, application: Application) -> None:
    go(page, f"{application.adresse}/synthese?trimestre=T2+2026", "Synthèse")
    mark(page)
    avancement = page.locator(".kpi").filter(has_text="Avancement")
    figure = avancement.locator(".valeur").inner_text().split(",")[0].strip()
    avancement.locator(".detail").click(force=True)
    page.get_by_role("heading", name="Avancement · Schéma").wait_for()
    assert re.search(r"/aide\?chiffre=avancement&trimestre=T2\+2026$", page.url)
    assert page.locator(".resultat").inner_text() == figure
    page.get_by_role("link", name="A01", exact=False).first.click()
    page.get_by_role("heading", name=re.compile("^A01 · ")).wait_for()
    page.go_back()
    page.get_by_role("heading", name="Avancement · Schéma").wait_for()
    page.get_by_role("navigation", name="Revenir").get_by_role("link", name="Synthèse").click()
    page.get_by_role("heading", name="Synthèse", level=1, exact=True).wait_for()
    assert "trimestre=T2+2026" in page.url
    assert is_intact(page)


def test_a_figure_is_reached_and_opened_with_the_keyboard(page: Page, application: Application) -> None:
    go(page, f"{application.adresse}/synthese", "Synthèse")
    page.get_by_role("combobox", name="Trimestre").focus()
    for _ in range(12):
        page.keyboard.press("Tab")
        if "explique" in (page.evaluate("document.activeElement.className") or ""):
            break
    assert "comment ce chiffre est calculé" in page.evaluate("document.activeElement.textContent")
    page.keyboard.press("Enter")
    page.get_by_role("heading", name="Avancement · Schéma").wait_for()


def test_search_then_a_part_of_aide(page: Page, application: Application) -> None:
    go(page, f"{application.adresse}/aide", "Aide")
    mark(page)
    champ = page.get_by_label("Chercher dans l’aide")
    champ.fill("effacer")
    champ.press("Enter")
    page.get_by_role("heading", name="Blanc, 0 et EFFACER", exact=False).wait_for()
    page.get_by_role("link", name="Corriger une erreur").first.click()
    page.get_by_role("navigation", name="Rubriques de l’aide").wait_for()
    expect(champ).to_have_value("")
    assert page.url.endswith("/aide?rubrique=fautes&trimestre=T3+2026")
    page.get_by_role("link", name="Glossaire").click()
    page.get_by_role("heading", name="Glossaire", level=2).wait_for()
    assert is_intact(page)


def test_a_link_with_a_modifier_opens_elsewhere(page: Page, application: Application) -> None:
    go(page, f"{application.adresse}/aide", "Aide")
    with page.context.expect_page() as autre:
        page.get_by_role("link", name="Glossaire").click(modifiers=["Control"])
    autre.value.get_by_role("heading", name="Glossaire", level=2).wait_for()
    assert page.url.endswith("/aide?trimestre=T3+2026")
    wait_calme(page)
