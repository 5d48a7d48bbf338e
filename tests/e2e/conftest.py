"""The served application on a free port with a database of its own, seen by Chromium."""

from __future__ import annotations

import os
import re
import shutil
import socket
import subprocess
import sys
import tempfile
import time
import urllib.request
import uuid
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from http.client import HTTPConnection
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Browser, BrowserContext, Frame, Page, expect, sync_playwright

from tests.bases import build_partagee, copy_base
from tests.racine import RACINE
from ui.socle.navigation import ECRANS, name_ecran

TITRES = {ecran.url: name_ecran(ecran, "IDEE 93") for ecran in ECRANS}
"""Titles by address, as readers see them: one holds the name of who signed the charter of `schema_data/`."""
CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
DRAPEAUX = (
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--process-per-site",  # see `profil`
)
PATIENCE = 180
"""Seconds after which what is awaited is believed never to come: no machine is that slow."""
expect.set_options(timeout=PATIENCE * 1_000)
TOUT_DESSINE = """async () => {
  await document.fonts.ready;
  const vus = (s) => [...document.querySelectorAll(s)].filter((e) => e.parentElement.clientWidth);
  const dessin = (e) => e.closest(".dessin").querySelector("[data-dessine]");
  const prets = vus(".graphique-attente").every(dessin);
  return prets && vus("[data-testid=stSkeleton]").length === 0;
}"""


CALME = """([appel, repos]) => {
  if (window.__appel !== appel) {
    window.__appel = appel;
    const bouge = () => { window.__bouge = performance.now(); };
    bouge();
    window.__regard?.disconnect();
    window.__regard = new MutationObserver(bouge);
    window.__regard.observe(document.body, {
      subtree: true, childList: true, characterData: true, attributeFilter: ["data-test-script-state"],
    });
  }
  const arrete = document.querySelector('.stApp[data-test-script-state="notRunning"]');
  const seule = !document.getElementById("premier");
  return Boolean(arrete) && seule && performance.now() - window.__bouge >= repos;
}"""
"""True once nothing runs, the first page is gone and nothing was written for a while, since this call."""
REPOS_MS = 300

Poser = Callable[[Path, str], str]
Ouvrir = Callable[..., Page]


@dataclass(frozen=True)
class Application:
    """A served application: its address, the database behind it, what its server wrote."""

    adresse: str
    base: str
    sortie: Path

    @property
    def lien(self) -> str:
        """Return the link of administration that the server wrote last."""
        return list_liens(self.sortie)[-1]


def find_port() -> int:
    with socket.socket() as prise:
        prise.bind(("127.0.0.1", 0))
        return int(prise.getsockname()[1])


@contextmanager
def serve(
    base: str,
    chemin: str = "",
    instant: datetime | None = None,
    descripteurs: int | None = None,
    port: int | None = None,
) -> Iterator[Application]:
    """Serve the application on a database, under a path if one is given, its clock stopped at `instant`, until the end.

    Its output is kept: the link that administers is in it. `descripteurs` is how many files it may open, and no more;
    `port` is one that its settings name.
    """
    port = port or find_port()
    programme = ["streamlit"] if instant is None else ["tests.e2e.horloge", instant.isoformat()]
    commande = [sys.executable, "-m", *programme, "run", "dashboard.py", "--server.port", str(port)]
    adresse = f"http://localhost:{port}{chemin}"
    with tempfile.TemporaryDirectory() as dossier:
        sortie = Path(dossier) / "sortie.txt"
        borner = [] if descripteurs is None else ["sh", "-c", f'ulimit -n {descripteurs} && exec "$@"', "sh"]
        with sortie.open("wb") as ecrite:
            serveur = subprocess.Popen(
                [*borner, *commande, "--browser.serverPort", str(port), "--server.baseUrlPath", chemin],
                cwd=RACINE,
                env={**os.environ, "DATABASE_URL": base},
                stdout=ecrite,
                stderr=subprocess.STDOUT,
            )
        try:
            wait_ready(f"{adresse}/_stcore/health", serveur)
            yield Application(adresse, base, sortie)
        finally:
            serveur.terminate()
            serveur.wait(timeout=PATIENCE)


