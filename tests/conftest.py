"""Databases for tests: an empty folder, our tree, the demonstration, a small tree of another shape."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings

from loaders.base.preparation import ensure_base
from loaders.lecture import processus
from models.session import _MOTEURS, use_base
from tests.bases import build_partagee, copy_base
from tests.compiles import share_compiles
from tests.fabrique import MAINTENANT
from tests.lecteur_chaud import run_chaud
from tests.petit_arbre import write_petit_arbre
from tests.serveur_postgres import Serveur, find_serveur, share_serveur, stop_serveur

# A property is true or false, whatever the load of the machine: no deadline, and the same examples every time.
settings.register_profile("projet", deadline=None, derandomize=True, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile("projet")
os.environ["DATABASE_URL"] = "sqlite:////nowhere/test/schema.db"  # a test that names no database touches none

share_compiles()
run_froid = processus.run_enfant


def run_enfant(module: str, entree: bytes, attente: float, reprises: int = processus.REPRISES) -> bytes:
    """Run one of our children as the program does, but for the reader, which is ready to be forked."""
    if module == processus.LECTEUR:
        return run_chaud(module, entree, attente)
    return run_froid(module, entree, attente, reprises)


processus.run_enfant = run_enfant  # for what a session fixture builds too; tests/loaders/lecture takes it back

MOTEURS = ("sqlite", "postgresql")


def pytest_configure(config: pytest.Config) -> None:
    """Start the server of PostgreSQL before the processes of the run, which share it."""
    if getattr(config.option, "numprocesses", None) and not hasattr(config, "workerinput"):
        share_serveur()


def pytest_unconfigure() -> None:
    stop_serveur()


def pytest_generate_tests(metafunc: pytest.Metafunc) -> None:
    """Run on both engines what is marked `deux_moteurs`, on PostgreSQL what is `postgresql_seul`, else on SQLite."""
    marque = metafunc.definition.get_closest_marker
    voulus = MOTEURS[1:] if marque("postgresql_seul") else MOTEURS if marque("deux_moteurs") else ()
    if voulus and "moteur" in metafunc.fixturenames and not marque("sqlite_seul"):
        metafunc.parametrize("moteur", voulus, indirect=True, scope="session")


@pytest.fixture(scope="session")
def moteur(request: pytest.FixtureRequest) -> str:
    """The engine of the databases of a test."""
    return getattr(request, "param", MOTEURS[0])


@pytest.fixture(scope="session")
def serveur() -> Serveur:
    """The PostgreSQL server of the run."""
    return find_serveur()


@pytest.fixture
def adresse(
    moteur: str, request: pytest.FixtureRequest, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> Iterator[str]:
    """The address of a database that does not exist yet, or is empty on a server; everything is closed afterwards."""
    monkeypatch.delenv("SCHEMA_DATA", raising=False)
    if moteur == "sqlite":
        url = f"sqlite:///{tmp_path / 'base' / 'schema.db'}"
        monkeypatch.setenv("DATABASE_URL", url)
        yield url
        close_base()
        return
    serveur = find_serveur()
    pleine = {"base", "demo"} & set(request.fixturenames)  # it is then cloned whole
    nom = serveur.name_base() if pleine else serveur.make_base()
    url = serveur.write_url(nom)
    monkeypatch.setenv("DATABASE_URL", url)
    yield url
    close_base()
    serveur.drop_base(nom)


def close_base() -> None:
    """Close every connection of the process, to the databases that a test left for another too."""
    for url in {cle[0] for cle in _MOTEURS}:
        with use_base(url):
            pass  # leaving it closes it


def build_arbre(fichier: Path, *, demonstration: bool) -> None:
    """Build a database with our tree, the demonstration with it or not."""
    with pytest.MonkeyPatch.context() as env:
        env.setenv("DATABASE_URL", f"sqlite:///{fichier}")
        env.delenv("SCHEMA_DATA", raising=False)
        if demonstration:
            from loaders.demo.recit import build_demo

            build_demo(MAINTENANT)
        else:
            ensure_base(MAINTENANT)
        close_base()


@pytest.fixture(scope="session")
def fichier_base(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return build_partagee(tmp_path_factory, "arbre", lambda fichier: build_arbre(fichier, demonstration=False))


@pytest.fixture(scope="session")
def fichier_demo(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return build_partagee(tmp_path_factory, "demonstration", lambda fichier: build_arbre(fichier, demonstration=True))


@pytest.fixture
def base(adresse: str, fichier_base: Path) -> str:
    """Our tree, nothing reported; the address."""
    return copy_base(fichier_base, adresse)


@pytest.fixture
def demo(adresse: str, fichier_demo: Path) -> str:
    """The demonstration database, a fresh copy; the address."""
    return copy_base(fichier_demo, adresse)


@pytest.fixture
def petit_arbre(adresse: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A tree of other counts as `SCHEMA_DATA`, its database not made yet; the folder."""
    dossier = write_petit_arbre(tmp_path / "petit")
    monkeypatch.setenv("SCHEMA_DATA", str(dossier))
    return dossier
