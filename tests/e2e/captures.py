"""Make the screenshots of the documentation: `python -m tests.e2e.captures [DOSSIER]` (default docs/screenshots)."""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
from datetime import UTC, datetime
from pathlib import Path

from playwright.sync_api import Page, sync_playwright

from tests.classeurs_remplis import fill_classeur
from tests.e2e.conftest import CHROMIUM, DRAPEAUX, RACINE, go, serve

TAILLES = {"1440x900": (1440, 900), "390x844": (390, 844)}
ECRANS = {
    "synthese": ("synthese", "Synthèse"),
    "orientations-et-actions": ("orientations_et_actions", "Orientations et actions"),
    "fiche-action": ("orientations_et_actions?action=A08", "Orientations et actions"),
    "importer": ("importer", "Importer"),
    "journal": ("journal", "Journal"),
}
ERREURS = {
    "A16": {"Avancement (%)": 75, "Statut": "En cours", "Météo": "Soleil"},
    "A17": {"Avancement (%)": 140, "Statut": "En court"},
    "A33": {"Météo": "Orage"},
}


def make_captures(dossier: Path) -> None:
    """Build the demonstration database, serve it, and write a picture of each screen at each size."""
    dossier.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as provisoire:
        base = f"sqlite:///{provisoire}/demonstration.db"
        os.environ["DATABASE_URL"] = base
        subprocess.run([sys.executable, "-m", "loaders", "demo"], cwd=RACINE, check=True)
        classeur = Path(provisoire) / "remontee_2026-T4_crip-93.xlsx"
        classeur.write_bytes(fill_classeur("crip-93", "2026-T4", ERREURS, datetime.now(UTC)))
        with serve(base) as application, sync_playwright() as playwright:
            chromium = playwright.chromium.launch(executable_path=CHROMIUM, args=list(DRAPEAUX))
            for taille, (largeur, hauteur) in TAILLES.items():
                contexte = chromium.new_context(viewport={"width": largeur, "height": hauteur}, locale="fr-FR")
                page = contexte.new_page()
                for nom, (adresse, titre) in ECRANS.items():
                    go(page, f"{application.adresse}/{adresse}", titre)
                    _take(page, dossier / f"{nom}-{taille}.png")
                go(page, f"{application.adresse}/importer", "Importer")
                page.locator("input[type=file]").set_input_files(classeur)
                page.get_by_text("1 classeur lu").wait_for()
                _take(page, dossier / f"importer-erreurs-{taille}.png")
                contexte.close()
            chromium.close()


def _take(page: Page, chemin: Path) -> None:
    page.wait_for_timeout(2_500)
    page.screenshot(path=chemin)
    print(chemin.name)


if __name__ == "__main__":
    make_captures(Path(sys.argv[1]) if len(sys.argv) > 1 else RACINE / "docs" / "screenshots")