def list_liens(sortie: Path) -> list[str]:
    """Return the links of administration that a server wrote, the last one being the one that serves."""
    return re.findall(r"\S+/ouvrir\?cle=\S+", sortie.read_text(encoding="utf-8"))


def spend_lien(lien: str) -> str:
    """Open a link of administration without a browser and return the cookie it gives, as « name=value »."""
    morceaux = urlsplit(lien)
    connexion = HTTPConnection(morceaux.netloc, timeout=10)
    connexion.request("GET", f"{morceaux.path}?{morceaux.query}", headers={"Accept": "text/html"})
    temoin = connexion.getresponse().getheader("Set-Cookie")
    connexion.close()
    assert temoin
    return temoin.partition(";")[0]


def administer(page: Page, application: Application) -> None:
    """Give the pages of a browser the right to import and undo, as the link does when somebody opens it."""
    reponse = page.context.request.get(application.lien, headers={"accept": "text/html"}, max_redirects=0)
    assert reponse.status == 303


def wait_ready(adresse: str, serveur: subprocess.Popen[bytes], secondes: float = PATIENCE) -> None:
    limite = time.monotonic() + secondes
    while time.monotonic() < limite:
        if serveur.poll() is not None:
            raise RuntimeError("Le serveur s’est arrêté au démarrage.")
        try:
            with urllib.request.urlopen(adresse, timeout=PATIENCE):
                return
        except OSError:
            time.sleep(0.2)
    raise TimeoutError(adresse)


def build_base(chemin: Path, nom: str, instant: datetime | None = None) -> str:
    """Make a database (« vide » or « pleine ») in a process of its own, as of an instant, and return its address."""
    adresse = f"sqlite:///{chemin}"
    lignes = {
        "vide": "from loaders.base.preparation import ensure_base as f",
        "pleine": "from tests.ui.remplissage import fill_base as f",
    }
    quand = (instant or datetime.now(UTC)).isoformat()
    code = f"from datetime import datetime; {lignes[nom]}; f(datetime.fromisoformat({quand!r}))"
    subprocess.run([sys.executable, "-c", code], cwd=RACINE, env={**os.environ, "DATABASE_URL": adresse}, check=True)
    return adresse


@pytest.fixture(scope="session")
def poser(tmp_path_factory: pytest.TempPathFactory) -> Poser:
    """Put a database (« vide » or « pleine »), made once for the whole run, in a file; return its address."""

    def poser(chemin: Path, nom: str) -> str:
        source = build_partagee(tmp_path_factory, f"servie-{nom}", lambda neuve: build_base(neuve, nom))
        return copy_base(source, f"sqlite:///{chemin}")

    return poser


@pytest.fixture(scope="session")
def application(poser: Poser, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Application]:
    """The application on the full database, for tests that only read."""
    with serve(poser(tmp_path_factory.mktemp("e2e") / "pleine.db", "pleine")) as servie:
        yield servie


@pytest.fixture(scope="session")
def navigateur() -> Iterator[Browser]:
    if CHROMIUM is None:
        pytest.fail("Chromium est introuvable : apt-get install chromium")
    with sync_playwright() as playwright:
        chromium = playwright.chromium.launch(executable_path=CHROMIUM, args=list(DRAPEAUX))
        yield chromium
        chromium.close()


@pytest.fixture(scope="session")
def profil(navigateur: Browser) -> Iterator[BrowserContext]:
    """What the pages of the tests share: the process that draws them, and what it has compiled of the framework.

    Half of the processor time of a short test went to starting one and to compiling again. A page with nothing in it,
    the first one, keeps that process; what tests could leave to each other is taken away by `open_pages`.
    """
    with navigateur.new_context(viewport={"width": 1440, "height": 900}, locale="fr-FR") as contexte:
        contexte.set_default_timeout(PATIENCE * 1_000)
        gardienne = contexte.new_page()
        gardienne.route("**/*", lambda route: route.fulfill(body="", content_type="text/html"))
        gardienne.goto("http://localhost/")
        yield contexte


