"""The demonstration loaded once for every file that is made of it."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from models.chargement import load_plan
from models.plan import Plan
from models.session import open_base, use_base

JOUR = date(2026, 11, 21)


@pytest.fixture(scope="session")
def plan_demo(fichier_demo: Path) -> Plan:
    """The plan of the demonstration."""
    with use_base(f"sqlite:///{fichier_demo}"), open_base(lecture_seule=True) as session:
        return load_plan(session)
