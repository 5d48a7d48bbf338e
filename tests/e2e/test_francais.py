"""No English word on any screen, in any state: what is seen, what is read aloud, what appears on hover."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from models.vocabulaire import Role
from tests.e2e.conftest import (
    PATIENCE,
    RACINE,
    TITRES,
    Application,
    Poser,
    administer,
    find_port,
    glide,
    go,
    serve,
    wait_calme,
    wait_ready,
)
from ui.socle.navigation import ECRANS

pytestmark = pytest.mark.e2e
MOTS = """
about again all and appearance apply are ask available be been browse bytes cache cancel cannot changed choose
chosen clear click close collapse column columns connecting connection copied copy could dark decrement delete
deploy developer download drag drop edit empty error exceeds expand failed file files find for found from
fullscreen has heading help hide icon icons increment is items larger less light limit link loading made make
maximize month more must next no not of off open per please press previous print progress provided record
remove rerun reset running save search see select selected selection server settings show sidebar size
skip smaller something status stop switch system text that the theme this times to toggle toolbar try upload
uploaded uploading use value view wait was wide with wrong year you your
"""
"""English words that a framework shows; those that are French too are left out."""
ANGLAIS = re.compile(
    rf"\d[KMG]B\b|main menu|app pages|notifications|(?<![\w’'-])(?<!chef de )({'|'.join(MOTS.split())})(?![\w’'-])",
    re.IGNORECASE,
)
TEXTES = """() => {
  const icone = "[translate=no],.icone,script,style,noscript";
  const dits = [document.title];
  const parcours = document.createTreeWalker(document.body, NodeFilter.SHOW_ELEMENT | NodeFilter.SHOW_TEXT);
  for (let n = parcours.nextNode(); n; n = parcours.nextNode()) {
    if (n.nodeType === 3) { if (!n.parentElement.closest(icone)) dits.push(n.data); }
    else for (const a of ["aria-label", "aria-description", "aria-roledescription", "title", "placeholder", "alt"])
      if (n.hasAttribute(a)) dits.push(n.getAttribute(a));
  }
  return dits.map((d) => d.trim()).filter(Boolean);
}"""


def find_anglais(page: Page) -> list[str]:
    """Return what has an English word, hidden or not, as it stands in the document."""
    return sorted({t for t in page.evaluate(TEXTES) if ANGLAIS.search(t)})


@pytest.fixture(scope="module")
def vide(poser: Poser, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Application]:
    with serve(poser(tmp_path_factory.mktemp("vide") / "base.db", "vide")) as servie:
        yield servie


def test_an_english_word_is_seen(page: Page) -> None:
    page.set_content(
        "<title>t</title><button aria-label='Clear value'>Déposer</button><p>Running…</p><p>les files d’attente</p>"
    )
    assert find_anglais(page) == ["Clear value", "Running…", "les files d’attente"]


@pytest.mark.parametrize(
    "adresse",
    [
        *(e.url for e in ECRANS),
        "orientations_et_actions?action=A08",
        "orientations_et_actions?q=zzz",
        "journal?remontee=3",
        "journal?remontee=999",
        "engagements?engagement=1",
        "partenaires?partenaire=CDEF",
        "partenaires?cherche=zzz",
        "calendrier?situation=Reportée",
        "charte?annee=2024",
        "calendrier?nature=Terme&situation=En+retard",
        "aide?rubrique=glossaire",
        "aide?rubrique=cadre",
        "aide?chiffre=reunions",
    ],
)
def test_screens(page: Page, application: Application, adresse: str) -> None:
    """In French for who reads and for who listens; on both grounds, nothing is asked of another host."""
    administer(page, application)
    demandes, refus = [], []
    page.on("request", lambda requete: demandes.append(requete.url))
    page.on("console", lambda m: refus.append(m.text) if "Content Security Policy" in m.text else None)
    page.goto(f"{application.adresse}/{adresse}")
    page.get_by_role("heading", level=1).wait_for()
    wait_calme(page)
    assert page.locator("html").get_attribute("lang") == "fr"
    if adresse in TITRES:
        assert page.title().startswith(f"{TITRES[adresse]} — Schéma")
    for deplier in page.locator("summary").all():
        deplier.click()
    wait_calme(page)
    assert find_anglais(page) == []
    page.emulate_media(color_scheme="dark")
    wait_calme(page)
    assert [url for url in demandes if not url.startswith((application.adresse, "data:", "blob:"))] == []
    assert demandes
    assert refus == []


def test_empty_screens(page: Page, vide: Application) -> None:
    """One after the other in the same document; a refused screen is only reached by its link."""
    trouves = {}
    go(page, vide.adresse, "Synthèse")
    for ecran in ECRANS:
        move = glide if ecran.role is Role.LECTURE else go
        move(page, f"{vide.adresse}/{ecran.url}", TITRES[ecran.url])
        trouves[ecran.url] = find_anglais(page)
    assert trouves == {ecran.url: [] for ecran in ECRANS}


def test_open_menus_and_lists(page: Page, application: Application) -> None:
    go(page, f"{application.adresse}/orientations_et_actions", "Orientations et actions")
    for liste in page.get_by_role("combobox").all():
        if liste.is_visible():
            liste.click()
            page.wait_for_timeout(150)
            assert find_anglais(page) == []
            page.keyboard.type("zzzz")
            page.wait_for_timeout(150)
            assert find_anglais(page) == []
            page.keyboard.press("Escape")
    page.get_by_test_id("stMainMenu").get_by_role("button").click()
    page.get_by_test_id("stMainMenuPopover").wait_for()
    assert find_anglais(page) == []
    choix = [e.inner_text().split("\n")[-1] for e in page.locator("[role^=menuitem]").all() if e.is_visible()]
    assert choix == ["Comme l’appareil", "Clair", "Sombre", "Imprimer"]


@pytest.mark.parametrize("adresse", ["orientations_et_actions", "partenaires", "calendrier", "aide", "importer"])
def test_fields_while_one_types(page: Page, application: Application, adresse: str) -> None:
    """The framework says « Press Enter to apply » over what is being typed: neither in English nor there at all."""
    administer(page, application)
    page.goto(f"{application.adresse}/{adresse}")
    page.get_by_role("heading", level=1).wait_for()
    wait_calme(page)
    champs = page.locator(".stMain").locator(  # that of the menu is ours: nothing of the framework's stands over it
        "input:is([type=text],[type=search]):not([role=combobox]):visible, textarea:visible"
    )
    for champ in champs.all():
        champ.fill("zz")
        conseil = page.get_by_test_id("InputInstructions").first
        conseil.wait_for(state="attached")
        expect(conseil).to_be_hidden()
        assert find_anglais(page) == []
        champ.fill("")


def test_fields_have_the_ring_of_links(page: Page, application: Application) -> None:
    go(page, f"{application.adresse}/orientations_et_actions", "Orientations et actions")
    page.get_by_role("searchbox", name="Rechercher").focus()
    anneaux = []
    for _ in range(3):
        anneaux.append(
            page.evaluate(
                "() => { for (let e = document.activeElement; e; e = e.parentElement) {"
                " const s = getComputedStyle(e); if (s.outlineStyle === 'solid') return s.outlineWidth; } }"
            )
        )
        page.keyboard.press("Tab")
    assert anneaux == ["3px"] * 3


def test_menu_of_a_phone(page: Page, application: Application) -> None:
    page.set_viewport_size({"width": 390, "height": 844})
    go(page, f"{application.adresse}/journal", "Journal")
    page.get_by_test_id("stExpandSidebarButton").click()
    page.wait_for_timeout(400)
    assert find_anglais(page) == []


def test_files_dropped(page: Page, application: Application, tmp_path: Path) -> None:
    faux, gros = tmp_path / "faux.xlsx", tmp_path / "gros.xlsx"
    faux.write_bytes(b"ceci n'est pas un classeur")
    gros.write_bytes(b"0" * (21 * 1024 * 1024))
    administer(page, application)
    go(page, f"{application.adresse}/importer", "Importer")
    depot = page.get_by_test_id("stFileUploader").locator("input[type=file]")
    depot.set_input_files(gros)
    page.wait_for_timeout(600)
    assert find_anglais(page) == []
    depot.set_input_files(faux)
    page.get_by_test_id("stAlert").first.wait_for()
    wait_calme(page)
    assert find_anglais(page) == []


def test_unknown_address(page: Page, application: Application) -> None:
    page.goto(f"{application.adresse}/nulle_part")
    page.get_by_role("heading", level=1).wait_for()
    page.wait_for_timeout(600)
    assert find_anglais(page) == []


def test_connection_lost(poser: Poser, page: Page, tmp_path: Path) -> None:
    with serve(poser(tmp_path / "base.db", "vide")) as servie:
        go(page, servie.adresse, "Synthèse")
    page.wait_for_timeout(4_000)
    assert find_anglais(page) == []


def test_a_run_that_lasts_then_fails(page: Page, tmp_path: Path) -> None:
    """A script of its own behind our server: « en cours », then the page of an incident."""
    script = tmp_path / "lente.py"
    script.write_text("import time\ntime.sleep(3)\nraise ValueError('chemin secret')\n")
    (tmp_path / "app.py").write_text(
        "import streamlit as st\nfrom starlette.middleware import Middleware\n"
        "from ui.serveur.incident import show_incident\n"
        "from ui.serveur.reponses import Serveur\n"
        f"app = st.App({str(script)!r}, middleware=[Middleware(Serveur)], on_script_error=show_incident)\n"
    )
    port = find_port()
    options = ["--server.port", str(port), "--server.headless", "true", "--client.showErrorDetails", "none"]
    serveur = subprocess.Popen(
        [sys.executable, "-m", "streamlit", "run", "app.py", *options, "--client.toolbarMode", "viewer"],
        cwd=tmp_path,
        env={**os.environ, "PYTHONPATH": str(RACINE)},
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    try:
        wait_ready(f"http://localhost:{port}/_stcore/health", serveur)
        page.goto(f"http://localhost:{port}/")
        page.locator('.stApp[data-test-script-state="running"]').wait_for()
        page.wait_for_timeout(1_500)
        assert find_anglais(page) == []
        expect(page.get_by_test_id("stAlert")).to_contain_text("incident")
        assert "secret" not in page.content()
        assert find_anglais(page) == []
    finally:
        serveur.terminate()
        serveur.wait(timeout=PATIENCE)
