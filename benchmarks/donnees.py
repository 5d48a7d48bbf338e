"""What every row stands on: the demonstration database, built afresh by its command, and what is in it."""

from __future__ import annotations

import os
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

from models.chargement import load_plan
from models.provenance import load_journal
from models.session import dispose_engines, open_base, use_base, write_url
from models.trimestre import Trimestre
from models.vocabulaire import NatureEntree
from tests.e2e.conftest import RACINE


@dataclass(frozen=True, slots=True)
class Donnees:
    """A demonstration database: its file, the quarters it tells, an action, an import, the pilots of its actions."""

    base: Path
    trimestres: tuple[Trimestre, ...]
    action: str
    remontee: int
    pilotes: tuple[str, ...]

    @property
    def url(self) -> str:
        """Return the address of the database."""
        return write_url(self.base)


def build_donnees(dossier: Path) -> Donnees:
    """Build the demonstration in a folder and return it."""
    base = dossier / "demonstration.db"
    env = {**os.environ, "DATABASE_URL": write_url(base)}
    subprocess.run(
        [sys.executable, "-m", "loaders", "demo"], cwd=RACINE, env=env, check=True, stdout=subprocess.DEVNULL
    )
    with use_base(env["DATABASE_URL"]), open_base() as session:
        plan, journal = load_plan(session), load_journal(session)
    dispose_engines()
    pilotes = dict.fromkeys(a.pilote.code for a in plan.actions if a.pilote)
    dernier = max(e.id for e in journal if e.nature == NatureEntree.IMPORT and e.annule_par is None)
    return Donnees(base, tuple(sorted(plan.trimestres_renseignes)), plan.actions[0].code, dernier, tuple(pilotes))
