"""A file put in the place of the database: it is read and written from then on, nothing is acknowledged into the void.

Who had a screen of the former file is told by the seals (`tests/ui/socle/test_base_en_panne.py`).
"""

from __future__ import annotations

import contextlib
import shutil
import sqlite3
from collections.abc import Iterator
from pathlib import Path

import pytest
from sqlalchemy import text

from models.identite import REMPLACEE, RETIREE
from models.refus import BaseIndisponible, BaseRemplacee
from models.session import dispose_engines, get_engine, open_base, open_ecriture

NOM = "schema"


def make_base(fichier: Path, nom: str) -> None:
    """Make a database that says a name, and whose log is folded."""
    with contextlib.closing(sqlite3.connect(fichier, isolation_level=None)) as connexion:
        connexion.execute(
            "CREATE TABLE schema (reference TEXT PRIMARY KEY, code, nom, territoire, debut, fin, adopte_le, "
            "source, demonstration, nom_court, genre, definition, agents, contact)"
        )
        connexion.execute("INSERT INTO schema (reference, nom) VALUES ('schema', ?)", (nom,))
        connexion.execute("PRAGMA journal_mode=WAL")


def read() -> str:
    with open_base() as session:
        return str(session.execute(text("SELECT nom FROM schema")).scalar_one())


def write(nom: str) -> None:
    with open_ecriture() as session:
        session.execute(text("UPDATE schema SET nom = :nom"), {"nom": nom})


def read_fichier(fichier: Path) -> str:
    with contextlib.closing(sqlite3.connect(fichier)) as connexion:
        assert connexion.execute("PRAGMA integrity_check").fetchone() == ("ok",)
        return str(connexion.execute("SELECT nom FROM schema").fetchone()[0])


@pytest.fixture
def base(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """A database in use: it was read and written, and its log holds what was written last."""
    fichier = tmp_path / "schema.db"
    monkeypatch.setenv("DATABASE_URL", f"sqlite:///{fichier}")
    make_base(fichier, "ancienne")
    make_base(tmp_path / "autre.db", "autre")
    assert read() == "ancienne"
    write("ancienne, écrite")
    assert fichier.with_name("schema.db-wal").stat().st_size
    yield fichier
    dispose_engines()


def replace(base: Path, *, suites: bool) -> None:
    """Put the other database in its place, as a person does by hand, with what stands beside it removed or not."""
    base.with_name("autre.db").replace(base)
    if suites:
        for suite in ("-wal", "-shm"):
            base.with_name(f"{base.name}{suite}").unlink()


@pytest.mark.parametrize("suites", [True, False])
def test_the_file_that_came_is_read_then_written(base: Path, suites: bool) -> None:
    replace(base, suites=suites)
    assert read() == "autre"
    write("nouvelle")
    assert read() == "nouvelle"
    dispose_engines()
    assert read_fichier(base) == "nouvelle"


@pytest.mark.parametrize("suites", [True, False])
def test_a_writer_who_comes_first_writes_in_it(base: Path, suites: bool) -> None:
    replace(base, suites=suites)
    write("nouvelle")
    dispose_engines()
    assert read_fichier(base) == "nouvelle"


@pytest.mark.parametrize("moment", ["pendant", "après le dernier regard"])
def test_a_file_that_goes_while_one_writes_acknowledges_nothing(
    base: Path, moment: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    if moment != "pendant":
        dialecte = get_engine(f"sqlite:///{base}").dialect
        commit = dialecte.do_commit

        def commit_et_replace(connexion: object) -> None:
            commit(connexion)
            replace(base, suites=True)

        monkeypatch.setattr(dialecte, "do_commit", commit_et_replace)
    with pytest.raises(BaseRemplacee) as refus, open_ecriture() as session:
        session.execute(text("UPDATE schema SET nom = 'perdue'"))
        if moment == "pendant":
            replace(base, suites=True)
    assert str(refus.value) == REMPLACEE
    assert "rien n’a été enregistré" in REMPLACEE
    assert read() == "autre"


def test_what_was_written_before_stays_with_the_file_that_left(base: Path) -> None:
    """The log is found by name: it is folded into the file that it is of, which somebody may have kept aside."""
    base.rename(base.with_name("gardee.db"))
    base.with_name("autre.db").replace(base)
    assert read() == "autre"
    assert read_fichier(base.with_name("gardee.db")) == "ancienne, écrite"


def test_a_file_taken_away_is_said_and_not_made_again(base: Path) -> None:
    base.unlink()
    with pytest.raises(BaseRemplacee) as refus:
        write("perdue")
    assert str(refus.value) == RETIREE
    with pytest.raises(BaseIndisponible, match="n’existe pas encore"):
        read()
    assert not base.exists()
    shutil.copyfile(base.with_name("autre.db"), base)
    assert read() == "autre"


def test_an_unchanged_file_keeps_its_connections(base: Path) -> None:
    moteur = get_engine(f"sqlite:///{base}")
    with moteur.connect() as connexion:
        premiere = connexion.connection.dbapi_connection
    write("encore")
    with moteur.connect() as connexion:
        assert connexion.connection.dbapi_connection is premiere
