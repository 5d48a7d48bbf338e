"""Make a picture of every screen: `python -m tests.e2e.captures [DOSSIER]`, the same files for the same program.

Without a folder, they go to `build/screenshots/`, and those that the documents show are copied to `docs/screenshots/`.
The clock of the application is stopped: no date of the day, no « il y a », makes a picture differ from the one before.
"""

from __future__ import annotations

import io
import os
import re
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from PIL import Image
from playwright.sync_api import Browser, Page, sync_playwright

from models.provenance import load_journal
from models.session import dispose_engines, open_base, use_base
from models.vocabulaire import NatureEntree
from tests.classeurs_remplis import fill_classeur
from tests.e2e.conftest import (
    CHROMIUM,
    DRAPEAUX,
    RACINE,
    TITRES,
    Application,
    administer,
    build_base,
    go,
    serve,
    wait_calme,
    wait_dessins,
)

INSTANT = datetime(2026, 11, 21, 9, tzinfo=UTC)
"""A little after the last quarter of the story."""
DOCUMENTS = ("README.md", "docs/guide.md")
MONTREE = re.compile(r"!\[[^]]*\]\((?:docs/)?screenshots/([^)]+)\)")
TAILLES = {"1440x900": (1440, 900), "390x844": (390, 844)}
PROJECTEUR = "1920x1080"
DIAPOS = ("bilan", "decisions", "orientations")
"""Pages of the story that the guide shows, as they are projected."""
FONDS = {"light": "", "dark": "-sombre"}
ECRANS: dict[str, tuple[str, str | re.Pattern[str]]] = {
    "synthese": ("synthese", "Synthèse"),
    "orientations-et-actions": ("orientations_et_actions", "Orientations et actions"),
    "fiche-action": ("orientations_et_actions?action=A08", re.compile("A08 ·")),
    "engagements": ("engagements", "Engagements"),
    "partenaires": ("partenaires", "Partenaires"),
    "partenaire": ("partenaires?partenaire=CAF%2093", "CAF 93"),
    "calendrier": ("calendrier", "Calendrier"),
    "charte": ("charte", TITRES["charte"]),
    "presentation": ("presentation", "Présentation"),
    "importer": ("importer", "Importer"),
    "journal": ("journal", "Journal"),
    "journal-entree": ("journal?remontee={remontee}", "Journal"),
    "aide": ("aide", "Aide"),
    "aide-cadre": ("aide?rubrique=cadre", "Aide"),
}
PILOTE, TRIMESTRE = "crip-93", "2026-T4"
FAUTES: dict[str, dict[str, Any]] = {
    "A16": {"Avancement (%)": 75, "Statut": "En cours", "Météo": "Soleil"},
    "A17": {"Avancement (%)": 140, "Statut": "En court"},
    "A33": {"Météo": "Orage"},
}
DRAPEAUX_STABLES = ("--disable-partial-raster", "--run-all-compositor-stages-before-draw", "--disable-checker-imaging")
"""A screen is painted whole: repainted by parts, the edge of a field may differ by a pixel from one run to the next."""
ATTENTE_MS = 300_000
COULEURS = 256
PAUSE_MS = 250
"""Between two looks at a screen that must be the same."""


def make_captures(dossier: Path) -> None:
    """Build the databases, serve them, and write a picture of each screen at each size, on each ground."""
    dossier.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as nom, sync_playwright() as playwright:
        provisoire = Path(nom)
        base = f"sqlite:///{provisoire / 'demonstration.db'}"
        commande = [sys.executable, "-m", "loaders", "demo"]
        subprocess.run(commande, cwd=RACINE, env={**os.environ, "DATABASE_URL": base}, check=True)
        chromium = playwright.chromium.launch(executable_path=CHROMIUM, args=[*DRAPEAUX, *DRAPEAUX_STABLES])
        vierge = build_base(provisoire / "vide.db", "vide", INSTANT)
        with serve(base, instant=INSTANT) as application, serve(vierge, instant=INSTANT) as vide:
            fautif = _fill(base, provisoire / f"remontee_{TRIMESTRE}_{PILOTE}.xlsx", FAUTES)
            for page, suffixe in _iter_pages(chromium):
                administer(page, application)
                administer(page, vide)
                _take_ecrans(page, application, dossier, suffixe)
                _take_fautes(page, application, fautif, dossier / f"importer-erreurs-{suffixe}.png")
                go(page, f"{vide.adresse}/synthese", "Synthèse")
                _take(page, dossier / f"base-vide-{suffixe}.png")
            for fond, queue in FONDS.items():
                with _open_page(chromium, (1920, 1080), fond) as page:
                    administer(page, application)
                    go(page, f"{application.adresse}/synthese", "Synthèse")
                    _take(page, dossier / f"synthese-{PROJECTEUR}{queue}.png")
                    _take_diapos(page, application, dossier, f"{PROJECTEUR}{queue}")
            for rang, (page, suffixe) in enumerate(_iter_pages(chromium)):  # last: it changes the data
                saisies = {"A16": {"Avancement (%)": 81 + rang}, "A17": {"Avancement (%)": 61 + rang}}
                administer(page, application)
                juste = _fill(base, provisoire / f"remontee_{TRIMESTRE}_{PILOTE}_{rang}.xlsx", saisies)
                _take_applique(page, application, juste, dossier / f"importer-applique-{suffixe}.png")
        chromium.close()


