"""A value corrected on its sheet, in a browser: the figure and its line move; undone, both return."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import Page

from tests.e2e.conftest import Application, go, sign, wait_calme, wait_dessins

pytestmark = pytest.mark.e2e
FICHE = "orientations_et_actions?action=A16&trimestre=T3+2026"


def read_fiche(page: Page, application: Application) -> tuple[str, str]:
    """Return the figure of the sheet, and its line as it is drawn."""
    go(page, f"{application.adresse}/{FICHE}", re.compile("A16 ·"))
    wait_dessins(page)
    courbe = page.locator("[data-figure]").first.get_attribute("data-figure") or ""
    return page.locator(".fiche-faits .grand").first.inner_text(), courbe


def test_corriger_moves_the_figure_and_undo_returns_it(page: Page, atelier: Application) -> None:
    avant = read_fiche(page, atelier)
    page.get_by_role("button", name="Corriger").click()
    champ = page.get_by_role("spinbutton", name="Avancement (%)")
    champ.fill("91")
    page.get_by_role("textbox", name="Votre nom").fill("Dominique Essai")
    page.get_by_role("button", name="Enregistrer", exact=True).click()
    page.get_by_text("1 changement enregistré").wait_for()
    lien = page.get_by_role("link", name=re.compile("du journal"))
    numero = re.search(r"remontee=(\d+)", lien.get_attribute("href") or "")
    assert numero is not None
    pendant = read_fiche(page, atelier)
    assert pendant[0] == "91\u202f%"
    assert pendant[1] != avant[1]

    go(page, f"{atelier.adresse}/journal?remontee={numero[1]}", "Journal")
    page.get_by_text("Annuler la saisie").first.click()
    sign(page)
    page.get_by_text("Je confirme l’annulation").click()
    wait_calme(page)
    page.get_by_role("button", name=re.compile("Annuler la saisie")).click()
    page.get_by_text("est annulée (entrée").wait_for()
    assert read_fiche(page, atelier) == avant
