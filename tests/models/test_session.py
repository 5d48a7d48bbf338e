"""Engines: one per address, and none leaves its connections to the collector."""

from __future__ import annotations

import sqlite3
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest
from sqlalchemy import Engine, event, text
from sqlalchemy.exc import DBAPIError
from sqlmodel import Session

from models import session as base_de_donnees
from models.refus import BaseIllisible
from models.session import dispose_engines, get_engine, open_base, use_base


@pytest.fixture
def connexions() -> Iterator[list[sqlite3.Connection]]:
    """Every connection that is opened meanwhile."""
    ouvertes: list[sqlite3.Connection] = []

    def keep(connexion: sqlite3.Connection, _: object) -> None:
        ouvertes.append(connexion)

    event.listen(Engine, "connect", keep)
    yield ouvertes
    event.remove(Engine, "connect", keep)


def is_closed(connexion: sqlite3.Connection) -> bool:
    try:
        connexion.total_changes  # noqa: B018 (raises once closed)
    except sqlite3.ProgrammingError:
        return True
    return False


def read(url: str, **options: bool) -> None:
    with get_engine(url, **options).connect() as connexion:
        connexion.execute(text("SELECT 1"))


def make_base(dossier: Path, nom: str) -> str:
    url = f"sqlite:///{dossier / nom}"
    read(url)
    return url


def test_disposing_closes_every_engine_of_the_base_and_no_other(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, connexions: list[sqlite3.Connection]
) -> None:
    url, autre = make_base(tmp_path, "a.db"), make_base(tmp_path, "b.db")
    read(url, lecture_seule=True)
    assert [is_closed(c) for c in connexions] == [False] * 3
    monkeypatch.setenv("DATABASE_URL", url)
    dispose_engines()
    assert [is_closed(c) for c in connexions] == [True, False, True]
    monkeypatch.setenv("DATABASE_URL", autre)
    dispose_engines()
    assert all(is_closed(c) for c in connexions)


def test_many_addresses_leave_nothing_open(tmp_path: Path, connexions: list[sqlite3.Connection]) -> None:
    for rang in range(40):
        url = f"sqlite:///{tmp_path / f'{rang}.db'}"
        with use_base(url):
            read(url)
    assert len(connexions) == 40
    assert all(is_closed(c) for c in connexions)


def test_disposing_makes_no_engine(adresse: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(base_de_donnees, "_make_engine", lambda *cle: pytest.fail(f"made {cle}"))
    dispose_engines()


def test_threads_that_come_together_share_one_engine(adresse: str) -> None:
    depart, moteurs = threading.Barrier(8), []

    def ask() -> None:
        depart.wait()
        moteurs.append(get_engine(adresse))

    fils = [threading.Thread(target=ask) for _ in range(8)]
    for fil in fils:
        fil.start()
    for fil in fils:
        fil.join()
    assert len(moteurs) == 8
    assert len({id(m) for m in moteurs}) == 1


def write(url: str, ordre: str) -> None:
    with get_engine(url).execution_options(ecriture=True).begin() as connexion:
        connexion.execute(text(ordre))


@pytest.mark.parametrize("lecture_seule", [False, True])
def test_an_error_does_not_carry_what_was_written(tmp_path: Path, lecture_seule: bool) -> None:
    """It goes to the log of the server as it is, with the parameters of its statement unless they are hidden."""
    url = make_base(tmp_path, "a.db")
    moteurs = [get_engine(url, lecture_seule=lecture_seule), base_de_donnees.create_engine_en_memoire()]
    for moteur in moteurs:
        with moteur.connect() as connexion, pytest.raises(DBAPIError) as erreur:
            connexion.execute(text("INSERT INTO absente VALUES (:t)"), {"t": "Jean Dupont"})
        assert "absente" in str(erreur.value)
        assert "Dupont" not in str(erreur.value)
        moteur.dispose()
    with use_base(url):
        pass  # leaving it closes it


def count(session: Session) -> int:
    return int(session.execute(text("SELECT count(*) FROM dite")).scalar_one())


def test_a_reader_sees_one_state_whatever_is_written_meanwhile(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    url = make_base(tmp_path, "a.db")
    monkeypatch.setenv("DATABASE_URL", url)
    write(url, "CREATE TABLE dite (n)")
    with open_base() as session:
        assert count(session) == 0
        write(url, "INSERT INTO dite VALUES (1)")
        assert count(session) == 0
    with open_base() as session:
        assert count(session) == 1
    dispose_engines()


def test_a_damaged_base_is_let_go_of(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, connexions: list[sqlite3.Connection]
) -> None:
    """A file that is still held cannot be replaced by a good one, nor would the good one be read."""
    url = make_base(tmp_path, "a.db")
    monkeypatch.setenv("DATABASE_URL", url)
    write(url, "CREATE TABLE dite (n)")
    dispose_engines()
    bonne = (tmp_path / "a.db").read_bytes()
    (tmp_path / "a.db").write_bytes(b"\xff" * len(bonne))
    with pytest.raises(BaseIllisible), open_base() as session:
        count(session)
    assert all(is_closed(c) for c in connexions)
    assert not [cle for cle in base_de_donnees._MOTEURS if cle[0] == url]
    (tmp_path / "a.db").write_bytes(bonne)
    with open_base() as session:
        assert count(session) == 0
    dispose_engines()