@contextmanager
def open_pages(profil: BrowserContext) -> Iterator[Ouvrir]:
    """Open pages of a size, with what `emulate_media` takes, as in a browser that has seen nothing; close them."""
    gardienne, origines = profil.pages[0], set[str]()

    def note(cadre: Frame) -> None:
        morceaux = urlsplit(cadre.url)
        origines.add(f"{morceaux.scheme}://{morceaux.netloc}")

    def ouvrir(largeur: int = 1440, hauteur: int = 900, **media: Any) -> Page:
        page = profil.new_page()
        page.on("framenavigated", note)
        page.set_viewport_size({"width": largeur, "height": hauteur})
        page.emulate_media(**media)
        return page

    try:
        yield ouvrir
    finally:
        for page in profil.pages[1:]:
            page.close()
        profil.clear_cookies()
        profil.clear_permissions()
        console = profil.new_cdp_session(gardienne)
        for origine in origines:
            if origine.startswith("http"):
                console.send("Storage.clearDataForOrigin", {"origin": origine, "storageTypes": "all"})
        console.detach()


@pytest.fixture
def ouvrir(profil: BrowserContext) -> Iterator[Ouvrir]:
    """Open pages for the time of a test."""
    with open_pages(profil) as ouvrir:
        yield ouvrir


@pytest.fixture
def page(ouvrir: Ouvrir) -> Page:
    """A page of a desk, on the light ground."""
    return ouvrir()


@pytest.fixture
def atelier(poser: Poser, page: Page, tmp_path: Path) -> Iterator[Application]:
    """An application of one's own, to write in."""
    with serve(poser(tmp_path / "base.db", "pleine")) as servie:
        administer(page, servie)
        yield servie


def go(page: Page, adresse: str, titre: str | re.Pattern[str]) -> None:
    """Open an address and wait for the title of its screen, then for the run to end."""
    page.goto(adresse)
    page.get_by_role("heading", name=titre, level=1, exact=True).wait_for()
    wait_calme(page)


def glide(page: Page, adresse: str, titre: str | re.Pattern[str]) -> None:
    """Change screen without loading the document again, as the browser does, and wait for its run."""
    page.evaluate("(a) => { history.pushState(null, '', a); dispatchEvent(new PopStateEvent('popstate')); }", adresse)
    page.get_by_role("heading", name=titre, level=1, exact=True).wait_for()
    wait_calme(page)


def wait_calme(page: Page) -> None:
    """Wait until Streamlit runs nothing and the page has not changed for 300 ms.

    Streamlit says that a run has ended before the browser has written all of it: on a busy machine, much before.
    """
    page.wait_for_function(CALME, arg=[str(uuid.uuid4()), REPOS_MS])


def wait_dessins(page: Page, secondes: float = PATIENCE) -> None:
    """Wait until every drawing in sight is drawn and the fonts are there; raise TimeoutError."""
    limite, calmes = time.monotonic() + secondes, 0
    while calmes < 2:
        calmes = calmes + 1 if page.evaluate(TOUT_DESSINE) else 0
        if time.monotonic() > limite:
            raise TimeoutError(f"Un dessin manque : {page.url}")
        page.wait_for_timeout(150)


def sign(page: Page) -> None:
    """Say who acts."""
    page.get_by_role("textbox", name="Votre nom").fill("Dominique Essai")
    page.get_by_role("textbox", name="Votre nom").press("Enter")
    wait_calme(page)


def confirm_annulation(page: Page) -> None:
    """Undo the entry of the journal that is open."""
    page.get_by_text("Annuler la remontée").first.click()
    sign(page)
    page.get_by_text("Je confirme l’annulation").click()
    page.get_by_role("button", name=re.compile("Annuler la remontée")).click()
    page.get_by_text("est annulée (entrée").wait_for()
