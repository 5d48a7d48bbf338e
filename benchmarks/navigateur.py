"""Chromium as a reader: how long until what is waited for is there, and how many bytes came."""

from __future__ import annotations

import json
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from playwright.sync_api import Browser, BrowserContext, Page, sync_playwright

from tests.e2e.conftest import CHROMIUM, DRAPEAUX

SONDE = Path(__file__).with_name("sonde.js").read_text(encoding="utf-8")
BUREAU, TELEPHONE = (1440, 900), (390, 844)
CALME_MS = 600
LIGNE = {"offline": False, "latency": 0, "downloadThroughput": 625_000, "uploadThroughput": 625_000}
"""A line of 5 Mbit/s, both ways, in bytes a second."""


@dataclass(frozen=True, slots=True)
class Regle:
    """What must be visible: at least `nombre` elements that hold some text."""

    selecteur: str
    nombre: int = 1
    texte: str = ""


@dataclass(frozen=True, slots=True)
class Attente:
    """What a reader waits for on a page: it can be read when every rule holds, it is complete with its drawings."""

    regles: tuple[Regle, ...]
    dessins: int = 0


HELLO = Attente((Regle("[data-testid=stMarkdown]", texte="Bonjour"),))
SYNTHESE = Attente((Regle(".phrase"), Regle(".kpi .valeur", 5), Regle(".decisions .decision")))
"""The sentence, the five figures, what is to be decided, whoever wrote them: the document, or the session later.

The same rules for the application and for the references, which take the same class names.
"""


@contextmanager
def launch_chromium() -> Iterator[Browser]:
    """Start the browser; raise RuntimeError when it is not installed."""
    if CHROMIUM is None:
        raise RuntimeError("Chromium is missing: install the package chromium.")
    with sync_playwright() as playwright:
        chromium = playwright.chromium.launch(executable_path=CHROMIUM, args=list(DRAPEAUX))
        try:
            yield chromium
        finally:
            chromium.close()


def open_contexte(chromium: Browser, attente: Attente, fenetre: tuple[int, int] = BUREAU) -> BrowserContext:
    """Return an empty profile (nothing cached) whose pages time what is waited for."""
    large, haut = fenetre
    contexte = chromium.new_context(viewport={"width": large, "height": haut}, locale="fr-FR")
    contexte.set_default_timeout(180_000)
    contexte.add_init_script(f"window.__attente = {json.dumps(asdict(attente))};\n{SONDE}")
    return contexte


def time_ouverture(page: Page, adresse: str) -> dict[str, float]:
    """Open an address; return « peint », « lisible » and « dessine », milliseconds since the navigation started.

    « decalage » is how much what was drawn has moved until then. Raise when what is waited for never shows.
    """
    page.goto(adresse, wait_until="commit")
    return _read_temps(page, "ouvrir")


def time_clic(page: Page, lien: Any, attente: Attente) -> dict[str, float]:
    """Click; return « lisible » and « dessine », milliseconds since the click."""
    page.evaluate("a => window.__sonde.armer(a)", asdict(attente))
    lien.click()
    return _read_temps(page)


def time_filtre(page: Page, option: Any, attente: Attente) -> dict[str, float]:
    """Click on a choice; return « redessine », milliseconds until the last change inside a drawing."""
    time_clic(page, option, attente)
    return {"redessine": page.evaluate("ms => window.__sonde.attendre(() => window.__sonde.redessine(ms))", CALME_MS)}


def _read_temps(page: Page, fin: str = "finir") -> dict[str, float]:
    temps: dict[str, float] = page.evaluate(f"window.__sonde.attendre(() => window.__sonde.{fin}())")
    return temps


def slow_ligne(page: Page) -> None:
    """Put a page on a line of 5 Mbit/s."""
    cdp = page.context.new_cdp_session(page)
    cdp.send("Network.enable")
    cdp.send("Network.emulateNetworkConditions", LIGNE)


def count_dessins(chromium: Browser, adresse: str, fenetre: tuple[int, int] = BUREAU) -> int:
    """Return how many drawings a page shows once their number has not changed for three seconds."""
    with open_contexte(chromium, SYNTHESE, fenetre) as contexte:
        page = contexte.new_page()
        time_ouverture(page, adresse)
        nombres = [0]
        while nombres[-1] == 0 or len(set(nombres[-6:])) > 1 or len(nombres) < 6:
            page.wait_for_timeout(500)
            nombres.append(int(page.evaluate("window.__sonde.compter()")))
            if len(nombres) > 120:
                raise TimeoutError(f"{adresse}: no drawing")
        return nombres[-1]


def count_octets(chromium: Browser, adresse: str, attente: Attente) -> float:
    """Return the kB that come until a page is complete and calm, nothing cached: bodies as sent, websocket included."""
    with open_contexte(chromium, attente) as contexte:
        page = contexte.new_page()
        recus: list[float] = []
        cdp = contexte.new_cdp_session(page)
        cdp.send("Network.enable")
        cdp.on("Network.loadingFinished", lambda e: recus.append(e["encodedDataLength"]))
        cdp.on("Network.webSocketFrameReceived", lambda e: recus.append(_count_trame(e["response"])))
        time_ouverture(page, adresse)
        page.wait_for_load_state("networkidle")
        page.wait_for_timeout(1_000)
        return sum(recus) / 1_000


def _count_trame(trame: dict[str, Any]) -> float:
    """Return the bytes of a websocket frame, which the browser tells in base 64 when it is not text."""
    donnees = trame["payloadData"]
    return len(donnees) if trame["opcode"] == 1 else len(donnees) * 3 / 4
