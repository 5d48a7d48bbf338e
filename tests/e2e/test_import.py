"""A workbook through the browser: imported, the figure changes; undone, it returns. What it says is shown as typed."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest
from playwright.sync_api import Page

from models.session import dispose_engines
from tests.classeurs_remplis import fill_classeur
from tests.e2e.conftest import Application, build_base, go, serve, wait_calme

pytestmark = pytest.mark.e2e
HOSTILE = "**gras** :x: :material/delete: $x^2$ :red[a] <b>b</b> ![i](https://exemple.org/a.png) a -> b www.exemple.org"


@pytest.fixture
def atelier(tmp_path: Path) -> Iterator[Application]:
    """An application of one's own, to write in."""
    with serve(build_base(tmp_path / "base.db", "pleine")) as servie:
        yield servie


@pytest.fixture
def classeur(atelier: Application, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("DATABASE_URL", atelier.base)
    saisies = {"A16": {"Avancement (%)": 0, "Fait marquant du trimestre": HOSTILE}, "A17": {"Avancement (%)": 0}}
    octets = fill_classeur("crip-93", "2026-T3", saisies, datetime.now(UTC))
    dispose_engines()
    chemin = tmp_path / "CRIP :x: **T3**.xlsx"
    chemin.write_bytes(octets)
    return chemin


def read_avancement(page: Page, application: Application) -> str:
    go(page, application.adresse, "Synthèse")
    return page.locator(".kpi .valeur").first.inner_text()


def test_import_changes_the_figure_and_undo_returns_it(page: Page, atelier: Application, classeur: Path) -> None:
    avant = read_avancement(page, atelier)
    go(page, f"{atelier.adresse}/importer", "Importer")
    page.locator("input[type=file]").set_input_files(classeur)
    page.get_by_text("1 classeur lu").wait_for()
    assert "apercu=" in page.url
    assert page.get_by_text(HOSTILE, exact=True).is_visible()
    assert "CRIP :x: **T3**.xlsx" in page.locator("summary").first.inner_text().replace("\u2060", "")

    page.reload()
    page.get_by_role("textbox", name="Votre nom").fill("Dominique Essai")
    page.get_by_role("textbox", name="Votre nom").press("Enter")
    page.get_by_role("button", name=re.compile("^.*Appliquer 3 changements")).click()
    page.get_by_text("3 changements appliqués").wait_for()
    assert "apercu=" not in page.url
    pendant = read_avancement(page, atelier)
    assert pendant != avant

    go(page, f"{atelier.adresse}/orientations_et_actions?action=A16", "Orientations et actions")
    assert page.get_by_text(HOSTILE, exact=True).first.is_visible()
    assert page.locator("img[src*='exemple.org']").count() == 0

    go(page, f"{atelier.adresse}/journal", "Journal")
    page.locator("[class*='st-key-ligne_'] a").first.click()
    page.get_by_role("heading", level=2, name="CRIP").wait_for()
    wait_calme(page)
    page.get_by_text("Annuler la remontée").first.click()
    page.get_by_role("textbox", name="Votre nom").fill("Dominique Essai")
    page.get_by_role("textbox", name="Votre nom").press("Enter")
    wait_calme(page)
    page.get_by_text("Je confirme l’annulation").click()
    page.get_by_role("button", name=re.compile("Annuler la remontée")).click()
    page.get_by_text("est annulée (entrée").wait_for()
    assert read_avancement(page, atelier) == avant


def test_received_file_comes_back_as_it_was(page: Page, application: Application) -> None:
    go(page, f"{application.adresse}/journal?remontee=3", "Journal")
    with page.expect_download() as attente:
        page.get_by_role("button", name=re.compile("tel que reçu")).click()
    assert attente.value.suggested_filename.endswith(".xlsx")
    assert Path(attente.value.path()).read_bytes().startswith(b"remontee_")
