"""Every module that declares tables is known where all of them are asked for."""

from __future__ import annotations

import subprocess
import sys

from models import declarees
from tests.racine import RACINE


def test_every_module_of_tables_is_known() -> None:
    modules = {m.stem for m in (RACINE / "models").glob("tables*.py")}
    assert len(modules) >= 6
    assert {m for m in modules if not hasattr(declarees, m)} == set()


def test_what_copies_everything_knows_every_table_by_itself() -> None:
    """Whatever was imported before: an archive without the accesses would be restored without them."""
    code = "from loaders.base.contenu import list_tables; print(*sorted(t.name for t in list_tables()))"
    dites = subprocess.run([sys.executable, "-c", code], cwd=RACINE, capture_output=True, text=True, check=True).stdout
    assert dites.split() == sorted(declarees.TABLES.tables)
    assert {"acces", "presence", "seance", "decision", "presentation", "note_presentation"} <= set(dites.split())
