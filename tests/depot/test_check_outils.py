"""What a command needs beside Python: everything missing is said at once, with the line to paste; root installs it."""

from __future__ import annotations

import importlib.util
import sys
from pathlib import Path
from types import ModuleType

import pytest

from tests.racine import RACINE

SCRIPT = RACINE / "scripts" / "check_outils.py"
TOUT = [
    "chromium",
    "libatomic1",
    "fonts-dejavu-core",
    "libreoffice-calc",
    "libreoffice-impress",
    "libreoffice-writer",
    "nginx-light",
    "socat",
    "openssl",
    "postgresql",
]


@pytest.fixture
def outils(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> ModuleType:
    """The script, on a machine that has nothing and where nobody is root."""
    spec = importlib.util.spec_from_file_location("check_outils", SCRIPT)
    assert spec and spec.loader
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    monkeypatch.setenv("PATH", str(tmp_path))
    monkeypatch.setenv("HOME", str(tmp_path))
    monkeypatch.setattr(module, "DOSSIERS_ADMIN", ())
    monkeypatch.setattr(module, "list_dossiers_polices", lambda: [tmp_path / "fonts"])
    monkeypatch.setattr(module.ctypes, "CDLL", refuse)
    monkeypatch.setattr(module.sys, "platform", "linux")
    monkeypatch.setattr(module.os, "geteuid", lambda: 1000)
    monkeypatch.setattr(module, "PAUSE_S", 0)
    return module


def refuse(nom: str) -> None:
    raise OSError(f"{nom}: cannot open shared object file")


def write_commande(chemin: Path, texte: str = "exit 0") -> None:
    chemin.write_text(f"#!/bin/sh\n{texte}\n", encoding="utf-8")
    chemin.chmod(0o755)


def test_an_ordinary_user_reads_one_message_with_the_whole_line(
    outils: ModuleType, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    write_commande(tmp_path / "apt-get", f"touch {tmp_path}/lance")
    assert outils.main(["--tests"]) == 1
    dit = capsys.readouterr()
    ligne = next(x for x in dit.err.splitlines() if "apt-get" in x).strip()
    assert dit.out == ""
    assert ligne.startswith("sudo apt-get update && sudo apt-get install -y")
    assert "-o DPkg::Lock::Timeout=" in ligne
    assert ligne.split()[-len(TOUT) :] == TOUT
    assert "sudo make" not in dit.err
    assert not (tmp_path / "lance").exists()


def test_what_is_there_is_not_asked_for(
    outils: ModuleType, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    for nom in ("chromium-browser", "soffice", "loimpress", "lowriter", "socat", "openssl", "initdb"):
        write_commande(tmp_path / nom)
    (tmp_path / "fonts" / "truetype").mkdir(parents=True)
    (tmp_path / "fonts" / "truetype" / outils.POLICE).touch()
    assert outils.main(["--tests"]) == 1
    assert capsys.readouterr().err.splitlines()[1:3] == [
        "  - a library of the browser's driver (libatomic1)",
        "  - a reverse proxy (nginx-light)",
    ]
    (tmp_path / "sbin").mkdir()
    write_commande(tmp_path / "sbin" / "nginx")
    monkeypatch.setattr(outils, "DOSSIERS_ADMIN", (str(tmp_path / "sbin"),))
    monkeypatch.setattr(outils.ctypes, "CDLL", lambda nom: None)
    assert outils.main(["--tests"]) == 0
    assert capsys.readouterr() == ("", "")


def test_screens_alone_need_no_spreadsheet(outils: ModuleType, capsys: pytest.CaptureFixture[str]) -> None:
    assert outils.main([]) == 1
    assert "chromium libatomic1 fonts-dejavu-core\n" in capsys.readouterr().err


def test_root_installs_and_waits_for_a_busy_package_manager(
    outils: ModuleType, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """The first update finds the lock taken; the installation then brings what was missing."""
    for nom in ("chromium", "soffice", "loimpress", "lowriter", "nginx", "openssl", "initdb"):
        write_commande(tmp_path / nom)
    monkeypatch.setattr(outils, "is_present", lambda o, vrai=outils.is_present: bool(not o.commandes or vrai(o)))
    monkeypatch.setattr(outils.os, "geteuid", lambda: 0)
    occupe = 'echo "E: Could not get lock /var/lib/apt/lists/lock." >&2; exit 100'
    write_commande(
        tmp_path / "apt-get",
        f'echo "$@" >> {tmp_path}/apt\n'
        f'if [ "$1" = update ] && [ ! -e {tmp_path}/libre ]; then : > {tmp_path}/libre; {occupe}; fi\n'
        f'if [ "$1" = install ]; then echo "#!/bin/sh" > {tmp_path}/socat; /bin/chmod +x {tmp_path}/socat; fi',
    )
    assert outils.main(["--tests"]) == 0
    assert (tmp_path / "apt").read_text(encoding="utf-8").splitlines() == [
        "update -qq",
        "update -qq",
        f"install -y --no-install-recommends -o DPkg::Lock::Timeout={outils.ATTENTE_S} socat",
    ]
    assert capsys.readouterr() == ("Installing socat (a few minutes)...\n", "")


def test_root_reads_what_apt_says_when_it_fails(
    outils: ModuleType, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(outils.os, "geteuid", lambda: 0)
    write_commande(tmp_path / "apt-get", 'echo "E: Unable to locate package" >&2; exit 100')
    assert outils.main([]) == 100
    assert "Unable to locate package" in capsys.readouterr().err


@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="the loader of Linux")
def test_the_loader_is_asked_for_the_library() -> None:
    spec = importlib.util.spec_from_file_location("check_outils", SCRIPT)
    assert spec and spec.loader
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    assert module.is_present(module.Outil("", "", bibliotheque="libc.so.6"))
    assert not module.is_present(module.Outil("", "", bibliotheque="libnowhere.so.9"))
