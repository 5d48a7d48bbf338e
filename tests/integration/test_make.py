"""The targets of make, run for real: the help, and what is said before anything is built."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

pytestmark = pytest.mark.skipif(shutil.which("make") is None, reason="no make here")
RACINE = Path(__file__).parents[2]
MAKE = shutil.which("make") or ""


def make(*mots: str, **environnement: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [MAKE, *mots],
        cwd=RACINE,
        env={**os.environ, **environnement},
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )


@pytest.fixture
def machine_nue(tmp_path: Path) -> Path:
    """A PATH that holds no tool, and an `apt-get` that writes down what it is asked and fails."""
    dossier = tmp_path / "bin"
    dossier.mkdir()
    for commande in ("sh", "touch"):
        (dossier / commande).symlink_to(str(shutil.which(commande)))
    apt = dossier / "apt-get"
    apt.write_text(f'#!/bin/sh\necho "$@" >> {tmp_path}/apt\nexit 100\n')
    apt.chmod(0o755)
    return dossier


def test_help_is_the_default_and_names_every_public_target() -> None:
    aide = make()
    assert (aide.returncode, aide.stderr) == (0, "")
    nommees = re.findall(r"^  make (\w+) +\S", aide.stdout, re.MULTILINE)
    texte = (RACINE / "Makefile").read_text(encoding="utf-8")
    assert nommees == re.findall(r"^(\w+):.*##", texte, re.MULTILINE)
    assert {"demo", "run", "test", "lint", "clean"} <= set(nommees)


@pytest.mark.parametrize("cible", ["test", "screenshots", "bench"])
def test_the_machine_is_checked_before_anything_is_built(cible: str, machine_nue: Path, tmp_path: Path) -> None:
    fait = make("-j4", cible, f"VENV={tmp_path / 'venv'}", f"PYTHON={sys.executable}", PATH=str(machine_nue))
    assert fait.returncode == 2
    assert not (tmp_path / "venv").exists()
    if os.geteuid() == 0:
        assert (tmp_path / "apt").read_text(encoding="utf-8").startswith("update")
    else:
        assert fait.stderr.count("apt-get install") == 1
        assert re.search(r"sudo apt-get update && sudo apt-get install .*chromium", fait.stderr)


def test_tools_are_run_as_modules_so_that_a_moved_folder_works() -> None:
    recettes = (RACINE / "Makefile").read_text(encoding="utf-8")
    crochets = (RACINE / ".pre-commit-config.yaml").read_text(encoding="utf-8")
    assert re.findall(r"\$\(BIN\)/(?!python\b)\w+", recettes) == []
    assert re.findall(r"\.venv/bin/(?!python -m )\S+", crochets) == []
