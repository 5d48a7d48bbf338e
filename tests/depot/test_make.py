"""The targets of make, run for real: what is said before anything is built, a taken port, Ctrl-C."""

from __future__ import annotations

import os
import re
import shutil
import signal
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.racine import RACINE

pytestmark = pytest.mark.skipif(shutil.which("make") is None, reason="no make here")
MAKE = shutil.which("make") or ""
BIN = Path(sys.executable).parent
LANCEUR = """
import fcntl, os, signal, sys, termios
signal.signal(signal.SIGINT, signal.SIG_DFL)  # the tests may run with Ctrl-C ignored
if os.isatty(0):
    fcntl.ioctl(0, termios.TIOCSCTTY, 0)
os.execvp(sys.argv[1], sys.argv[1:])
"""
"""Becomes the command, on the terminal that it is given for input, if any."""


def make(*mots: str, **environnement: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [MAKE, *mots],
        cwd=RACINE,
        env={**os.environ, **environnement},
        capture_output=True,
        text=True,
        timeout=300,
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


@pytest.fixture
def port() -> int:
    with socket.socket() as prise:
        prise.bind(("127.0.0.1", 0))
        return int(prise.getsockname()[1])


SERVIR = ("-o", ".venv/run.ok", f"BIN={BIN}")
"""Serve with the environment of the tests, in place of the project's own."""


@pytest.mark.parametrize("cible", ["demo", "run"])
def test_a_taken_port_is_said_before_anything_is_built(cible: str, adresse: str) -> None:
    with socket.create_server(("127.0.0.1", 0)) as prise:
        port = str(prise.getsockname()[1])
        fait = make(*SERVIR, cible, f"DEMO={adresse}", STREAMLIT_SERVER_PORT=port)
    assert fait.returncode == 2
    assert f"Port {port} is already in use" in fait.stderr
    assert "STREAMLIT_SERVER_PORT=8502 make demo" in fait.stderr
    assert "Traceback" not in fait.stderr
    assert not Path(adresse.removeprefix("sqlite:///")).exists()


@pytest.fixture(params=["terminal", "groupe"])
def service(request: pytest.FixtureRequest, base: str, port: int) -> Iterator[tuple[subprocess.Popen[bytes], int]]:
    """`make run` started on a terminal of its own, or without any, in a group of processes of its own; its side."""
    maitre, esclave = os.openpty()
    processus = subprocess.Popen(
        [sys.executable, "-c", LANCEUR, MAKE, *SERVIR, "run"],
        cwd=RACINE,
        env={**os.environ, "STREAMLIT_SERVER_PORT": str(port)},
        stdin=esclave if request.param == "terminal" else subprocess.DEVNULL,
        stdout=esclave,
        stderr=esclave,
        start_new_session=True,
    )
    os.close(esclave)
    try:
        wait_service(processus, f"http://localhost:{port}/_stcore/health")
        yield processus, maitre
    finally:
        if processus.poll() is None:
            os.killpg(processus.pid, signal.SIGKILL)
            processus.wait()
        os.close(maitre)


def wait_service(processus: subprocess.Popen[bytes], adresse: str) -> None:
    limite = time.monotonic() + 300
    while time.monotonic() < limite and processus.poll() is None:
        try:
            with urllib.request.urlopen(adresse, timeout=2):
                return
        except OSError:
            time.sleep(0.1)
    raise AssertionError("make run serves nothing")


def read_terminal(maitre: int) -> str:
    octets = b""
    try:
        while suite := os.read(maitre, 65536):
            octets += suite
    except OSError:  # the other side is closed
        pass
    return octets.decode()


def test_ctrl_c_does_not_look_like_a_failure(
    service: tuple[subprocess.Popen[bytes], int], port: int, request: pytest.FixtureRequest
) -> None:
    processus, maitre = service
    if sur_terminal := "terminal" in request.node.name:
        os.write(maitre, b"\x03")
    else:
        os.killpg(processus.pid, signal.SIGINT)
    dit = read_terminal(maitre)
    code = processus.wait(timeout=60)
    # Without a terminal, the signal reaches make too, which ends by it as its sender expects, and says nothing.
    assert code == (0 if sur_terminal else -signal.SIGINT)
    assert f"localhost:{port}" in dit
    assert re.findall(r"Error|\*\*\*|Traceback|KeyboardInterrupt", dit) == []
