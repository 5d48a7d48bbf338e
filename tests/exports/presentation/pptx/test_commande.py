import io
import zipfile
from dataclasses import replace
from datetime import date

import pytest
from pptx import Presentation

from exports.formats import Demande
from exports.presentation.pptx.commande import export
from exports.presentation.pptx.modele import NOTRE
from models.refus import DemandeInvalide
from tests.plans import T1, T3

JOUR = date(2026, 11, 30)
CHARTS_MIN = 8


@pytest.fixture(scope="module")
def demande(plan_demo):
    return Demande(plan_demo, T3, JOUR)


@pytest.fixture(scope="module")
def publie(demande):
    return export(demande)


def test_the_demonstration_has_its_native_charts_and_no_picture(publie):
    deck = Presentation(io.BytesIO(publie))
    assert sum(s.has_chart for slide in deck.slides for s in slide.shapes) >= CHARTS_MIN
    with zipfile.ZipFile(io.BytesIO(publie)) as archive:
        assert [n for n in archive.namelist() if n.startswith("ppt/media/")] == []


def test_the_demonstration_is_valid_against_the_schemas(publie, tmp_path):
    from openxml_audit.validator import OpenXmlValidator

    fichier = tmp_path / "deck.pptx"
    fichier.write_bytes(publie)
    assert [str(e) for e in OpenXmlValidator().validate(fichier).errors] == []


def test_the_quarter_that_it_is_told_from_may_be_chosen(demande, publie):
    assert export(replace(demande, depuis=T1)) != publie


def test_the_template_is_that_of_the_option(demande, publie, tmp_path):
    assert export(replace(demande, options={"modele": str(NOTRE)})) == publie
    with pytest.raises(DemandeInvalide, match="Impossible de lire le modèle"):
        export(replace(demande, options={"modele": str(tmp_path / "absent.pptx")}))