def _iter_pages(chromium: Browser) -> Iterator[tuple[Page, str]]:
    """Yield a page of each size on each ground, and how its pictures are called."""
    for taille, dimensions in TAILLES.items():
        for fond, queue in FONDS.items():
            with _open_page(chromium, dimensions, fond) as page:
                yield page, f"{taille}{queue}"


@contextmanager
def _open_page(chromium: Browser, dimensions: tuple[int, int], fond: Any) -> Iterator[Page]:
    fenetre: Any = {"width": dimensions[0], "height": dimensions[1]}
    with chromium.new_context(viewport=fenetre, locale="fr-FR", color_scheme=fond, reduced_motion="reduce") as contexte:
        contexte.set_default_timeout(ATTENTE_MS)
        yield contexte.new_page()


def _fill(base: str, chemin: Path, saisies: dict[str, dict[str, Any]]) -> Path:
    with use_base(base):
        chemin.write_bytes(fill_classeur(PILOTE, TRIMESTRE, saisies, INSTANT))
    dispose_engines()
    return chemin


def _take_ecrans(page: Page, application: Application, dossier: Path, suffixe: str) -> None:
    with use_base(application.base), open_base() as session:
        remontee = max(e.id for e in load_journal(session) if e.nature == NatureEntree.IMPORT)
    dispose_engines()
    for nom, (adresse, titre) in ECRANS.items():
        go(page, f"{application.adresse}/{adresse.format(remontee=remontee)}", titre)
        _take(page, dossier / f"{nom}-{suffixe}.png")


def _take_diapos(page: Page, application: Application, dossier: Path, suffixe: str) -> None:
    page.goto(f"{application.adresse}/presentation?projection=1&sections={','.join(DIAPOS)}")
    page.locator("[data-montree] .diapo").wait_for()
    wait_calme(page)
    for cle in DIAPOS:
        page.keyboard.press("ArrowRight")
        page.locator(f"[data-montree] .diapo[data-cle={cle}]").wait_for()
        _take(page, dossier / f"diapo-{cle}-{suffixe}.png")


def _take_fautes(page: Page, application: Application, classeur: Path, chemin: Path) -> None:
    _drop(page, application, classeur)
    _take(page, chemin)
    page.get_by_role("button", name="Abandonner cet aperçu").click()  # the next picture shows none waiting
    page.get_by_role("button", name="Abandonner quand même").click()
    page.get_by_test_id("stFileUploader").wait_for()


def _take_applique(page: Page, application: Application, classeur: Path, chemin: Path) -> None:
    _drop(page, application, classeur)
    page.get_by_role("textbox", name="Votre nom").fill("Camille Exemple")
    page.get_by_role("textbox", name="Votre nom").press("Enter")
    wait_calme(page)
    page.get_by_role("button", name=re.compile("Appliquer")).click()
    page.get_by_text(re.compile("appliqués?, remontée n°")).first.wait_for()
    wait_calme(page)
    _take(page, chemin)


def _drop(page: Page, application: Application, classeur: Path) -> None:
    go(page, f"{application.adresse}/importer", "Importer")
    page.locator("input[type=file]").set_input_files(classeur)
    page.get_by_text("1 classeur lu").wait_for()
    wait_calme(page)


def _take(page: Page, chemin: Path) -> None:
    """Write the picture of what is in sight, once nothing moves any more, in as many colours as a palette holds."""
    wait_dessins(page)
    avant, vue = b"", page.screenshot(animations="disabled")
    while vue != avant:  # a layout that settles moves an edge by a pixel
        page.wait_for_timeout(PAUSE_MS)
        avant, vue = vue, page.screenshot(animations="disabled")
    image = Image.open(io.BytesIO(vue)).convert("RGB")
    image.quantize(COULEURS, method=Image.Quantize.MEDIANCUT, dither=Image.Dither.NONE).save(chemin, optimize=True)
    print(chemin.name)


def list_montrees() -> set[str]:
    """Return the names of the pictures that the documents show."""
    return {nom for d in DOCUMENTS for nom in MONTREE.findall((RACINE / d).read_text(encoding="utf-8"))}


def refresh_documents(dossier: Path) -> None:
    """Put the pictures that the documents show, and no other, in their folder."""
    montrees = RACINE / "docs" / "screenshots"
    shutil.rmtree(montrees, ignore_errors=True)
    montrees.mkdir(parents=True)
    for nom in sorted(list_montrees()):
        shutil.copyfile(dossier / nom, montrees / nom)


if __name__ == "__main__":
    if len(sys.argv) > 1:
        make_captures(Path(sys.argv[1]))
    else:
        make_captures(RACINE / "build" / "screenshots")
        refresh_documents(RACINE / "build" / "screenshots")
