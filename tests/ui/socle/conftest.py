"""Screens shown on a plan that a test builds, whatever the database holds."""

from __future__ import annotations

from collections.abc import Callable
from itertools import count

import pytest
from streamlit.testing.v1 import AppTest

from models.plan import Plan
from tests.ui.conftest import Ouvrir
from ui.socle.donnees import Version

ESSAIS = count()
"""Each plan has a version of its own: reads are kept by version."""
Montrer = Callable[..., AppTest]


@pytest.fixture
def montrer(ouvrir: Ouvrir, monkeypatch: pytest.MonkeyPatch) -> Montrer:
    """Open a screen on a plan built in a test."""

    def montrer(fichier: str, plan: Plan, **adresse: str) -> AppTest:
        version = Version(f"socle {next(ESSAIS)}", 1)
        monkeypatch.setattr("ui.socle.guard.find_version", lambda jour: version._replace(jour=jour))
        monkeypatch.setattr("ui.socle.donnees.load_plan", lambda session: plan)
        page = ouvrir(fichier, "vide", **adresse)
        assert not page.exception
        return page

    return montrer
