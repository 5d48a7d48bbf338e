"""Two addresses for what watches the server: it lives, it may be sent people; yes or no, and nothing else."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable
from pathlib import Path

import pytest

from models.arret import VEILLE
from models.session import database_url, sqlite_path
from tests.ui.serveur.test_serveur import call
from ui.serveur.sante import PRET, VIE


def test_it_lives_without_a_database(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DATABASE_URL", "sqlite:////nowhere/schema.db")
    assert call(VIE)[0] == 200
    statut, entetes, corps = call(PRET)
    assert (statut, corps.decode()) == (503, "pas prêt\n")
    assert entetes["cache-control"] == "no-store"


def test_it_is_ready_when_the_database_holds_a_tree(base: Callable[[str], None]) -> None:
    base("vide")
    statut, _, corps = call(PRET)
    assert (statut, corps.decode()) == (200, "prêt\n")


def test_it_is_not_ready_without_a_tree(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with sqlite3.connect(tmp_path / "rien.db"):
        monkeypatch.setenv("DATABASE_URL", f"sqlite:///{tmp_path / 'rien.db'}")
        assert call(PRET)[0] == 503


def test_a_damaged_database_is_not_ready_and_says_nothing_of_itself(base: Callable[[str], None]) -> None:
    base("vide")
    fichier = sqlite_path(database_url())
    assert fichier is not None
    fichier.write_bytes(b"x" * 8_192)
    assert call(PRET)[2].decode() == "pas prêt\n"
    assert call(VIE)[0] == 200


def test_a_server_that_stops_is_sent_nobody(base: Callable[[str], None], monkeypatch: pytest.MonkeyPatch) -> None:
    base("vide")
    monkeypatch.setattr(VEILLE, "fermee", True)
    assert call(PRET)[0] == 503
    assert call(VIE)[0] == 200


def test_nobody_is_asked_who_they_are(base: Callable[[str], None], monkeypatch: pytest.MonkeyPatch) -> None:
    base("vide")
    monkeypatch.setenv("ACCES_MANDATAIRE_IDENTITE", "X-Forwarded-Email")
    monkeypatch.setenv("ACCES_MANDATAIRE_SECRET", "s" * 32)
    assert call(VIE)[0] == 200
    assert call(PRET, accept="text/html")[0] == 200
