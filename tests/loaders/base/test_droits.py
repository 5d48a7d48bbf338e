"""The files of a database are for their owner alone, whatever the umask; wider ones are told in one line."""

from __future__ import annotations

import os
import stat
import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest

from loaders.base.droits import explain_droits
from loaders.base.preparation import ensure_base
from models.session import dispose_engines, open_ecriture
from tests.constats import Lancer, find_base
from tests.fabrique import MAINTENANT

pytestmark = pytest.mark.skipif(os.name == "nt", reason="no such rights")


@pytest.fixture(params=[0, 0o022, 0o777], ids=oct)
def masque(request: pytest.FixtureRequest) -> Iterator[int]:
    ancien = os.umask(request.param)
    yield request.param
    os.umask(ancien)


def read_mode(chemin: Path) -> int:
    return stat.S_IMODE(chemin.stat().st_mode)


def test_une_base_neuve_n_est_qu_a_son_compte(adresse: str, masque: int) -> None:
    ensure_base(MAINTENANT)
    with open_ecriture():
        modes = {f.name: read_mode(f) for f in find_base().parent.iterdir()}
    assert modes == dict.fromkeys(("schema.db", "schema.db-wal", "schema.db-shm"), 0o600)
    assert read_mode(find_base().parent) == 0o700
    assert explain_droits(find_base()) is None


def test_la_demonstration_aussi(adresse: str, lancer: Lancer, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("loaders.demo.recit._play", lambda _: ensure_base(MAINTENANT, fictif=True))
    ancien = os.umask(0)
    try:
        assert lancer("demo").code == 0
    finally:
        os.umask(ancien)
    assert [(f.name, read_mode(f)) for f in find_base().parent.iterdir()] == [("schema.db", 0o600)]
    assert read_mode(find_base().parent) == 0o700


def test_ce_qui_est_plus_large_se_dit_en_une_ligne(base: str) -> None:
    find_base().parent.chmod(0o755)
    find_base().chmod(0o644)
    dit = explain_droits(find_base())
    assert dit == (
        "D’autres comptes de cette machine ont accès à la base : lancez "
        f"« chmod 700 {find_base().parent} && chmod 600 {find_base()} »."
    )
    find_base().parent.chmod(0o700)
    assert explain_droits(find_base()) == (
        f"D’autres comptes de cette machine ont accès à la base : lancez « chmod 600 {find_base()} »."
    )
    find_base().chmod(0o600)
    assert explain_droits(find_base()) is None
    find_base().parent.chmod(0o755)
    assert explain_droits(find_base()) == (
        "D’autres comptes de cette machine ont accès au dossier de la base : lancez "
        f"« chmod 700 {find_base().parent} »."
    )
    assert explain_droits(None) is None
    dispose_engines()


def test_la_commande_dite_s_applique_a_ces_fichiers(tmp_path: Path) -> None:
    """Whatever their names: it is copied into a shell."""
    fichier = tmp_path / "l’ase; touch $(x) 'y'" / "ma base.db"
    fichier.parent.mkdir()
    fichier.parent.chmod(0o755)
    fichier.touch()
    fichier.chmod(0o644)
    dit = explain_droits(fichier)
    assert dit is not None
    subprocess.run(dit.split("« ")[1].removesuffix(" »."), shell=True, check=True, cwd=tmp_path)
    assert explain_droits(fichier) is None
    assert list(tmp_path.iterdir()) == [fichier.parent]


def test_un_dossier_deja_la_reste_comme_il_est(adresse: str) -> None:
    find_base().parent.mkdir()
    find_base().parent.chmod(0o750)
    ensure_base(MAINTENANT)
    assert read_mode(find_base().parent) == 0o750
    assert read_mode(find_base()) == 0o600
