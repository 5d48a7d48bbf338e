"""Reading in a real browser: every address guarded, the ways through the screens."""

from __future__ import annotations

import re
from datetime import UTC, datetime
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from models.vocabulaire import Role
from tests.e2e.conftest import TITRES, Application, Poser, administer, go, serve, wait_calme
from ui.socle.navigation import ECRANS, Ecran

pytestmark = pytest.mark.e2e
FERMES = [ecran for ecran in ECRANS if not Role.LECTURE.allows(ecran.role)]


@pytest.mark.parametrize("ecran", [ECRANS[0], *FERMES], ids=lambda e: e.url)
def test_first_address_of_a_fresh_server_obeys_its_guard(
    poser: Poser, page: Page, tmp_path: Path, ecran: Ecran
) -> None:
    """Seen by somebody who did not open the link, on a server that served nothing before."""
    with serve(poser(tmp_path / "base.db", "vide")) as application:
        go(page, f"{application.adresse}/{ecran.url}", TITRES[ecran.url])
        permis = Role.LECTURE.allows(ecran.role)
        assert page.get_by_text("Accès refusé").count() == (0 if permis else 1)
        assert page.get_by_test_id("stFileUploader").count() == 0
        assert page.get_by_role("link", name="Importer", exact=True).count() == 0


def test_synthese_leads_to_a_fiche_and_back(page: Page, application: Application) -> None:
    go(page, application.adresse, "Synthèse")
    expect(page.get_by_text(re.compile(r"^Au T3\s2026 \(juillet-septembre\), le Schéma est avancé à"))).to_be_visible()
    expect(page.locator(".js-plotly-plot")).to_have_count(3)
    page.locator("section.bloc ul.attentes a.ecran").first.click()
    page.get_by_role("heading", name=re.compile(r"^A\d+ ·")).wait_for()
    assert re.search(r"action=A\d+", page.url)
    page.get_by_role("link", name="Revenir à Orientations et actions").click()
    expect(page).to_have_url(f"{application.adresse}/orientations_et_actions?trimestre=T3+2026")
    page.get_by_role("link", name=re.compile("^A01 ·")).wait_for()


def test_a_mark_of_the_tree_opens_its_action_and_leaves_nothing_behind(page: Page, application: Application) -> None:
    go(page, f"{application.adresse}/synthese", "Synthèse")
    expect(page).to_have_url(f"{application.adresse}/synthese?trimestre=T3+2026")
    marque = page.locator("a.marque", has_text="A08 ")
    expect(marque).to_have_accessible_name(re.compile(r"^A08 Créer .*, bloquée$"))
    marque.focus()
    expect(marque.locator(".details")).to_contain_text("25\u202f% pour 100\u202f% attendus")
    page.keyboard.press("Enter")
    page.get_by_role("heading", name=re.compile(r"^A08 ·")).wait_for()
    expect(page).to_have_url(re.compile(r"orientations_et_actions\?action=A08&trimestre=T3(\+|%20)2026$"))
    page.go_back()
    page.locator("table.arbre").wait_for()
    expect(page).to_have_url(f"{application.adresse}/synthese?trimestre=T3+2026")


def test_the_words_of_a_mark_stand_to_its_left(page: Page, application: Application) -> None:
    """Over the lists that stand beside the tree, never over another mark."""
    go(page, f"{application.adresse}/synthese", "Synthèse")
    page.locator("a.marque.s-bloquee").last.hover()
    ouverte = page.locator(".bulle", has=page.locator(".details:visible"))
    bulle, arbre = ouverte.bounding_box(), page.locator("table.arbre").bounding_box()
    assert bulle is not None
    assert arbre is not None
    assert bulle["x"] > 0
    assert bulle["x"] + bulle["width"] <= arbre["x"]


def test_the_tree_is_skipped_by_the_keyboard(page: Page, application: Application) -> None:
    go(page, f"{application.adresse}/synthese", "Synthèse")
    lien = page.get_by_role("link", name="Passer les 40 actions de l’arbre")
    lien.focus()
    expect(lien).to_be_in_viewport()
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.closest('table.arbre') === null")
    assert page.evaluate(
        "Boolean(document.querySelector('table.arbre').compareDocumentPosition(document.activeElement) & 4)"
    )


def test_the_order_of_the_tree_stays_in_the_address(page: Page, application: Application) -> None:
    go(page, f"{application.adresse}/synthese", "Synthèse")
    page.get_by_role("link", name="Les plus en retrait d’abord").click()
    page.get_by_role("link", name="Ordre du plan").wait_for()
    expect(page).to_have_url(re.compile("tri=ecart"))
    page.reload()
    page.get_by_role("link", name="Ordre du plan").click()
    page.get_by_role("link", name="Les plus en retrait d’abord").wait_for()
    expect(page).not_to_have_url(re.compile("tri="))


@pytest.mark.parametrize("largeur", [1440, 1024, 390, 320])
def test_nothing_of_the_tree_is_cut_or_covered(page: Page, application: Application, largeur: int) -> None:
    page.set_viewport_size({"width": largeur, "height": 900})
    go(page, f"{application.adresse}/synthese", "Synthèse")
    page.locator("table.arbre").wait_for()
    wait_calme(page)
    lignes = page.evaluate(
        """[...document.querySelectorAll("table.arbre tbody tr")].map((e) => {
          const b = e.getBoundingClientRect(), textes = [...e.querySelectorAll("th, td:not(.comptees), a.marque")];
          const dedans = textes.map((t) => t.getBoundingClientRect()).filter((t) => t.width > 1 && t.height > 1);
          const sort = (t) => t.bottom > b.bottom + 1 || t.right > b.right + 1 || t.right > innerWidth;
          return { haut: b.top, bas: b.bottom, classe: e.className, dehors: dedans.filter(sort).length };
        })"""
    )
    assert [ligne["dehors"] for ligne in lignes] == [0] * 15
    if largeur == 1440:
        hauteurs = {round(x["bas"] - x["haut"]) for x in lignes if not x["classe"]}
        assert len(hauteurs) == 1
        assert lignes[-1]["bas"] <= 900


