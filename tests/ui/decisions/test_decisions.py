"""The register of décisions: filtered, and what writes one down outside a meeting."""

from __future__ import annotations

from types import SimpleNamespace
from typing import cast

import pytest

from metrics.registre import Etape, LigneRegistre
from models.vocabulaire import Role
from tests.ui.conftest import Ouvrir, read_textes
from ui.decisions.lignes import write_phrase

ECRAN = "decisions.py"


def test_the_register_is_filtered_and_a_decision_is_written_with_its_proof(ouvrir: Ouvrir) -> None:
    page = ouvrir(ECRAN, trimestre="2026-T3")
    assert not page.exception
    assert "Attendue" in read_textes(page) and "pour le" in read_textes(page)
    code = page.selectbox(key="registre_demande").value
    page.text_area(key=f"decision_decision_{code}").set_value("Le poste est créé")
    page.text_input(key=f"decision_par_{code}").set_value("Vice-présidence")
    page.text_input(key=f"decision_preuve_{code}").set_value("Délibération 12")
    page.text_input(key=f"decision_lien_{code}").set_value("ftp://exemple.fr/12")
    page.text_input(key="auteur").set_value("Camille Exemple").run()
    page.button(key="noter_registre").click().run()
    assert "Adresse de la preuve" in page.error[0].value
    page.text_input(key=f"decision_lien_{code}").set_value("https://exemple.fr/12").run()
    page.button(key="noter_registre").click().run()
    textes = read_textes(page)
    assert f"La décision sur {code} est enregistrée" in page.success[0].value
    assert "Le poste est créé" in textes and 'href="https://exemple.fr/12"' in textes


def test_readers_read_it(ouvrir: Ouvrir) -> None:
    page = ouvrir(ECRAN, role=Role.LECTURE, trimestre="2026-T3", etape="Prise")
    assert not page.exception and not page.expander


@pytest.mark.parametrize(
    ("etapes", "dit"),
    [
        ([Etape.ATTENDUE] * 6, "6 décisions attendues."),
        ([Etape.PRISE, Etape.SUIVIE], "2 décisions prises, dont 1 avec leurs suites."),
        ([Etape.A_CONFIRMER], "1 décision à confirmer."),
        ([Etape.ATTENDUE, Etape.PRISE], "2 décisions\u202f: 1 attendue et 1 prise."),
    ],
)
def test_what_is_of_one_kind_is_counted_once(etapes: list[Etape], dit: str) -> None:
    lignes = [cast(LigneRegistre, SimpleNamespace(etape=e, retard_jours=None)) for e in etapes]
    assert write_phrase(lignes, filtre=False) == dit
