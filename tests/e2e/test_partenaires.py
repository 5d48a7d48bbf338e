"""The partners in a browser: from the map to a sheet and back, the filters kept; on a phone; on paper."""

from __future__ import annotations

import io
import re
import sqlite3
from collections.abc import Iterator
from urllib.parse import parse_qs, urlsplit

import pytest
from PIL import Image
from playwright.sync_api import Page, expect

from models.colonnes import NOM_MAX
from tests.e2e.conftest import Application, Ouvrir, Poser, go, serve, wait_calme, wait_dessins

pytestmark = pytest.mark.e2e
A4 = (794, 1123)
LONG = "Association" + "x" * (NOM_MAX - 11)
HORS = """() => [...document.querySelectorAll('.stHtml :is(p, h2, table, a, dd, li)')]
  .filter((e) => e.getBoundingClientRect().right > document.documentElement.clientWidth && e.checkVisibility()
    && !e.closest('.lecteur, caption'))
  .map((e) => e.outerHTML.slice(0, 80))"""
"""What stands, at least in part, beyond the right edge."""
DEBORDE = "() => { const m = document.querySelector('[data-testid=stMain]'); return m.scrollWidth - m.clientWidth; }"


def read_adresse(page: Page) -> dict[str, list[str]]:
    return parse_qs(urlsplit(page.url).query)


def test_a_sheet_opens_from_the_map_and_comes_back_to_it(page: Page, application: Application) -> None:
    go(page, f"{application.adresse}/partenaires?type=Justice&tri=Nom", "Partenaires")
    rangees = page.locator("table.carte tbody th a")
    rangees.first.wait_for()
    noms = rangees.all_inner_texts()
    assert noms == sorted(noms, key=str.casefold)
    rangees.first.click()
    expect(page.get_by_role("heading", level=1, name=noms[0])).to_be_visible()
    wait_calme(page)
    assert read_adresse(page)["partenaire"] == [noms[0]]
    page.get_by_role("link", name="Revenir à Partenaires").click()
    page.locator("table.carte tbody th a").first.wait_for()
    wait_calme(page)
    assert page.locator("table.carte tbody th a").all_inner_texts() == noms
    assert read_adresse(page) == {"type": ["Justice"], "tri": ["Nom"], "trimestre": ["T3 2026"]}


def test_a_sheet_opens_from_a_fiche_whatever_the_filters_of_the_list(page: Page, application: Application) -> None:
    go(page, f"{application.adresse}/orientations_et_actions?avec=CDEF", "Orientations et actions")
    page.locator("ul.lignes a").first.click()
    lien = page.locator("a[href^='partenaires?']", has_text="CDEF")
    lien.click()
    expect(page.get_by_role("heading", level=1, name="CDEF")).to_be_visible()
    wait_calme(page)
    assert read_adresse(page)["partenaire"] == ["CDEF"]
    page.reload()
    expect(page.get_by_role("heading", level=1, name="CDEF")).to_be_visible()


def test_a_phone_scrolls_one_way_only(ouvrir: Ouvrir, application: Application) -> None:
    page = ouvrir(390, 844)
    for adresse, titre in (("partenaires", "Partenaires"), ("partenaires?partenaire=CDEF", "CDEF")):
        go(page, f"{application.adresse}/{adresse}", titre)
        wait_dessins(page)
        assert page.evaluate(DEBORDE) <= 0
        tailles = page.evaluate(
            "() => [...document.querySelectorAll('table.carte *, table.carte')].filter((e) => e.innerText)"
            ".map((e) => parseFloat(getComputedStyle(e).fontSize))"
        )
        assert min(tailles) >= 12


def test_a_sheet_is_printed_on_light_paper_without_the_menu(ouvrir: Ouvrir, application: Application) -> None:
    page = ouvrir(*A4, color_scheme="dark")
    go(page, f"{application.adresse}/partenaires?partenaire=CDEF", "CDEF")
    page.emulate_media(media="print", color_scheme="dark")
    page.wait_for_timeout(300)
    image = Image.open(io.BytesIO(page.screenshot())).convert("L")
    assert image.getpixel((A4[0] // 2, A4[1] - 5)) > 240
    assert sum(image.histogram()[:128]) < image.width * image.height / 8
    expect(page.get_by_test_id("stSidebar")).to_be_hidden()
    expect(page.get_by_role("button", name=re.compile("Imprimer"))).to_be_hidden()
    assert page.pdf(prefer_css_page_size=True).startswith(b"%PDF")


@pytest.mark.parametrize(
    ("adresse", "titre", "lien"),
    [
        ("partenaires?partenaire=CDEF", "CDEF", {"partenaire": ["CDEF"]}),
        ("orientations_et_actions?action=A16&retour=q%3Dvilles", re.compile("A16 ·"), {"action": ["A16"]}),
    ],
)
def test_the_buttons_of_a_sheet_print_and_copy(
    page: Page, application: Application, adresse: str, titre: str | re.Pattern[str], lien: dict[str, list[str]]
) -> None:
    """The address that is copied says the quarter, the one shown by default too."""
    go(page, f"{application.adresse}/{adresse}", titre)
    page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    page.evaluate("() => { window.print = () => { window.imprime = true; }; }")
    page.get_by_role("button", name=re.compile("Imprimer")).click()
    assert page.evaluate("window.imprime")
    page.get_by_role("button", name=re.compile("Copier le lien")).click()
    page.get_by_text("Lien copié").wait_for()
    copie = urlsplit(page.evaluate("navigator.clipboard.readText()"))
    assert copie._replace(query="") == urlsplit(page.url)._replace(query="")
    trimestre = parse_qs(copie.query).pop("trimestre")
    assert parse_qs(copie.query) == {**lien, "trimestre": trimestre}
    go(page, copie.geturl(), titre)
    expect(page.get_by_role("button", name=re.compile("Copier le lien"))).to_be_visible()


@pytest.fixture(scope="module")
def long(poser: Poser, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Application]:
    """The application where a partner has the longest name accepted, without a space."""
    dossier = tmp_path_factory.mktemp("long")
    base = poser(dossier / "pleine.db", "pleine")
    with sqlite3.connect(dossier / "pleine.db") as connexion:
        connexion.execute("INSERT INTO partenaire (reference, nature) VALUES (?, 'organisme')", (LONG,))
        codes = [code for (code,) in connexion.execute("SELECT reference FROM action")]
        connexion.executemany(
            "INSERT INTO participation (reference, action, partenaire, attendue) VALUES (?, ?, ?, 1)",
            [(f"{code}/{LONG}", code, LONG) for code in codes],
        )
    connexion.close()
    with serve(base) as servie:
        yield servie


@pytest.mark.parametrize(("largeur", "hauteur"), [(1440, 900), (390, 844)])
def test_the_longest_name_widens_nothing(ouvrir: Ouvrir, long: Application, largeur: int, hauteur: int) -> None:
    page = ouvrir(largeur, hauteur)
    for adresse, titre in (("partenaires", "Partenaires"), (f"partenaires?partenaire={LONG}", LONG)):
        go(page, f"{long.adresse}/{adresse}", titre)
        expect(page.get_by_text(LONG).first).to_be_attached()
        wait_dessins(page)
        assert page.evaluate(DEBORDE) <= 0
        assert page.evaluate(HORS) == []
