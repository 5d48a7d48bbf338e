"""The installation page is what a machine is installed by: ten commands, that the program and the shell understand."""

from __future__ import annotations

import re
import shlex
import subprocess

import pytest

from loaders.__main__ import build_parser
from tests.racine import RACINE
from ui.socle.voies import NOMS

PAGE = (RACINE / "docs" / "installation.md").read_text(encoding="utf-8")
BLOCS = re.findall(r"```sh\n(.*?)```", PAGE, re.DOTALL)
INSTALLER = (RACINE / "deploy" / "installer.sh").read_text(encoding="utf-8")


def test_ten_commands_are_enough() -> None:
    assert len(BLOCS[0].splitlines()) == 10


@pytest.mark.parametrize("bloc", BLOCS)
def test_the_shell_and_the_program_understand_every_command(bloc: str) -> None:
    assert subprocess.run(["sh", "-n"], input=bloc, text=True, check=False).returncode == 0
    for commande in re.findall(r"(?:^tableau|-m) loaders (.+)$", bloc, re.MULTILINE):
        build_parser().parse_args(shlex.split(commande))


def test_what_is_set_is_what_the_program_reads() -> None:
    poses = set(re.findall(r"^([A-Z_]+)=\"", INSTALLER, re.MULTILINE))
    assert poses <= {*NOMS, "DATABASE_URL"}
    assert {"ACCES_MANDATAIRE_IDENTITE", "ACCES_MANDATAIRE_SECRET_FICHIER", "ACCES_CONTACT", "APP_URL"} <= poses


def test_what_the_page_names_is_what_is_installed() -> None:
    assert set(re.findall(r"`(deploy/[\w./-]+\.\w+)`", PAGE)) >= {"deploy/installer.sh", "deploy/compose.yaml"}
    for chemin in re.findall(r"`(deploy/[\w./-]+\.\w+)`", PAGE):
        assert (RACINE / chemin).exists()
    for script in ("installer.sh", "tableau"):
        chemin = RACINE / "deploy" / script
        assert subprocess.run(["sh", "-n", chemin], check=False).returncode == 0
        assert chemin.stat().st_mode & 0o100
    for nom in re.findall(r"install -m \d+ (deploy/[\w./@-]+) ", INSTALLER):
        assert (RACINE / nom).exists()
