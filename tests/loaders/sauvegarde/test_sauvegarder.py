"""`sauvegarder`: a whole copy while others write, checked, private, which takes the place of nothing."""

from __future__ import annotations

import contextlib
import hashlib
import os
import re
import sqlite3
import stat
from pathlib import Path

import pytest

from loaders.integrite.controle import check_base
from models.session import dispose_engines, open_base, use_base
from tests.constats import Lancer, Verifier, find_base, read_lignes
from tests.fabrique import fill, make_gabarit


@pytest.fixture
def cible(tmp_path: Path) -> Path:
    (tmp_path / "sauvegardes").mkdir()
    return tmp_path / "sauvegardes" / "schema_2026-11-21.db"


def list_noms(cible: Path) -> list[str]:
    return sorted(f.name for f in cible.parent.iterdir())


def read_entrees(fichier: Path) -> int:
    with use_base(f"sqlite:///{fichier}"), open_base() as session:
        controle = check_base(session)
    assert controle.fautes == ()
    return controle.entrees


def test_la_copie_est_entiere_et_privee(base: str, appliquer: Verifier, lancer: Lancer, cible: Path) -> None:
    """What was acknowledged last is in the log, not in the file: a plain copy of it would leave it out."""
    appliquer(fill(make_gabarit(), {"H5": 45}))
    with contextlib.closing(sqlite3.connect(find_base(), isolation_level=None)) as lecteur:
        lecteur.execute("SELECT count(*) FROM remontee").fetchone()  # keeps the log where it is
        appliquer(fill(make_gabarit(), {"H6": 50}))
        assert find_base().with_name("schema.db-wal").stat().st_size
        ancien = os.umask(0)
        try:
            sortie = lancer("sauvegarder", cible)
        finally:
            os.umask(ancien)
    assert (sortie.code, sortie.err) == (0, "")
    assert list_noms(cible) == [cible.name]
    assert stat.S_IMODE(cible.stat().st_mode) == 0o600
    assert f"SHA-256 : {hashlib.sha256(cible.read_bytes()).hexdigest()}" in sortie.out
    assert re.sub(r"\D", "", sortie.out.split("(")[1].split("octet")[0]) == str(cible.stat().st_size)
    assert "3 entrées du journal" in sortie.out
    assert read_entrees(cible) == 3


def test_elle_ne_remplace_aucun_fichier(base: str, lancer: Lancer, cible: Path) -> None:
    cible.write_bytes(b"")
    sortie = lancer("sauvegarder", cible)
    assert (sortie.code, sortie.out) == (2, "")
    assert "existe déjà : une sauvegarde ne remplace aucun fichier" in sortie.err
    assert cible.read_bytes() == b""
    assert list_noms(cible) == [cible.name]


def test_un_fichier_venu_pendant_la_copie_reste(
    base: str, lancer: Lancer, cible: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("loaders.sauvegarde.copie.sync", lambda _: cible.touch())
    assert "existe déjà" in lancer("sauvegarder", cible).err
    assert cible.read_bytes() == b""
    assert list_noms(cible) == [cible.name]


def test_un_disque_sans_liens(base: str, lancer: Lancer, cible: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(*_: object) -> None:
        raise PermissionError

    monkeypatch.setattr(os, "link", fail)
    assert lancer("sauvegarder", cible).code == 0
    assert lancer("sauvegarder", cible).code == 2
    assert read_entrees(cible) == 1


def test_ce_qui_ne_peut_pas_etre_ecrit_se_dit(base: str, lancer: Lancer, tmp_path: Path) -> None:
    for cible, dit in ((tmp_path / "absent" / "a.db", "n’existe pas"), (tmp_path, "existe déjà")):
        sortie = lancer("sauvegarder", cible)
        assert (sortie.code, dit in sortie.err) == (2, True), sortie.err
    assert not (tmp_path / "absent").exists()


def test_sans_base_rien_n_est_ecrit(adresse: str, lancer: Lancer, cible: Path) -> None:
    sortie = lancer("sauvegarder", cible)
    assert (sortie.code, "n’existe pas encore" in sortie.err) == (2, True)
    assert (list_noms(cible), find_base().exists()) == ([], False)


def test_une_base_alteree_est_copiee_et_cela_se_dit(base: str, lancer: Lancer, cible: Path) -> None:
    dispose_engines()
    with contextlib.closing(sqlite3.connect(find_base(), isolation_level=None)) as connexion:
        connexion.execute("UPDATE remontee SET auteur = 'X'")
    sortie = lancer("sauvegarder", cible)
    assert sortie.code == 1
    assert "L’entrée n° 0 du journal ne correspond pas à son sceau" in sortie.out
    assert cible.exists()


def test_une_base_abimee_n_est_pas_sauvegardee(base: str, lancer: Lancer, cible: Path) -> None:
    dispose_engines()
    octets = find_base().read_bytes()
    find_base().write_bytes(octets[:4_096] + bytes(len(octets) - 4_096))
    assert lancer("sauvegarder", cible).code == 2
    assert list_noms(cible) == []


def test_la_base_n_a_pas_bouge(base: str, lancer: Lancer, cible: Path) -> None:
    avant = read_lignes()
    assert lancer("sauvegarder", cible).code == 0
    assert read_lignes() == avant  # only the day of the backup is noted, apart
