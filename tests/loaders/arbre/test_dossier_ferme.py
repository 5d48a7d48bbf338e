"""Fault 92: a folder of the tree in which nothing can be seen is refused in French, named, with its reason."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from loaders.arbre.lecture import read_nom, schema_data
from loaders.arbre.table import NOM_CITE
from tests.constats import Lancer, find_base
from tests.loaders.processus import drop_droits, finish, start
from tests.petit_arbre import write_petit_arbre

TROP_LONG = "a" * 300


@pytest.fixture
def ferme(adresse: str, tmp_path: Path) -> Iterator[Path]:
    """A tree in a folder into which the program may not go."""
    dossier = write_petit_arbre(tmp_path / "petit")
    dossier.chmod(0o600)
    yield dossier
    dossier.chmod(0o700)


@pytest.mark.parametrize("suite", ["", "/petit"])
@pytest.mark.parametrize("commande", [["init"], ["demo"], ["journal"], ["check", __file__]], ids=lambda c: str(c[0]))
def test_faute_92_un_dossier_au_nom_trop_long(
    adresse: str, lancer: Lancer, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, commande: list[str], suite: str
) -> None:
    monkeypatch.setenv("SCHEMA_DATA", f"{tmp_path / TROP_LONG}{suite}")
    sortie = lancer(*commande)
    cite = "petit" if suite else f"{TROP_LONG[:NOM_CITE]}…"
    assert (sortie.code, sortie.out) == (2, "")
    assert f"Le dossier « {cite} » ne peut pas être lu : son nom ou son chemin est trop long." in sortie.err
    assert not find_base().exists()


@pytest.mark.parametrize("commande", ["init", "demo"])
def test_faute_92_un_dossier_interdit(ferme: Path, commande: str) -> None:
    code, out, err = finish(start(commande, avant=drop_droits, SCHEMA_DATA=str(ferme)))
    assert (code, out) == (2, "")
    assert "Le dossier « petit » ne peut pas être lu : le programme n’en a pas le droit. Donnez-le-lui, ou" in err
    assert not find_base().exists()


def test_faute_92_une_demonstration_interdite(ferme: Path) -> None:
    """The tree is read; only the folder of its story is closed."""
    ferme.chmod(0o700)
    (ferme / "demonstration").mkdir(mode=0o600)
    code, _, err = finish(start("demo", avant=drop_droits, SCHEMA_DATA=str(ferme)))
    assert code == 2
    assert "Le dossier « demonstration » ne peut pas être lu : le programme n’en a pas le droit." in err
    assert not find_base().exists()


def test_un_dossier_ferme_ne_donne_pas_de_nom_au_plan(monkeypatch: pytest.MonkeyPatch) -> None:
    """The title of the pages does without: the screen tells the reason."""
    monkeypatch.setenv("SCHEMA_DATA", TROP_LONG)
    assert read_nom(schema_data()) is None
