"""Importing a quarter: every pilot's workbook, by the command line, from the gate to the journal.

The reference is each workbook read once by openpyxl in a fresh process of its own.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from datetime import UTC, datetime
from itertools import count
from pathlib import Path

from benchmarks.donnees import Donnees
from benchmarks.mesure import Ligne, interleave, time_ms
from models.chargement import load_plan
from models.provenance import load_journal
from models.session import dispose_engines, open_base, use_base, write_url
from models.vocabulaire import Meteo, Statut
from tests.classeurs_remplis import fill_classeur
from tests.e2e.conftest import RACINE

BORNE = 1.0
LIRE = "import sys, openpyxl; [list(f.iter_rows()) for f in openpyxl.load_workbook(sys.argv[1]).worksheets]"


def measure_import(donnees: Donnees, dossier: Path, tours: int) -> list[Ligne]:
    """Return the row of the import; `dossier` takes the workbooks and the databases written in."""
    classeurs = fill_classeurs(donnees, dossier)
    bases = _copy_bases(donnees, dossier)
    medianes = interleave(
        {
            "import": lambda: {"ms": _time_import(classeurs, next(bases))},
            "openpyxl": lambda: {"ms": time_ms(lambda: _read_un_par_un(classeurs))},
        },
        tours,
    )
    ligne = Ligne(
        f"Import d’un trimestre, {len(classeurs)} classeurs",
        "openpyxl, un processus par classeur",
        medianes["import"]["ms"],
        medianes["openpyxl"]["ms"],
        "ms",
        BORNE,
    )
    return [ligne]


def fill_classeurs(donnees: Donnees, dossier: Path) -> list[Path]:
    """Write the workbook of each pilot for the quarter after the last one told, every row of it filled."""
    trimestre = donnees.trimestres[-1].decale(1)
    saisie = {
        "Statut": str(Statut.EN_COURS),
        "Météo": str(Meteo.SOLEIL),
        "Fait marquant du trimestre": "Réunion de lancement tenue avec les partenaires.",
        "Prochaine étape": "Présentation en comité de pilotage.",
    }
    with use_base(donnees.url):
        with open_base() as session:
            codes = [a.code for a in load_plan(session).actions]
        saisies = {code: {**saisie, "Avancement (%)": 61 + rang % 30} for rang, code in enumerate(codes)}
        chemins = []
        for pilote in donnees.pilotes:
            chemin = dossier / f"remontee_{trimestre}_{pilote}.xlsx"
            chemin.write_bytes(fill_classeur(pilote, str(trimestre), saisies, datetime.now(UTC)))
            chemins.append(chemin)
    dispose_engines()
    return chemins


def _copy_bases(donnees: Donnees, dossier: Path) -> Iterator[Path]:
    """Yield copies of the database: each import finds it as it was."""
    for numero in count():
        yield Path(shutil.copyfile(donnees.base, dossier / f"import-{numero}.db"))


def _time_import(classeurs: list[Path], base: Path) -> float:
    """Return how long the command takes, in milliseconds; raise RuntimeError unless every workbook was applied."""
    env = {**os.environ, "DATABASE_URL": write_url(base)}
    commande = [sys.executable, "-m", "loaders", "apply", *map(str, classeurs), "--auteur", "Mesure"]
    avant = _count_entrees(base)

    def apply() -> None:
        subprocess.run(commande, cwd=RACINE, env=env, check=True, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)

    duree = time_ms(apply)
    if _count_entrees(base) != avant + len(classeurs):
        raise RuntimeError("some workbooks were not applied")
    return duree


def _count_entrees(base: Path) -> int:
    with use_base(write_url(base)), open_base() as session:
        nombre = len(load_journal(session))
    dispose_engines()
    return nombre


def _read_un_par_un(classeurs: list[Path]) -> None:
    for chemin in classeurs:
        subprocess.run([sys.executable, "-c", LIRE, str(chemin)], check=True)
