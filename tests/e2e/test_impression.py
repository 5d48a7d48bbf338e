"""What the browser prints of every screen that is read, looked at in the PDF itself: the boxes of its texts."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import Page

from tests.e2e.conftest import TITRES, Application, Ouvrir, go, wait_calme, wait_dessins
from tests.e2e.feuilles import Ecrit, Feuille, read_pdf

pytestmark = pytest.mark.e2e
ECRANS = (
    "synthese",
    "orientations_et_actions",
    "orientations_et_actions?action=A08",
    "engagements",
    "engagements?engagement=1",
    "calendrier",
    "partenaires",
    "partenaires?partenaire=CDEF",
    "charte",
    "journal",
    "aide?rubrique=glossaire",
    "presentation",
)
MARGE = 14 / 25.4 * 72
"""The margin of a sheet, in points."""


def print_ecran(page: Page) -> list[Feuille]:
    return read_pdf(page.pdf(prefer_css_page_size=True))


def write_texte(feuilles: list[Feuille]) -> str:
    """Return what is printed, but the day, which may end between two prints."""
    return re.sub(r"imprimé\sle\s\S+", "", " ".join(f.texte for f in feuilles))


def open_ecran(page: Page, application: Application, ecran: str) -> None:
    page.goto(f"{application.adresse}/{ecran}")
    page.get_by_role("heading", level=1).first.wait_for()
    wait_calme(page)
    wait_dessins(page)
    wait_calme(page)


def test_the_tree_is_printed_whole(page: Page, application: Application) -> None:
    """A line a branch, every action, nothing that answers the mouse."""
    go(page, f"{application.adresse}/synthese", TITRES["synthese"])
    page.locator("table.arbre").wait_for()
    lire = "e => [getComputedStyle(e).color, getComputedStyle(e).backgroundColor]"
    couleurs = page.locator("a.marque.s-bloquee").first.evaluate(lire)
    page.emulate_media(media="print")
    assert page.locator("a.marque.s-bloquee").first.evaluate(lire) == couleurs
    page.set_viewport_size({"width": 718, "height": 2600})
    assert page.locator("table.arbre tbody tr:visible").count() == 15
    assert page.locator("table.arbre a.marque:visible").count() == 40
    assert page.locator(".evitement, .arbre thead a").filter(visible=True).count() == 0
    page.emulate_media(media="screen")


def is_hors_marge(ecrit: Ecrit, feuille: Feuille) -> bool:
    return bool(ecrit.texte.strip()) and not (
        ecrit.gauche > MARGE - 2 and ecrit.droite < feuille.large - MARGE + 4 and ecrit.bas < feuille.haute
    )


@pytest.mark.parametrize("ecran", ECRANS)
def test_a_screen_is_printed_whole_whatever_its_window_and_its_ground(
    ouvrir: Ouvrir, application: Application, ecran: str
) -> None:
    """The sheet heads itself, no text stands on another nor out of the margins; window and ground change nothing."""
    tirages = []
    for fond in ("light", "dark"):
        page = ouvrir(color_scheme=fond)
        open_ecran(page, application, ecran)
        tirages.append(print_ecran(page))
        if fond == "light":
            page.set_viewport_size({"width": 1024, "height": 768})
            wait_calme(page)
            tirages.append(print_ecran(page))
    large, etroit, sombre = tirages
    tete = next(e for e in large[0].ecrits if re.search(r"imprimé\sle\s\d", e.texte))  # never cut before its day
    assert tete.haut < MARGE + 24
    assert f"/{ecran.partition('?')[0]}" in large[0].texte.replace(" ", "")
    for feuille in large:
        assert feuille.list_recouvrements() == []
        assert [e.texte for e in feuille.ecrits if is_hors_marge(e, feuille)] == []
        assert re.search("base (de démonstration|réelle)", feuille.texte, re.IGNORECASE)
    assert write_texte(etroit) == write_texte(large)
    assert write_texte(sombre) == write_texte(large)
    assert [f.couleurs for f in sombre] == [f.couleurs for f in large]


def test_the_axis_of_the_calendar_is_printed(page: Page, application: Application) -> None:
    """Its groups are pieces of the sheets, each under the years."""
    open_ecran(page, application, "calendrier")
    texte = write_texte(print_ecran(page))
    assert "Réunions et termes" in texte
    assert "(hors impression)" in texte


def test_what_was_printed_is_given_back(page: Page, application: Application) -> None:
    open_ecran(page, application, "calendrier")
    large = "document.querySelector('.st-key-calendrier .graphique .main-svg').getBoundingClientRect().width"
    avant = page.evaluate(large)
    print_ecran(page)
    wait_dessins(page)
    assert page.evaluate(large) == avant
    assert page.locator("p.impression, .morceau, details.reste[open]").count() == 0


def test_every_screen_that_is_read_has_the_button(page: Page, application: Application) -> None:
    go(page, f"{application.adresse}/charte", TITRES["charte"])
    page.evaluate("() => { window.print = () => { window.imprime = true; }; }")
    page.get_by_role("button", name="Imprimer", exact=True).click()
    assert page.evaluate("window.imprime")


def test_texts_on_each_other_or_out_of_the_sheet_are_seen(page: Page) -> None:
    """The reader of the sheets is itself read: what it must find, it finds, with its accents."""
    page.set_content(
        "<style>@page { size: A4; margin: 14mm } p { position: absolute; margin: 0 }</style>"
        "<p style='top: 99px'>Échéance dépassée</p><p style='top: 103px; left: 40px'>Pilote</p>"
        "<p style='top: 300px; left: -6px'>Hors</p><p style='top: 400px; left: 0'>Seul</p>"
    )
    (feuille,) = print_ecran(page)
    assert feuille.list_recouvrements() == [("Échéance dépassée", "Pilote")]
    assert [e.texte for e in feuille.ecrits if is_hors_marge(e, feuille)] == ["Hors"]
