"""Faults 41 to 43: the disk is full, somebody else writes, nothing may be written. The data never moves."""

from __future__ import annotations

import contextlib
import json
import sqlite3
from collections.abc import Iterator
from pathlib import Path

import pytest
from sqlalchemy import event

from models import sqlite
from models.pannes import FIGEE, OCCUPEE, PLEINE
from models.session import database_url, dispose_engines, get_engine
from models.sqlite import ATTENTE_MS, REPRISES
from tests.conftest import close_base
from tests.constats import Ecrire, Lancer, find_base, read_etat
from tests.fabrique import fill, make_gabarit
from tests.loaders.processus import drop_droits, finish, start

PASSE = "2024-T1"
"""A quarter that has begun whatever the real clock says: processes of their own read it."""


@pytest.fixture
def recu(base: str, ecrire: Ecrire) -> Path:
    chemin = ecrire("a.xlsx", fill(make_gabarit(trimestre=PASSE), {"H5": 45}))
    dispose_engines()
    return chemin


def test_faute_41_disque_plein(lancer: Lancer, recu: Path, base: str) -> None:
    """SQLite is given no page more than the file has: what it says then is what a full disk says."""
    avant = read_etat()
    close_base()

    @event.listens_for(get_engine(base), "connect")
    def limit(connexion: sqlite3.Connection, _: object) -> None:
        pages = connexion.execute("PRAGMA page_count").fetchone()[0]
        connexion.execute(f"PRAGMA max_page_count={pages}")

    sortie = lancer("apply", recu, "--auteur", "C", "--json")
    assert (sortie.code, sortie.donnees["erreur"], sortie.donnees["message"]) == (2, "base_pleine", PLEINE)
    assert PLEINE == "Plus d’espace disque : rien n’a été enregistré. Prévenez l’administrateur."
    close_base()
    assert read_etat() == avant
    assert lancer("apply", recu, "--auteur", "C", "--json").fichiers[0]["remontee"] == 1  # once there is room again


@contextlib.contextmanager
def hold_ecriture() -> Iterator[sqlite3.Connection]:
    """Be another writer."""
    autre = sqlite3.connect(find_base(), isolation_level=None)
    autre.execute("PRAGMA journal_mode=WAL")
    autre.execute("BEGIN IMMEDIATE")
    try:
        yield autre
    finally:
        if autre.in_transaction:
            autre.execute("ROLLBACK")
        autre.close()


@pytest.fixture
def impatient(monkeypatch: pytest.MonkeyPatch) -> None:
    """Each attempt waits 50 ms instead of seconds."""
    monkeypatch.setattr(sqlite, "ATTENTE_MS", 50)


@pytest.mark.usefixtures("impatient")
def test_faute_42_un_autre_import_est_en_cours(lancer: Lancer, recu: Path) -> None:
    avant = read_etat()
    essais: list[str] = []
    with hold_ecriture():
        close_base()
        moteur = get_engine(database_url())
        event.listen(moteur, "before_cursor_execute", lambda *a: essais.append(a[2]))
        sortie = lancer("apply", recu, "--auteur", "C", "--json")
        assert essais.count("BEGIN IMMEDIATE") == 1 + REPRISES == 4
    assert (sortie.code, sortie.donnees["erreur"], sortie.donnees["message"]) == (2, "base_occupee", OCCUPEE)
    assert OCCUPEE.startswith("Un autre import est en cours : réessayez dans un instant.")
    close_base()
    assert read_etat() == avant
    assert lancer("apply", recu, "--auteur", "C", "--json").fichiers[0]["remontee"] == 1


def test_faute_42_il_attend_son_tour(lancer: Lancer, recu: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The other one ends during the second attempt: nobody is told anything."""
    monkeypatch.setattr(sqlite, "ATTENTE_MS", 400)
    with hold_ecriture() as autre:
        close_base()
        essais: list[str] = []
        moteur = get_engine(database_url())

        @event.listens_for(moteur, "before_cursor_execute")
        def release(_c: object, _k: object, requete: str, *_: object) -> None:
            if requete == "BEGIN IMMEDIATE":
                essais.append(requete)
                if len(essais) == 2:
                    autre.execute("ROLLBACK")

        assert lancer("apply", recu, "--auteur", "C", "--json").fichiers[0]["remontee"] == 1
    assert len(essais) == 2
    assert 4_000 * 4 <= ATTENTE_MS * (REPRISES + 1) <= 30_000


def protect(quoi: str) -> None:
    find_base().chmod(0o444)
    if quoi == "dossier":
        find_base().parent.chmod(0o555)


@pytest.fixture(params=["fichier", "dossier"])
def protegee(request: pytest.FixtureRequest, recu: Path) -> Iterator[str]:
    """A database whose file, or whose folder too, may not be written."""
    protect(request.param)
    yield request.param
    find_base().parent.chmod(0o755)
    find_base().chmod(0o644)


def test_faute_43_on_lit_et_rien_ne_s_ecrit(protegee: str, recu: Path, tmp_path: Path) -> None:
    avant = read_etat()
    for commande in (["apply", recu, "--auteur", "C"], ["undo", 1, "--auteur", "C"], ["init"]):
        code, out, err = finish(start(*commande, avant=drop_droits))
        assert (code, out, err.strip()) == (2, "", FIGEE), commande
    code, out, _ = finish(start("check", recu, "--json", avant=drop_droits))
    assert (code, len(json.loads(out)["fichiers"][0]["changements"])) == (0, 1)
    code, out, _ = finish(start("journal", "--json", avant=drop_droits))
    assert (code, [r["id"] for r in json.loads(out)["remontees"]]) == (0, [0])
    classeurs = ("template", "--trimestre", PASSE, "--tous", "--out", tmp_path / "classeurs")
    assert finish(start(*classeurs, avant=drop_droits))[0] == 0
    assert read_etat() == avant


def test_faute_43_un_journal_reste_a_cote(recu: Path) -> None:
    """A writer was killed: its last changes are in the log beside the file, and are read all the same."""
    assert finish(start("apply", recu, "--auteur", "C"))[0] == 0
    garde = sqlite3.connect(find_base(), isolation_level=None)
    garde.execute("SELECT count(*) FROM remontee").fetchone()  # an open reader keeps the log where it is
    assert finish(start("undo", 1, "--auteur", "C"))[0] == 0
    assert find_base().with_name("schema.db-wal").stat().st_size
    protect("dossier")
    try:
        code, out, _ = finish(start("journal", "--json", avant=drop_droits))
        assert (code, [r["id"] for r in json.loads(out)["remontees"]]) == (0, [0, 1, 2])
    finally:
        find_base().parent.chmod(0o755)
        find_base().chmod(0o644)
        garde.close()
