"""Accessibility of every screen as axe sees it, on both grounds and both sizes: nothing serious, nothing critical."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page

from models.session import dispose_engines
from tests.classeurs_remplis import fill_classeur
from tests.e2e.conftest import (
    PATIENCE,
    TITRES,
    Application,
    Poser,
    administer,
    glide,
    go,
    serve,
    wait_calme,
    wait_dessins,
)

pytestmark = pytest.mark.e2e
FOND = "getComputedStyle(document.querySelector('.stApp')).backgroundColor"
SOMBRE = "matchMedia('(prefers-color-scheme: dark)').matches"
GRAVES = {"serious", "critical"}
TAILLES = {"bureau": (1440, 900), "telephone": (390, 844)}
ADRESSES: dict[str, str | re.Pattern[str]] = {
    **TITRES,
    "charte?annee=2024": TITRES["charte"],
    "orientations_et_actions?action=A08": re.compile("A08 ·"),
    "engagements?engagement=1": re.compile("Engagement n° 1 ·"),
    "calendrier?situation=Reportée": "Calendrier",
    "journal?remontee=3": "Journal",
    "partenaires?partenaire=CDEF": "CDEF",
    "partenaires?cherche=zzz": "Partenaires",
    "aide?rubrique=cadre": "Aide",
    "aide?chiffre=charte": "Aide",
}
FAUTES = {
    "A16": {"Avancement (%)": 75, "Statut": "En cours", "Météo": "Soleil"},
    "A17": {"Avancement (%)": 140, "Statut": "En court"},
}


@pytest.fixture(scope="module")
def vide(poser: Poser, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Application]:
    """The application on a tree that nothing was reported on."""
    with serve(poser(tmp_path_factory.mktemp("axe") / "vide.db", "vide")) as servie:
        yield servie


@pytest.fixture(scope="module")
def fautif(application: Application, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A workbook with errors."""
    chemin = tmp_path_factory.mktemp("axe") / "remontee.xlsx"
    with pytest.MonkeyPatch.context() as env:
        env.setenv("DATABASE_URL", application.base)
        chemin.write_bytes(fill_classeur("crip-93", "2026-T4", FAUTES, datetime.now(UTC)))
        dispose_engines()
    return chemin


@pytest.fixture(params=TAILLES)
def lecteur(request: pytest.FixtureRequest, navigateur: Browser) -> Iterator[Page]:
    """A page of one size, on the light ground at first."""
    largeur, hauteur = TAILLES[request.param]
    with navigateur.new_context(
        viewport={"width": largeur, "height": hauteur}, locale="fr-FR", color_scheme="light", reduced_motion="reduce"
    ) as contexte:
        contexte.set_default_timeout(PATIENCE * 1_000)
        yield contexte.new_page()


def list_graves(page: Page) -> set[str]:
    """Return what axe finds serious or critical on both grounds: the rule, the elements.

    The page is left on the ground that was looked at last. The other one is the same document in other colours: their
    contrast alone is looked at again.
    """
    graves: set[str] = set()
    for regles in ({}, {"runOnly": ["color-contrast"]}):
        if regles:
            change_fond(page)
        ou = "   (fond sombre)" if page.evaluate(SOMBRE) else ""
        graves |= {f"{grave}{ou}" for grave in _run_axe(page, regles)}
    return graves


def change_fond(page: Page) -> None:
    """Have the reader's system ask for the other ground, and wait for the screen to follow."""
    avant = page.evaluate(FOND)
    page.emulate_media(color_scheme="light" if page.evaluate(SOMBRE) else "dark")
    page.wait_for_function(f"(avant) => {FOND} !== avant", arg=avant)
    wait_dessins(page)


def _run_axe(page: Page, regles: dict[str, Any]) -> set[str]:
    options = {**regles, "resultTypes": ["violations"]}  # what passes is not told: half of axe's time went there
    trouvees: list[dict[str, Any]] = Axe().run(page, options=options).response["violations"]
    return {
        f"{v['id']} ({v['impact']}) : {' '.join(map(str, n['target']))}   {n['html'][:160]}"
        for v in trouvees
        if v["impact"] in GRAVES
        for n in v["nodes"]
    }


def write_rapport(trouvees: dict[str, set[str]]) -> str:
    """Return each finding once, with the screens it is on."""
    graves = sorted(set().union(*trouvees.values()))
    return "\n".join(f"{grave}\n    {', '.join(ou for ou, x in trouvees.items() if grave in x)}" for grave in graves)


def test_no_screen_is_closed_to_anyone(lecteur: Page, application: Application, vide: Application) -> None:
    trouvees = {}
    administer(lecteur, application)
    for servie, adresses in ((application, ADRESSES), (vide, TITRES)):
        go(lecteur, servie.adresse, "Synthèse")
        for adresse, titre in adresses.items():
            move = go if servie is vide else glide  # a refused screen is only reached by its link
            move(lecteur, f"{servie.adresse}/{adresse}", titre)
            wait_dessins(lecteur)
            trouvees[f"{adresse}{' (base vide)' if servie is vide else ''}"] = list_graves(lecteur)
    assert not any(trouvees.values()), write_rapport(trouvees)


def test_errors_of_a_workbook_are_open_to_everyone(lecteur: Page, application: Application, fautif: Path) -> None:
    administer(lecteur, application)
    go(lecteur, f"{application.adresse}/importer", "Importer")
    lecteur.locator("input[type=file]").set_input_files(fautif)
    lecteur.get_by_text("1 classeur lu").wait_for()
    wait_calme(lecteur)
    graves = list_graves(lecteur)
    assert not graves, write_rapport({"classeur avec erreurs": graves})


def test_the_mapping_of_a_table_is_open_to_everyone(lecteur: Page, application: Application, tmp_path: Path) -> None:
    """Its fields, and its button, which is of the colour of what is done first on either ground."""
    tableau = tmp_path / "suivi.csv"
    tableau.write_text("Code action;Avancement;Situation\nA16;0,5;gelée\n16;0,6;zzz\n", encoding="utf-8")
    administer(lecteur, application)
    go(lecteur, f"{application.adresse}/importer", "Importer")
    lecteur.locator("input[type=file]").set_input_files(tableau)
    lecteur.get_by_role("button", name="Confirmer la correspondance").wait_for()
    wait_calme(lecteur)
    graves = list_graves(lecteur)
    assert not graves, write_rapport({"correspondance": graves})


def test_the_workbooks_of_the_partnership_are_open_to_everyone(lecteur: Page, application: Application) -> None:
    administer(lecteur, application)
    go(lecteur, f"{application.adresse}/importer", "Importer")
    lecteur.get_by_role("button", name="Autres classeurs").click()
    lecteur.get_by_role("button", name="Appréciation de la charte (.zip)").wait_for()
    wait_calme(lecteur)
    graves = list_graves(lecteur)
    assert not graves, write_rapport({"classeurs du partenariat": graves})


@pytest.mark.parametrize(
    ("faute", "trouvee"),
    [
        ('<img src="data:,">', r"image-alt \(critical\)[^)]*$"),
        ('<p style="color: light-dark(#000, #333)">Illisible sur fond sombre</p>', r"color-contrast .*fond sombre"),
    ],
    ids=["image", "contraste"],
)
def test_a_fault_is_seen(lecteur: Page, application: Application, faute: str, trouvee: str) -> None:
    go(lecteur, f"{application.adresse}/aide", "Aide")
    lecteur.evaluate("(faute) => document.querySelector('h1').insertAdjacentHTML('afterend', faute)", faute)
    graves = list_graves(lecteur)
    assert any(re.match(trouvee, grave) for grave in graves), graves
