"""What is written is whole: a folder never half made, one that holds something of somebody else's never touched."""

from __future__ import annotations

import io
import zipfile
from pathlib import Path

import pytest

from exports.ecriture import EMPREINTES, build_archive, list_empreintes, write_sorties
from models.refus import DemandeInvalide

UN = {"index.html": b"un", "donnees/a.csv": b"a"}
DEUX = {"index.html": b"deux"}


def list_fichiers(dossier: Path) -> set[str]:
    return {f.relative_to(dossier).as_posix() for f in dossier.rglob("*") if f.is_file()}


def seal(fichiers: dict[str, bytes]) -> dict[str, bytes]:
    return fichiers | {EMPREINTES: list_empreintes(fichiers)}


def test_a_folder_that_lists_its_files_is_replaced(tmp_path: Path) -> None:
    site = tmp_path / "site"
    write_sorties(site, seal(UN))
    write_sorties(site, seal(DEUX))
    assert list_fichiers(site) == {"index.html", EMPREINTES}
    assert (site / "index.html").read_bytes() == b"deux"
    assert list_fichiers(tmp_path) == {f"site/{nom}" for nom in seal(DEUX)}, "nothing is left beside"


@pytest.mark.parametrize("autre", ["note.txt", "donnees/.cache", "donnees/b.csv"])
def test_a_folder_that_holds_anything_else_is_refused_and_left_as_it_is(tmp_path: Path, autre: str) -> None:
    write_sorties(tmp_path, seal(UN))
    (tmp_path / autre).write_text("à moi")
    with pytest.raises(DemandeInvalide, match=rf"n’est pas vide \({autre} n’est pas"):
        write_sorties(tmp_path, seal(DEUX))
    assert list_fichiers(tmp_path) == {*seal(UN), autre}
    assert (tmp_path / "index.html").read_bytes() == b"un"


def test_a_folder_without_a_list_is_refused(tmp_path: Path) -> None:
    write_sorties(tmp_path, UN)
    with pytest.raises(DemandeInvalide, match="n’est pas vide"):
        write_sorties(tmp_path, UN)


def test_a_folder_that_cannot_be_finished_leaves_the_former_one(tmp_path: Path) -> None:
    site = tmp_path / "site"
    write_sorties(site, seal(UN))
    with pytest.raises(DemandeInvalide, match="Impossible d’écrire"):
        write_sorties(site, seal({"a": b"", "a/b": b""}))
    assert list_fichiers(site) == set(seal(UN))
    assert [f.name for f in tmp_path.iterdir()] == ["site"]


def test_a_file_is_written_whole_where_a_link_leads(tmp_path: Path) -> None:
    (tmp_path / "vrai.json").write_bytes(b"ancien")
    (tmp_path / "lien.json").symlink_to(tmp_path / "vrai.json")
    write_sorties(tmp_path / "lien.json", b"neuf")
    assert (tmp_path / "lien.json").is_symlink()
    assert (tmp_path / "vrai.json").read_bytes() == b"neuf"
    assert {f.name for f in tmp_path.iterdir()} == {"vrai.json", "lien.json"}


@pytest.mark.parametrize("sortie", [".", "absent/x.json"])
def test_a_file_that_cannot_be_written_is_said(tmp_path: Path, sortie: str) -> None:
    with pytest.raises(DemandeInvalide, match="Impossible d’écrire"):
        write_sorties(tmp_path / sortie, b"x")
    assert not list(tmp_path.iterdir())


def test_an_archive_depends_on_its_files_alone() -> None:
    octets = build_archive(UN)
    assert octets == build_archive(dict(UN))
    with zipfile.ZipFile(io.BytesIO(octets)) as archive:
        assert {nom: archive.read(nom) for nom in archive.namelist()} == UN
