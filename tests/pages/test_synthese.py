"""The Synthèse says what the figures say."""

from __future__ import annotations

import re

from tests.pages.conftest import Ouvrir, read_textes


def test_sentence_figures_and_lists(ouvrir: Ouvrir) -> None:
    page = ouvrir("synthese.py")
    textes = read_textes(page)
    assert re.search(r"Au T3 2026, le Schéma est avancé à \d+\u202f%", textes)
    for attendu in ("Taux de réalisation", "Écart avec l’attendu", "Remontée", "Décisions attendues", "entre "):
        assert attendu in textes
    assert "À décider" in textes
    assert "Ce qui a bougé" in textes
    assert "Vice-présidence en charge de l’enfance" in textes
    assert len(page.get("plotly_chart")) == 4
    assert all(c.proto.alt for c in page.get("plotly_chart"))


def test_quarter_of_the_address_is_the_one_shown(ouvrir: Ouvrir) -> None:
    page = ouvrir("synthese.py", trimestre="T1 2026")
    assert "Au T1 2026," in read_textes(page)
    page.selectbox("trimestre").select_index(1).run()
    assert "Au T3 2026," in read_textes(page)


def test_unknown_quarter_falls_back(ouvrir: Ouvrir) -> None:
    page = ouvrir("synthese.py", trimestre="T9 2099")
    assert not page.exception
    assert "Au T3 2026," in read_textes(page)


def test_empty_base_says_what_to_do(ouvrir: Ouvrir) -> None:
    page = ouvrir("synthese.py", "vide")
    textes = read_textes(page)
    assert "aucune remontée" in textes
    assert "Déposez les classeurs remplis" in textes
    assert not page.get("plotly_chart")


def test_quarter_before_the_first_report_opens(ouvrir: Ouvrir) -> None:
    page = ouvrir("synthese.py", trimestre="T1 2025")
    assert not page.exception
    assert "données insuffisantes" in read_textes(page)
