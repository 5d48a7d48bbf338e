"""The list of what the application is made of, and the audit of it that hangs nowhere."""

from __future__ import annotations

import importlib.util
import json
from collections.abc import Callable
from importlib.metadata import PackageNotFoundError
from pathlib import Path
from types import ModuleType

import pytest

from tests.racine import RACINE


def load_script(nom: str) -> ModuleType:
    spec = importlib.util.spec_from_file_location(nom, RACINE / "scripts" / f"{nom}.py")
    assert spec is not None and spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def test_what_the_application_needs_is_listed_and_nothing_else(tmp_path: Path) -> None:
    """Made here by the library: every package asked for, versions and licences told, no tool of the tests."""
    script, sortie = load_script("list_composants"), tmp_path / "neuf" / "sbom.json"
    assert script.main([str(sortie)]) == 0
    lu = json.loads(sortie.read_text(encoding="utf-8"))
    assert lu["bomFormat"] == "CycloneDX"
    composants = {c["name"].lower(): c for c in lu["components"]}
    assert {"streamlit", "plotly", "openpyxl", "psycopg", "psycopg-binary", "starlette"} <= set(composants)
    assert not {"pytest", "mypy", "cyclonedx-bom", "hypothesis"} & set(composants)
    assert all(c["version"] for c in composants.values())
    assert sum(not c.get("licenses") for c in composants.values()) <= len(composants) // 10
    refs = {c["bom-ref"] for c in lu["components"]}
    assert {r for d in lu["dependencies"] for r in d.get("dependsOn", [])} <= refs


def test_a_package_that_is_not_there_is_said(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    script = load_script("list_composants")
    with pytest.raises(PackageNotFoundError):
        script.list_besoins("nul-ne-le-connait>=1  # why\n-r autre.txt\n")
    assert script.main([]) == 2
    assert "Usage" in capsys.readouterr().err


SAIN = {"name": "sain", "version": "1", "vulns": []}
TROUE = {"name": "troue", "version": "1", "vulns": [{"id": "CVE-1"}]}
INCONNU = {"name": "x", "skip_reason": "?"}
Repondre = Callable[[str, str], ModuleType]


@pytest.fixture
def repondre(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Repondre:
    """Put a program in the place of the tool, that says this of the witness and that of what is installed."""

    def make(temoin: str, installes: str) -> ModuleType:
        script, outil = load_script("audit_dependances"), tmp_path / "outil"
        for nom, dit in (("temoin", temoin), ("installes", installes)):
            (tmp_path / nom).write_text(dit, encoding="utf-8")
        choix = f'case "$*" in *--requirement*) cat {tmp_path}/temoin ;; *) cat {tmp_path}/installes ;; esac'
        outil.write_text(f"#!/bin/sh\n{choix}\n", encoding="utf-8")
        outil.chmod(0o755)
        monkeypatch.setattr(script.sys, "executable", str(outil))
        return script

    return make


def write_rapport(*paquets: dict[str, object]) -> str:
    return json.dumps({"dependencies": paquets})


@pytest.mark.parametrize(
    ("temoin", "mots"),
    [
        (write_rapport(SAIN), "tells nothing of"),
        (write_rapport(INCONNU), "tells nothing of"),
        ("No such host", "JSONDecodeError"),
        ("", "JSONDecodeError"),
    ],
)
def test_an_audit_out_of_reach_is_skipped_aloud(
    repondre: Repondre, temoin: str, mots: str, capsys: pytest.CaptureFixture[str]
) -> None:
    script = repondre(temoin, write_rapport(TROUE))
    assert script.main() == 0
    dit = capsys.readouterr().out
    assert "SKIPPED" in dit and mots in dit and "CVE-1" not in dit


def test_an_audit_that_hangs_is_left(repondre: Repondre, monkeypatch: pytest.MonkeyPatch) -> None:
    script = repondre("", "")
    Path(script.sys.executable).write_text("#!/bin/sh\nexec sleep 60\n", encoding="utf-8")
    monkeypatch.setattr(script, "ATTENTE", 0.1)
    assert "TimeoutExpired" in script.find_obstacle()


@pytest.mark.parametrize(
    ("paquets", "code", "mots"),
    [
        ((SAIN,), 0, "No known fault"),
        ((SAIN, INCONNU), 0, "1 packages are unknown"),
        ((SAIN, TROUE), 1, "troue 1: CVE-1"),
    ],
)
def test_a_fault_stops_the_checks_and_what_nobody_knew_is_said(
    repondre: Repondre, paquets: tuple[dict[str, object], ...], code: int, mots: str, capsys: pytest.CaptureFixture[str]
) -> None:
    script = repondre(write_rapport(TROUE), write_rapport(*paquets))
    assert script.main() == code
    assert mots in capsys.readouterr().out