def test_filters_and_quarter_are_in_the_address(page: Page, application: Application) -> None:
    go(
        page,
        f"{application.adresse}/orientations_et_actions?statut=Bloqu%C3%A9e&trimestre=T2+2026",
        "Orientations et actions",
    )
    expect(page.get_by_text(re.compile(r"^\d+ actions? sur 40"))).to_be_visible()
    page.get_by_role("link", name=re.compile("^A08")).click()
    page.get_by_role("heading", name=re.compile(r"^A08 ·")).wait_for()
    wait_calme(page)
    assert "T2+2026" in page.url or "T2%202026" in page.url
    expect(page.get_by_text("Données au 30/06/2026")).to_be_visible()
    page.get_by_role("link", name="Revenir à Orientations et actions").click()
    expect(page).to_have_url(re.compile("statut=Bloqu"))
    expect(page).not_to_have_url(re.compile("action="))


@pytest.mark.parametrize("adresse", ["T1+2026", "2026-T1"])
@pytest.mark.parametrize("chemin", ["action", "menu"])
def test_quarter_of_an_opened_link_is_kept(page: Page, application: Application, adresse: str, chemin: str) -> None:
    go(page, f"{application.adresse}/synthese?trimestre={adresse}", "Synthèse")
    expect(page.get_by_text("Données au 31/03/2026")).to_be_visible()
    if chemin == "action":
        page.locator("section.bloc ul.attentes a.ecran").first.click()
        page.get_by_role("heading", name=re.compile(r"^A\d+ ·"), level=1).wait_for()
    else:
        page.get_by_role("link", name="Orientations et actions", exact=True).click()
        page.get_by_role("heading", name="Orientations et actions", level=1).wait_for()
    expect(page.get_by_text("Données au 31/03/2026")).to_be_visible()
    expect(page).to_have_url(re.compile(r"trimestre=T1(\+|%20)2026"))


def test_quarter_chosen_on_the_screen_is_told_by_the_address(page: Page, application: Application) -> None:
    go(page, f"{application.adresse}/synthese?trimestre=T1+2026", "Synthèse")
    page.get_by_role("combobox", name="Trimestre").click()
    page.get_by_role("option", name="T2 2026").click()
    expect(page.get_by_text("Données au 30/06/2026")).to_be_visible()
    expect(page).to_have_url(re.compile(r"trimestre=T2(\+|%20)2026"))


def test_the_default_quarter_is_told_too_and_is_no_step_back(page: Page, application: Application) -> None:
    for chemin, titre in (("synthese", "Synthèse"), ("calendrier", "Calendrier")):
        if chemin == "synthese":
            go(page, f"{application.adresse}/{chemin}", titre)
        else:
            page.get_by_role("link", name=titre, exact=True).click()
            page.get_by_role("heading", name=titre, level=1).wait_for()
        expect(page).to_have_url(f"{application.adresse}/{chemin}?trimestre=T3+2026")
    page.go_back()
    page.get_by_role("heading", name="Synthèse", level=1, exact=True).wait_for()
    expect(page).to_have_url(f"{application.adresse}/synthese?trimestre=T3+2026")


def test_a_running_quarter_is_offered_as_such(page: Page, poser: Poser, tmp_path: Path) -> None:
    base = poser(tmp_path / "base.db", "pleine")
    with serve(base, instant=datetime(2026, 11, 21, 9, tzinfo=UTC)) as application:
        go(page, f"{application.adresse}/synthese", "Synthèse")
        page.get_by_role("combobox", name="Trimestre").click()
        expect(page.get_by_role("option", name="en cours")).to_have_count(1)
        page.get_by_role("option", name="T4 2026 (octobre-décembre), en cours", exact=True).click()
        expect(page).to_have_url(re.compile(r"trimestre=T4(\+|%20)2026"))


def test_an_address_below_another_is_not_blank(page: Page, application: Application) -> None:
    go(page, f"{application.adresse}/pages/importer", "Synthèse")


@pytest.mark.parametrize("largeur", [1024, 1280])
def test_figures_do_not_overprint(page: Page, application: Application, largeur: int) -> None:
    page.set_viewport_size({"width": largeur, "height": 768})
    go(page, application.adresse, "Synthèse")
    page.locator(".kpi").first.wait_for()
    debordent = "e => e.clientWidth && e.scrollWidth > e.clientWidth + 1"
    assert page.evaluate(f"[...document.querySelectorAll('.kpi *:not(.lecteur)')].filter({debordent}).length") == 0


@pytest.mark.parametrize(
    "adresse", ["", "orientations_et_actions", "orientations_et_actions?action=A08", "journal", "importer"]
)
def test_a_narrow_screen_does_not_scroll_sideways(page: Page, application: Application, adresse: str) -> None:
    page.set_viewport_size({"width": 320, "height": 700})
    administer(page, application)
    page.goto(f"{application.adresse}/{adresse}")
    page.get_by_role("heading", level=1).wait_for()
    wait_calme(page)
    assert page.evaluate("document.querySelector('[data-testid=stMain]').scrollWidth") <= 320
