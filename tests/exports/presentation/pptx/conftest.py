"""The deck of the story told by hand, made once for every test of this room."""

import io

import pytest
from pptx import Presentation

from exports.presentation.pptx.deck import build_pptx
from tests.exports.presentation.recit_essai import RECIT

ADRESSE = "http://tableau.essai:8501"


@pytest.fixture(scope="session")
def octets() -> bytes:
    return build_pptx(RECIT, ADRESSE)


@pytest.fixture(scope="session")
def deck(octets):
    return Presentation(io.BytesIO(octets))
