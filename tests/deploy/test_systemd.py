"""The units are ones that systemd takes, hardened, and run commands that exist."""

from __future__ import annotations

import re
import shutil
import subprocess
from pathlib import Path

import pytest

from loaders.__main__ import build_parser
from tests.racine import RACINE
from ui.serveur.arret import ARRET_S

UNITES = RACINE / "deploy" / "systemd"
SERVICES = sorted(p.name for p in UNITES.glob("*.service"))
EXPOSITION_MAX = 1.5
"""Of 10: what `systemd-analyze security` leaves to a service that speaks to the network of its machine."""


@pytest.fixture(scope="module")
def posees(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The units where nothing is installed: the program they start stands in the same folder."""
    if shutil.which("systemd-analyze") is None:
        pytest.skip("systemd-analyze is not on this machine: the units are not verified")
    dossier = tmp_path_factory.mktemp("unites")
    python = dossier / "opt" / ".venv" / "bin" / "python"
    python.parent.mkdir(parents=True)
    python.symlink_to("/bin/true")
    for unite in [*UNITES.glob("*.service"), *UNITES.glob("*.t*")]:
        texte = unite.read_text(encoding="utf-8").replace("/opt/tableau", str(dossier / "opt"))
        (dossier / unite.name).write_text(texte, encoding="utf-8")
    for port in (8501, 8502):
        shutil.copy(dossier / "tableau@.service", dossier / f"tableau@{port}.service")
    return dossier


def analyze(dossier: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        ["systemd-analyze", *arguments],
        cwd=dossier,
        env={"SYSTEMD_UNIT_PATH": f"{dossier}:", "PATH": "/usr/bin:/bin", "LC_ALL": "C.UTF-8"},
        capture_output=True,
        text=True,
        check=False,
    )


def test_systemd_takes_every_unit(posees: Path) -> None:
    unites = sorted(p.name for p in posees.glob("tableau*") if not p.name.endswith("@.service"))
    assert len(unites) == 7
    fait = analyze(posees, "verify", "--man=no", "--recursive-errors=one", *unites)
    assert (fait.returncode, fait.stderr) == (0, "")


@pytest.mark.parametrize("service", SERVICES)
def test_a_service_is_given_little(posees: Path, service: str) -> None:
    posee = service.replace("@.", "@8501.")
    fait = analyze(posees, "security", "--offline=true", "--no-pager", f"./{posee}")
    exposition = re.search(r"Overall exposure level for \S+: ([\d.]+)", fait.stdout)
    assert exposition, fait.stderr
    assert float(exposition[1]) <= EXPOSITION_MAX


@pytest.mark.parametrize("service", SERVICES)
def test_a_service_is_an_account_of_its_own_whose_lines_are_kept_for_a_while(service: str) -> None:
    lignes = (UNITES / service).read_text(encoding="utf-8").splitlines()
    for ligne in ("User=tableau", "ProtectSystem=strict", "NoNewPrivileges=yes", "LogNamespace=tableau", "UMask=0077"):
        assert ligne in lignes
    assert "MaxRetentionSec=30day" in (UNITES / "journald@tableau.conf").read_text(encoding="utf-8")


@pytest.mark.parametrize("service", SERVICES)
def test_the_commands_of_a_service_are_those_of_the_program(service: str) -> None:
    texte = (UNITES / service).read_text(encoding="utf-8").replace("%%", "%")
    for commande in re.findall(r"-m loaders (\S+(?: \S+)?)", texte):
        nom, *reste = commande.split()
        build_parser().parse_args([nom, *reste])


def test_a_server_is_waited_for_longer_than_it_waits_for_an_import() -> None:
    texte = (UNITES / "tableau@.service").read_text(encoding="utf-8")
    patience = re.search(r"^TimeoutStopSec=(\d+)$", texte, re.MULTILINE)
    assert patience
    assert int(patience[1]) > ARRET_S


def test_the_backup_and_the_check_come_every_night() -> None:
    for nom in ("sauvegarde", "verification"):
        texte = (UNITES / f"tableau-{nom}.timer").read_text(encoding="utf-8")
        assert re.search(r"^OnCalendar=\*-\*-\* \d\d:\d\d:00$", texte, re.MULTILINE)
        assert (UNITES / f"tableau-{nom}.service").exists()


def test_what_is_written_of_requests_is_thrown_away(tmp_path: Path) -> None:
    """By logrotate itself, where it is, in a folder of ours."""
    if (logrotate := shutil.which("logrotate", path="/usr/sbin:/usr/bin")) is None:
        pytest.skip("logrotate is not on this machine: its settings are not read")
    reglages = tmp_path / "reglages"
    texte = (RACINE / "deploy" / "logrotate.conf").read_text(encoding="utf-8")
    texte = texte.replace("/var/log/tableau", str(tmp_path)).replace("create 0640 www-data adm", "")
    reglages.write_text(texte, encoding="utf-8")
    reglages.chmod(0o600)
    (tmp_path / "nginx.log").write_text("x\n", encoding="utf-8")
    etat = tmp_path / "etat"
    fait = subprocess.run(
        [logrotate, "--force", "--state", str(etat), str(reglages)], capture_output=True, text=True, check=False
    )
    assert (fait.returncode, fait.stderr) == (0, "")
    assert (tmp_path / "nginx.log.1").read_text(encoding="utf-8") == "x\n"
