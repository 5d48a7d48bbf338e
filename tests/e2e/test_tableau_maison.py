"""A table of somebody's own through the browser: dropped, mapped, previewed, applied, and the chart shows it."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from playwright.sync_api import Page

from models.chargement import load_plan
from models.session import dispose_engines, open_base
from tests.e2e.conftest import Application, go, sign, wait_calme
from tests.tableaux_maison import build

pytestmark = pytest.mark.e2e
ENTETES = ["N°", "Intitulé", "% réalisé", "Où en est-on ?", "Commentaires"]


@pytest.fixture
def tableau(atelier: Application, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A tracker with its own heads: one row is named, another needs its action to be said."""
    monkeypatch.setenv("DATABASE_URL", atelier.base)
    with open_base() as session:
        titres = {a.code: a.libelle.texte for a in load_plan(session).actions}
    dispose_engines()
    lignes = [[16, titres["A16"], 0.97, "En cours", "Six villes"], [17, f"{titres['A17']} bis", 0.98, "gelée", None]]
    chemin = tmp_path / "suivi.xlsx"
    chemin.write_bytes(build(("Suivi PP", [["Suivi – 3e trimestre 2026"], ENTETES, *lignes], ["A1:E1"])))
    return chemin


def test_from_a_table_of_ones_own_to_the_chart(page: Page, atelier: Application, tableau: Path) -> None:
    go(page, f"{atelier.adresse}/importer", "Importer")
    page.locator("input[type=file]").first.set_input_files(tableau)
    page.get_by_text("correspondance à confirmer").first.wait_for()
    assert page.get_by_role("combobox", name=re.compile("Où en est-on")).input_value() == "Statut"
    confirmer = page.get_by_role("button", name="Confirmer la correspondance")
    confirmer.click()
    page.get_by_text("Dites ce que veut dire 0,45").wait_for()
    page.get_by_text("45\u202f%", exact=True).first.click()
    confirmer.click()
    page.get_by_role("button", name="Changer la correspondance").wait_for()
    sign(page)
    page.get_by_role("button", name=re.compile(r"Appliquer \d changements.: CRIP 93, T3 2026")).click()
    page.get_by_text(re.compile(r"\d changements appliqués")).wait_for()

    go(page, f"{atelier.adresse}/orientations_et_actions?action=A16&trimestre=2026-T3", re.compile("A16 ·"))
    wait_calme(page)
    assert page.get_by_text(re.compile("97\u202f?%")).first.is_visible()
    assert page.locator(".js-plotly-plot, [data-dessine]").first.is_visible()
