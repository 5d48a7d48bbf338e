"""What is built aside appears whole; what a killed builder left goes, what a living one makes stays."""

from __future__ import annotations

import os
import stat
from pathlib import Path

import pytest

from loaders.base.chantier import SUFFIXE, open_chantier, publish, sweep_chantiers
from tests.loaders.processus import start


def list_noms(dossier: Path) -> list[str]:
    return sorted(f.name for f in dossier.iterdir())


def test_rien_ne_reste_quand_cela_echoue(tmp_path: Path) -> None:
    cible = tmp_path / "neuf" / "a.db"
    with pytest.raises(KeyboardInterrupt), open_chantier(cible) as fichier:
        fichier.write_bytes(b"x")
        fichier.with_name("a.db-wal").write_bytes(b"x")
        assert stat.S_IMODE(fichier.parent.stat().st_mode) == 0o700
        raise KeyboardInterrupt
    assert list_noms(cible.parent) == []


def test_ce_qui_est_tenu_reste(tmp_path: Path) -> None:
    """Another builder, in this process or not, is at work on a file of the same name."""
    cible = tmp_path / "a.db"
    with open_chantier(cible) as premier:
        premier.write_bytes(b"x")
        with open_chantier(cible) as second:
            assert second.parent != premier.parent
        sweep_chantiers(cible)
        assert premier.read_bytes() == b"x"
    assert list_noms(tmp_path) == []


def test_ce_que_personne_ne_tient_part_et_rien_d_autre(tmp_path: Path) -> None:
    cible = tmp_path / "a.db"
    with start(
        cible,
        code="""
import os, signal, sys
from pathlib import Path
from loaders.base.chantier import open_chantier
with open_chantier(Path(sys.argv[1])) as fichier:
    fichier.write_bytes(b"x")
    os.kill(os.getpid(), signal.SIGKILL)
""",
    ) as construction:
        assert construction.wait() == -9
    (reste,) = list_noms(tmp_path)
    assert reste.startswith(".a.db.")
    assert reste.endswith(SUFFIXE)
    autres = ["a.db", "a.db.partiel", ".b.db.xyz.partiel", "ab.db"]
    for nom in autres:
        (tmp_path / nom).mkdir()
    sweep_chantiers(cible)
    assert list_noms(tmp_path) == sorted(autres)


def test_un_nom_pris_ne_se_prend_pas(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    fini, cible = tmp_path / "fini", tmp_path / "cible"
    fini.write_bytes(b"neuf")
    cible.write_bytes(b"ancien")
    with pytest.raises(FileExistsError):
        publish(fini, cible)
    monkeypatch.setattr(os, "link", lambda *_: (_ for _ in ()).throw(PermissionError()))
    with pytest.raises(FileExistsError):
        publish(fini, cible)
    assert cible.read_bytes() == b"ancien"
    cible.unlink()
    publish(fini, cible)
    assert cible.read_bytes() == b"neuf"
