"""The plan of the demonstration, loaded once for every test of the meeting."""

from __future__ import annotations

from pathlib import Path

import pytest

from models.chargement import load_plan
from models.plan import Plan
from models.session import open_base
from tests.bases import copy_base
from tests.conftest import close_base


@pytest.fixture(scope="session")
def plan_demo(fichier_demo: Path, tmp_path_factory: pytest.TempPathFactory) -> Plan:
    """The plan, detached from its database: it is only read."""
    with pytest.MonkeyPatch.context() as env:
        adresse = f"sqlite:///{tmp_path_factory.mktemp('presentation') / 'schema.db'}"
        env.setenv("DATABASE_URL", copy_base(fichier_demo, adresse))
        with open_base(lecture_seule=True) as session:
            plan = load_plan(session)
        close_base()
    return plan
