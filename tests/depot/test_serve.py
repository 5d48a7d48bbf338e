"""Where the server may not listen, one sentence says why and how to have another port."""

from __future__ import annotations

import importlib.util
import socket
from types import ModuleType

import pytest

from tests.racine import RACINE

SCRIPT = RACINE / "scripts" / "serve.py"


@pytest.fixture
def service(monkeypatch: pytest.MonkeyPatch) -> ModuleType:
    spec = importlib.util.spec_from_file_location("serve", SCRIPT)
    assert spec and spec.loader
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    for nom in ("STREAMLIT_SERVER_PORT", "STREAMLIT_SERVER_ADDRESS"):
        monkeypatch.delenv(nom, raising=False)
    return module


def test_the_port_is_that_of_the_settings_or_of_the_environment(
    service: ModuleType, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert service.read_ecoute() == ("localhost", 8501)
    monkeypatch.setenv("STREAMLIT_SERVER_PORT", "8502")
    assert service.read_ecoute() == ("localhost", 8502)


def test_a_free_port_is_not_a_reason(service: ModuleType, monkeypatch: pytest.MonkeyPatch) -> None:
    with socket.create_server(("127.0.0.1", 0)) as prise:
        port = prise.getsockname()[1]
    monkeypatch.setenv("STREAMLIT_SERVER_PORT", str(port))
    assert service.explain_port() is None


@pytest.mark.parametrize("valeur", ["abc", "99999", "-1"])
def test_a_port_that_is_none_is_said(service: ModuleType, monkeypatch: pytest.MonkeyPatch, valeur: str) -> None:
    monkeypatch.setenv("STREAMLIT_SERVER_PORT", valeur)
    assert service.explain_port() == (
        "The server's address or port cannot be understood. Have another: STREAMLIT_SERVER_PORT=8502 make demo"
    )


@pytest.mark.parametrize("hote", ["127.0.0.1", "0.0.0.0"])
def test_a_port_in_use_is_said_whatever_its_address(
    service: ModuleType, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], hote: str
) -> None:
    with socket.create_server((hote, 0)) as prise:
        port = prise.getsockname()[1]
        monkeypatch.setenv("STREAMLIT_SERVER_PORT", str(port))
        assert service.main(["--check"]) == 1
    assert f"Port {port} is already in use" in capsys.readouterr().err
