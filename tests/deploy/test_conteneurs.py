"""The image and the containers: read by what checks them, built where a daemon answers; little is given to them."""

from __future__ import annotations

import re
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
import yaml

from tests.racine import RACINE
from ui.serveur.arret import ARRET_S
from ui.serveur.sante import PRET

DEPLOY = RACINE / "deploy"
DOCKERFILE = (DEPLOY / "Dockerfile").read_text(encoding="utf-8")
COMPOSE: dict[str, Any] = yaml.safe_load((DEPLOY / "compose.yaml").read_text(encoding="utf-8"))
SERVICES: dict[str, dict[str, Any]] = COMPOSE["services"]
NOTRES = [nom for nom, service in SERVICES.items() if service["image"] == "tableau-de-bord"]


def test_the_dockerfile_breaks_no_rule() -> None:
    hadolint = Path(sys.executable).with_name("hadolint")
    fait = subprocess.run([hadolint, DEPLOY / "Dockerfile"], capture_output=True, text=True, check=False)
    assert (fait.returncode, fait.stdout) == (0, "")


def test_the_image_holds_what_runs_and_nothing_else() -> None:
    gardes = {ligne[1:] for ligne in _read_ignore() if ligne.startswith("!")}
    assert all((RACINE / chemin).exists() for chemin in gardes)
    paquets = {p.parent.name for p in RACINE.glob("*/__init__.py")} - {"tests", "benchmarks", "scripts"}
    assert paquets <= gardes
    assert not gardes & {"tests", "docs", "data", ".git", ".streamlit"}


def _read_ignore() -> list[str]:
    return (DEPLOY / "Dockerfile.dockerignore").read_text(encoding="utf-8").splitlines()


def test_the_image_is_nobody_s_and_says_whether_it_is_ready() -> None:
    assert re.findall(r"^USER (.*)$", DOCKERFILE, re.MULTILINE) == ["10001:10001"]
    assert PRET in DOCKERFILE


@pytest.mark.parametrize("nom", NOTRES)
def test_a_container_is_given_little(nom: str) -> None:
    service = SERVICES[nom]
    assert service["read_only"] is True
    assert service["cap_drop"] == ["ALL"]
    assert service["security_opt"] == ["no-new-privileges:true"]
    assert service["user"] == "10001:10001"
    assert service["networks"] == ["dedans"]
    assert int(service["stop_grace_period"].removesuffix("s")) > ARRET_S
    assert "ports" not in service


def test_one_door_leads_in() -> None:
    assert len([n for n in NOTRES if n.startswith("application-")]) == 2
    assert [nom for nom, service in SERVICES.items() if "ports" in service] == ["nginx"]
    assert COMPOSE["networks"]["dedans"] == {"internal": True}


def test_what_the_containers_are_given_exists() -> None:
    """Files of the repository, or of the site's own folder, which the installation page names one by one."""
    page = (RACINE / "docs" / "installation.md").read_text(encoding="utf-8")
    chemins = [v.split(":")[0] for v in SERVICES["nginx"]["volumes"]]
    chemins += [s["file"] for s in COMPOSE["secrets"].values()] + SERVICES["application-1"]["env_file"]
    for chemin in chemins:
        relatif = chemin.removeprefix("./")
        if relatif.startswith("site/"):
            assert f"`{relatif.removeprefix('site/')}`" in page
        else:
            assert (DEPLOY / relatif).exists()


@pytest.mark.lent
def test_the_image_is_built_where_a_daemon_answers() -> None:
    docker = shutil.which("docker")
    if docker is None or subprocess.run([docker, "info"], capture_output=True, check=False, timeout=60).returncode:
        pytest.skip("no Docker daemon answers on this machine: the image is not built")
    commande = [docker, "build", "--quiet", "--file", "deploy/Dockerfile", "."]
    fait = subprocess.run(commande, cwd=RACINE, capture_output=True, text=True, check=False)
    assert fait.returncode == 0, fait.stderr
