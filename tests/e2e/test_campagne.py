"""A whole quarter through the browser: every pilot's workbook, one with errors, mended in LibreOffice, sent back."""

from __future__ import annotations

import re
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

import pytest
from playwright.sync_api import Page

from loaders.genres.remontee.gabarit import list_pilotes_actifs
from models.chargement import load_plan
from models.provenance import load_journal
from models.session import dispose_engines, open_base
from models.trimestre import Trimestre
from models.vocabulaire import NatureEntree
from tests.classeurs_remplis import fill_classeur
from tests.e2e.conftest import Application, Poser, administer, go, serve, sign, wait_calme
from tests.e2e.libreoffice import ABSENT, SOFFICE, mend

pytestmark = pytest.mark.e2e
FAUTIF, ACTION = "crip-93", "A16"
FAUTES: dict[str, object] = {"Avancement (%)": 140, "Statut": "En court"}
CORRECTIONS = {"Avancement!H5": 84, "Avancement!I5": "En cours"}


@dataclass(frozen=True)
class Campagne:
    """The quarter, the workbooks sent back by the pilots, and the one that holds errors."""

    trimestre: Trimestre
    classeurs: list[Path]
    fautif: Path


@pytest.fixture
def atelier(poser: Poser, page: Page, tmp_path: Path) -> Iterator[Application]:
    """An application of one's own, to write in."""
    if SOFFICE is None:
        pytest.fail(ABSENT)
    with serve(poser(tmp_path / "base.db", "pleine")) as servie:
        administer(page, servie)
        yield servie


@pytest.fixture
def campagne(atelier: Application, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Campagne:
    """The current quarter: each pilot says 70 % of each of its actions, and one makes two mistakes."""
    monkeypatch.setenv("DATABASE_URL", atelier.base)
    maintenant = datetime.now(UTC)
    trimestre = Trimestre.from_date(maintenant.date())
    with open_base() as session:
        plan = load_plan(session)
    classeurs = {}
    for pilote in list_pilotes_actifs(plan):
        saisies = {a.code: dict[str, object]({"Avancement (%)": 70}) for a in plan.actions if a.pilote == pilote}
        if pilote.code == FAUTIF:
            saisies[ACTION] = FAUTES
        classeurs[pilote.code] = tmp_path / f"remontee_{trimestre}_{pilote.code}.xlsx"
        classeurs[pilote.code].write_bytes(fill_classeur(pilote.code, str(trimestre), saisies, maintenant))
    dispose_engines()
    return Campagne(trimestre, list(classeurs.values()), classeurs[FAUTIF])


def read_avancement(page: Page, application: Application, trimestre: Trimestre) -> str:
    go(page, f"{application.adresse}/synthese?trimestre={trimestre}", "Synthèse")
    return page.locator(".kpi .valeur").first.inner_text()


def drop(page: Page, application: Application, fichiers: list[Path]) -> None:
    go(page, f"{application.adresse}/importer", "Importer")
    page.locator("input[type=file]").set_input_files(fichiers)
    lus = "1 classeur lu" if len(fichiers) == 1 else f"{len(fichiers)} classeurs lus"
    page.get_by_text(lus).wait_for()
    wait_calme(page)


def apply(page: Page, bouton: str, dit: str) -> None:
    sign(page)
    page.get_by_role("button", name=re.compile(bouton)).click()
    page.get_by_text(re.compile(dit)).first.wait_for()
    wait_calme(page)


def test_un_trimestre_entier(page: Page, atelier: Application, campagne: Campagne, tmp_path: Path) -> None:
    avant = read_avancement(page, atelier, campagne.trimestre)

    drop(page, atelier, campagne.classeurs)
    assert page.get_by_role("button", name="Télécharger le classeur annoté").count() >= 1
    fautif = page.locator("[data-testid=stExpander]", has_text=campagne.fautif.name).first
    assert "2 erreurs" in fautif.inner_text()
    with page.expect_download() as attente:
        fautif.get_by_role("button", name=re.compile("Télécharger le classeur annoté")).click()
    annote = tmp_path / attente.value.suggested_filename
    assert annote.name == f"{campagne.fautif.stem}_a_corriger.xlsx"
    attente.value.save_as(annote)

    apply(page, f"Appliquer .* de {len(campagne.classeurs) - 1} classeurs", "changements? appliqués?, remontée n°")
    assert re.search(f"{campagne.fautif.name}.: rien n’a été appliqué", page.locator("body").inner_text())
    pendant = read_avancement(page, atelier, campagne.trimestre)
    assert pendant != avant

    corrige = mend(annote, CORRECTIONS, tmp_path / "libreoffice")
    with zipfile.ZipFile(corrige) as archive:
        assert b"LibreOffice" in archive.read("docProps/app.xml")
    drop(page, atelier, [corrige])
    assert page.get_by_text("erreur", exact=False).count() == 0
    apply(page, "Appliquer 4 changements", "4 changements appliqués, remontée n°")
    assert read_avancement(page, atelier, campagne.trimestre) not in (avant, pendant)

    go(page, f"{atelier.adresse}/journal", "Journal")
    premiere = page.locator(".journal tbody tr").first
    assert corrige.name in premiere.inner_text().replace("\u2060", "")
    assert "Dominique Essai" in premiere.inner_text()
    with open_base() as session:
        recues = [
            e
            for e in load_journal(session)
            if e.trimestre == str(campagne.trimestre) and e.nature == NatureEntree.IMPORT
        ]
        action = load_plan(session).actions_par_code[ACTION]
    assert sorted(e.fichier or "" for e in recues) == sorted(
        [c.name for c in campagne.classeurs if c != campagne.fautif] + [corrige.name]
    )
    assert action.suivis[-1].avancement == 84
