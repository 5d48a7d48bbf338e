"""What the benchmarks call seen: painted in the page, whoever wrote it; nothing hidden is. Nothing is timed here."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page

from benchmarks.navigateur import SYNTHESE, open_contexte

pytestmark = pytest.mark.e2e
CHIFFRE = '<dl class="kpi"><dd class="valeur">44 %</dd></dl>'
PAGE = (
    '<!doctype html><p class="phrase" {}>Au T3 2026, le Schéma est avancé à 44 %.</p>'
    f'{CHIFFRE * 5}<section class="decisions"><a class="decision">Arrêter le financement</a></section>'
)
IMAGES = "n => new Promise((fin) => { const voir = () => (n-- ? requestAnimationFrame(voir) : fin()); voir(); })"
"""Lets a number of frames pass."""
CACHES = {
    "hidden": "hidden",
    "invisible": 'style="visibility:hidden"',
    "transparent": 'style="opacity:0"',
    "for screen readers alone": 'style="position:absolute;width:1px;height:1px;overflow:hidden"',
}


@pytest.fixture
def mesuree(navigateur: Browser) -> Iterator[Page]:
    """A page that looks for what a reader of the Synthèse waits for."""
    with open_contexte(navigateur, SYNTHESE) as contexte:
        yield contexte.new_page()


def _open(page: Page, attributs: str) -> None:
    corps = PAGE.format(attributs)
    page.route("**/*", lambda route: route.fulfill(body=corps, content_type="text/html; charset=utf-8"))
    page.goto("http://essai.invalid/")
    page.evaluate(IMAGES, 5)


def test_words_of_the_document_are_seen(mesuree: Page) -> None:
    _open(mesuree, "")
    temps = mesuree.evaluate("window.__sonde.attendre(() => window.__sonde.ouvrir())")
    assert temps["lisible"] > 0
    assert temps["peint"] > 0
    assert temps["decalage"] == 0


@pytest.mark.parametrize("attributs", CACHES.values(), ids=CACHES.keys())
def test_a_hidden_sentence_is_never_seen(mesuree: Page, attributs: str) -> None:
    """No time at all then, where 0 ms would be the best of them."""
    _open(mesuree, attributs)
    assert mesuree.evaluate("window.__sonde.ouvrir()") is None
    assert mesuree.evaluate("window.__sonde.temps") == {}


def test_what_jumps_is_counted(mesuree: Page) -> None:
    _open(mesuree, "")
    mesuree.evaluate("document.body.prepend(Object.assign(document.createElement('div'), {style: 'height:300px'}))")
    mesuree.evaluate(IMAGES, 5)
    assert mesuree.evaluate("window.__sonde.ouvrir().decalage") > 0.02
