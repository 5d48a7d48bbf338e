"""The plain command of the README on a fresh folder: database created, tree loaded, localhost only."""

from __future__ import annotations

import os
import socket
import sqlite3
import subprocess
import sys
from pathlib import Path

import pytest

from tests.e2e.conftest import PATIENCE, RACINE, find_port, wait_ready

pytestmark = pytest.mark.e2e


def test_premier_demarrage_sans_base(tmp_path: Path) -> None:
    """Two servers start at once on a database that does not exist: one tree, and only this machine is answered."""
    base = tmp_path / "dossier" / "schema.db"
    ports = [find_port(), find_port()]
    serveurs = [
        subprocess.Popen(
            [sys.executable, "-m", "streamlit", "run", "dashboard.py", "--server.port", str(port)],
            cwd=RACINE,
            env={**os.environ, "DATABASE_URL": f"sqlite:///{base}"},
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
        )
        for port in ports
    ]
    try:
        for port, serveur in zip(ports, serveurs, strict=True):
            wait_ready(f"http://localhost:{port}/_stcore/health", serveur)
        with socket.create_connection(("127.0.0.1", ports[0]), timeout=PATIENCE):
            pass
        with pytest.raises(ConnectionRefusedError):
            socket.create_connection(("127.0.0.2", ports[0]), timeout=PATIENCE)
        connexion = sqlite3.connect(base)
        assert connexion.execute("SELECT id, nature FROM remontee").fetchall() == [(0, "arbre")]
        connexion.close()
    finally:
        for serveur in serveurs:
            serveur.terminate()
            serveur.wait(timeout=PATIENCE)
