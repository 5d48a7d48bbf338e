"""What the browser tests wait for: a page that is written late is read late."""

from __future__ import annotations

import pytest
from playwright.sync_api import Page

from tests.e2e.conftest import wait_calme

pytestmark = pytest.mark.e2e
ARRETEE = '<div class="stApp" data-test-script-state="notRunning"></div>'
TARDIVE = """
  const ecrit = (n) => { document.body.insertAdjacentHTML('beforeend', '<p>.</p>'); if (n > 1) later(n - 1); };
  const later = (n) => setTimeout(() => ecrit(n), 100);
  later(6);
"""


def test_a_page_still_being_written_after_its_run_is_awaited(page: Page) -> None:
    page.set_content(f"{ARRETEE}<script>{TARDIVE}</script>")
    wait_calme(page)
    assert page.locator("p").count() == 6


def test_a_run_that_starts_again_is_awaited(page: Page) -> None:
    page.set_content(ARRETEE)
    page.evaluate("""() => {
      const etat = (valeur) => document.querySelector('.stApp').setAttribute('data-test-script-state', valeur);
      setTimeout(() => etat('running'), 100);
      setTimeout(() => { document.body.insertAdjacentHTML('beforeend', '<p>fin</p>'); etat('notRunning'); }, 900);
    }""")
    wait_calme(page)
    assert page.locator("p").all_inner_texts() == ["fin"]
