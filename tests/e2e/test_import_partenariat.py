"""The partnership's workbooks through the browser: both screens change, and return once they are undone."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from playwright.sync_api import Page

from loaders.genres.charte.genre import CHARTE
from loaders.genres.partenaires.genre import PARTENAIRES
from models.colonnes_partenariat import APPRECIATIONS, LISTE, PARTICIPATIONS
from models.session import dispose_engines
from models.vocabulaire import Appreciation, Cote
from tests.classeurs_partenariat import find_ligne, make, read_plan, type_ligne
from tests.e2e.conftest import (
    Application,
    confirm_annulation,
    go,
    sign,
    wait_calme,
    wait_dessins,
)

pytestmark = pytest.mark.e2e
NEUVE = "Association fictive du Canal"
PREUVE = "Calendrier reçu par la moitié des adhérents."


@pytest.fixture
def classeurs(atelier: Application, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> list[Path]:
    """A new partner expected in A01; every commitment judged otherwise by IDEE 93 for 2025."""
    monkeypatch.setenv("DATABASE_URL", atelier.base)
    octets = make(PARTENAIRES)
    octets = type_ligne(octets, LISTE, find_ligne(octets, LISTE), A=NEUVE, B="organisme", C="Association")
    octets = type_ligne(octets, PARTICIPATIONS, find_ligne(octets, PARTICIPATIONS), A="A01", C=NEUVE, E="x")
    charte = make(CHARTE)
    for engagement in read_plan().charte.engagements:
        dite = engagement.find_evaluation(Cote.PARTENAIRE, 2025)
        autre = Appreciation.LIMITE if dite and dite.appreciation is Appreciation.TENU else Appreciation.TENU
        charte = type_ligne(charte, APPRECIATIONS, find_ligne(charte, APPRECIATIONS, engagement.code), H=autre.value)
    rang = find_ligne(charte, APPRECIATIONS, "D05")
    charte = type_ligne(charte, APPRECIATIONS, rang, I=PREUVE)
    dispose_engines()
    chemins = [tmp_path / "partenaires.xlsx", tmp_path / "charte_2025_partenaire.xlsx"]
    for chemin, contenu in zip(chemins, (octets, charte), strict=True):
        chemin.write_bytes(contenu)
    return chemins


def read_ecrans(page: Page, application: Application) -> tuple[str, str]:
    """What the two screens say."""
    textes = []
    for ecran, adresse in (("Partenaires", "partenaires"), ("Charte IDEE 93", "charte?annee=2025")):
        go(page, f"{application.adresse}/{adresse}", ecran)
        wait_dessins(page)  # a drawing says its labels once it is drawn
        textes.append(page.get_by_test_id("stMain").inner_text())
    return textes[0], textes[1]


def undo(page: Page, application: Application) -> None:
    """Undo the latest import that is in force."""
    go(page, f"{application.adresse}/journal", "Journal")
    page.locator(".journal tr", has_text="xlsx").filter(has_not_text="annulée").locator("a").first.click()
    page.get_by_text("Tout le journal").wait_for()
    wait_calme(page)
    confirm_annulation(page)


def test_both_screens_change_and_return(page: Page, atelier: Application, classeurs: list[Path]) -> None:
    avant = read_ecrans(page, atelier)
    go(page, f"{atelier.adresse}/importer", "Importer")
    page.locator("input[type=file]").set_input_files(classeurs)
    page.get_by_text("2 classeurs lus").wait_for()
    assert page.get_by_role("heading", name=f"Partenaire · {NEUVE}").is_visible()
    assert page.get_by_role("heading", name="Charte · I03 jugé par IDEE 93 en 2025").is_visible()
    sign(page)
    page.get_by_role("button", name=re.compile("Appliquer .* de 2 classeurs")).click()
    page.get_by_text("changements appliqués").first.wait_for()
    pendant = read_ecrans(page, atelier)
    assert pendant[0] != avant[0]
    assert pendant[1] != avant[1]
    assert page.get_by_text(PREUVE).count() > 0
    origines = page.locator(".origine", has_text="charte_2025_partenaire.xlsx")
    assert origines.count() == 18
    assert "feuille Appréciations, ligne" in (origines.first.text_content() or "")
    go(page, f"{atelier.adresse}/partenaires?partenaire={NEUVE}", NEUVE)
    assert page.get_by_text("A01").first.is_visible()
    undo(page, atelier)
    undo(page, atelier)
    assert read_ecrans(page, atelier) == avant
