"""How large the words of every screen that is read are, and that no screen is wider than its window."""

from __future__ import annotations

import pytest
from playwright.sync_api import Page

from tests.e2e.conftest import Application, wait_calme
from tests.e2e.test_impression import ECRANS, open_ecran

pytestmark = pytest.mark.e2e
CORPS = {14, 16, 18, 22, 28}
"""Pixels."""
CORPS_DESSIN = {12, 14}
"""Those of the words of a drawing; its axes, and a crowded one, are at 12."""
TAILLES = r"""() => {
  const vus = {page: {}, dessin: {}}, textes = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  for (let t; (t = textes.nextNode()); ) {
    const e = t.parentElement;
    if (!/[\p{L}\d]/u.test(t.data) || e.closest("script, style, .lecteur")) continue;
    if (!e.checkVisibility({visibilityProperty: true})) continue;
    const style = getComputedStyle(e), boite = e.getBoundingClientRect();
    if (style.fontFamily.includes("Material") || boite.width < 2 || parseFloat(style.fontSize) === 0) continue;
    const lot = e.closest("svg, .pas") ? vus.dessin : vus.page;
    lot[parseFloat(style.fontSize)] ??= t.data.trim().slice(0, 40);
  }
  return vus;
}"""
LARGES = (1440, 720, 390, 320)
"""A desk, the same at 200 %, a phone, the narrowest window (a desk at 400 % is 360)."""


@pytest.mark.parametrize("ecran", ECRANS)
def test_words_have_five_sizes_and_no_screen_is_wider_than_its_window(
    page: Page, application: Application, ecran: str
) -> None:
    open_ecran(page, application, ecran)
    for large in LARGES:
        page.set_viewport_size({"width": large, "height": 900})
        wait_calme(page)
        vus = page.evaluate(TAILLES)
        assert {t: dit for t, dit in vus["page"].items() if float(t) not in CORPS} == {}, large
        assert {t: dit for t, dit in vus["dessin"].items() if float(t) not in CORPS_DESSIN} == {}, large
        debord = page.evaluate("Math.max(...['.stMain', 'body'].map((s) => document.querySelector(s).scrollWidth))")
        assert debord <= large
