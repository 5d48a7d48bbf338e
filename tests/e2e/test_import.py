"""A workbook through the browser: imported, the figure changes; undone, it returns. What it says is shown as typed."""

from __future__ import annotations

import re
import sqlite3
from datetime import UTC, datetime
from pathlib import Path

import pytest
from playwright.sync_api import Page

from models.chargement import load_plan, load_revision
from models.provenance import EntreeJournal, load_journal
from models.session import dispose_engines, open_base
from tests.classeurs_remplis import fill_classeur
from tests.e2e.conftest import Application, administer, confirm_annulation, go, sign, wait_calme

pytestmark = pytest.mark.e2e
HOSTILE = "**gras** :x: :material/delete: $x^2$ :red[a] <b>b</b> ![i](https://exemple.org/a.png) a -> b www.exemple.org"


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
    assert "CRIP :x: **T3**.xlsx" in page.locator("summary").first.inner_text().replace("\u2060", "")

    page.get_by_text(
        "T3 2026\u202f: le corriger"
    ).click()  # the quarter is over and was reported: which one is meant is asked
    page.get_by_role("button", name=re.compile("Appliquer 3 changements.: CRIP 93, T3 2026")).wait_for()
    assert page.get_by_text(HOSTILE, exact=True).is_visible()
    page.reload()
    sign(page)
    page.get_by_role("button", name=re.compile("^.*Appliquer 3 changements")).click()
    page.get_by_text("3 changements appliqués").wait_for()
    assert "apercu=" not in page.url
    pendant = read_avancement(page, atelier)
    assert pendant != avant

    go(page, f"{atelier.adresse}/orientations_et_actions?action=A16", re.compile("A16 ·"))
    assert page.get_by_text(HOSTILE, exact=True).first.is_visible()
    assert page.locator("img[src*='exemple.org']").count() == 0

    go(page, f"{atelier.adresse}/journal", "Journal")
    page.locator(".journal a").first.click()
    page.get_by_role("heading", level=2, name="CRIP").wait_for()
    wait_calme(page)
    confirm_annulation(page)
    assert read_avancement(page, atelier) == avant


def test_received_file_comes_back_as_it_was(page: Page, application: Application) -> None:
    administer(page, application)
    go(page, f"{application.adresse}/journal?remontee=20", "Journal")
    with page.expect_download() as attente:
        page.get_by_role("button", name=re.compile("tel que reçu")).click()
    assert attente.value.suggested_filename.endswith(".xlsx")
    assert Path(attente.value.path()).read_bytes().startswith(b"remontee_")


@pytest.fixture
def lot(atelier: Application, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> list[Path]:
    """Eight workbooks of eight pilots, one new value each."""
    monkeypatch.setenv("DATABASE_URL", atelier.base)
    with open_base() as session:
        actions = {a.pilote.code: a for a in load_plan(session).actions if a.pilote}
    chemins = []
    for rang, (pilote, action) in enumerate(list(actions.items())[:8]):
        saisies = {action.code: {"Fait marquant du trimestre": f"Point d’étape {rang}"}}
        chemin = tmp_path / f"lot_{rang}.xlsx"
        chemin.write_bytes(fill_classeur(pilote, "2026-T4", saisies, datetime.now(UTC)))
        chemins.append(chemin)
    dispose_engines()
    assert len(chemins) == 8
    return chemins


def drop_lot(page: Page, atelier: Application, lot: list[Path]) -> None:
    go(page, f"{atelier.adresse}/importer", "Importer")
    page.locator("input[type=file]").set_input_files(lot)
    page.get_by_text("8 classeurs lus").wait_for()
    sign(page)


def read_imports(revision: int) -> list[EntreeJournal]:
    with open_base() as session:
        entrees = [e for e in load_journal(session) if e.id > revision]
    dispose_engines()
    return entrees


def read_revision() -> int:
    with open_base() as session:
        return load_revision(session)


def test_double_click_applies_each_file_once_and_reports_all(page: Page, atelier: Application, lot: list[Path]) -> None:
    revision = read_revision()
    drop_lot(page, atelier, lot)
    page.get_by_role("button", name=re.compile("Appliquer .* de 8 classeurs")).scroll_into_view_if_needed()
    wait_calme(page)
    bouton = page.get_by_role("button", name=re.compile("Appliquer .* de 8 classeurs")).bounding_box()
    assert bouton
    milieu = bouton["x"] + bouton["width"] / 2, bouton["y"] + bouton["height"] / 2
    page.mouse.click(*milieu)
    page.wait_for_timeout(150)
    page.mouse.click(*milieu)
    page.wait_for_timeout(350)
    page.mouse.click(*milieu)
    page.get_by_text(re.compile("appliqués?, remontée n°")).first.wait_for()
    wait_calme(page)
    rapport = page.locator("[data-testid=stAlert]").all_inner_texts()
    assert len(rapport) == 1
    assert [f"lot_{rang}.xlsx" in rapport[0] for rang in range(8)] == [True] * 8
    assert sorted(e.fichier or "" for e in read_imports(revision)) == [f"lot_{rang}.xlsx" for rang in range(8)]
    assert "apercu=" not in page.url


def test_leaving_the_screen_cuts_nothing_and_the_report_waits(
    page: Page, atelier: Application, lot: list[Path]
) -> None:
    revision = read_revision()
    drop_lot(page, atelier, lot)
    verrou = sqlite3.connect(atelier.base.removeprefix("sqlite:///"), isolation_level=None)
    verrou.execute("BEGIN IMMEDIATE")  # the first file waits for its turn while the screen is left
    page.get_by_role("button", name=re.compile("Appliquer .* de 8 classeurs")).click()
    page.get_by_text("Classeur 1 sur 8").wait_for()
    page.get_by_role("link", name="Journal").first.click()
    page.wait_for_timeout(500)
    verrou.execute("ROLLBACK")
    verrou.close()
    page.get_by_role("heading", name="Journal", level=1, exact=True).wait_for()
    wait_calme(page)
    page.get_by_role("link", name="Importer").first.click()
    page.get_by_text(re.compile("appliqués?, remontée n°")).first.wait_for()
    wait_calme(page)
    rapport = page.locator("[data-testid=stAlert]").all_inner_texts()
    assert [f"lot_{rang}.xlsx" in rapport[0] for rang in range(8)] == [True] * 8
    assert len(rapport) == 1
    assert len(read_imports(revision)) == 8
    page.get_by_role("link", name="Journal").first.click()
    page.get_by_role("heading", name="Journal", level=1, exact=True).wait_for()
    wait_calme(page)
    page.get_by_role("link", name="Importer").first.click()
    page.get_by_role("heading", name="Importer", level=1, exact=True).wait_for()
    wait_calme(page)
    assert page.locator("[data-testid=stAlert]").count() == 0
