"""What is done for a database is noted in it, and a note that cannot be written stops nothing."""

from __future__ import annotations

from datetime import datetime, timedelta
from pathlib import Path

import pytest

from loaders.__main__ import main
from loaders.commandes.entretien import say_note
from loaders.integrite.entretien import Entretien, load_entretiens, note_entretien
from models import session as seances
from models.session import open_base
from models.vocabulaire import GenreEntretien
from tests.bases import alter_base
from tests.fabrique import MAINTENANT


def read() -> dict[GenreEntretien, Entretien]:
    with open_base() as session:
        return load_entretiens(session)


@pytest.mark.deux_moteurs
def test_the_last_of_each_kind_is_kept(base: str) -> None:
    assert read() == {}
    note_entretien(GenreEntretien.SAUVEGARDE, MAINTENANT, ["une", "deux"])
    note_entretien(GenreEntretien.SAUVEGARDE, MAINTENANT + timedelta(hours=1), [])
    assert read() == {GenreEntretien.SAUVEGARDE: Entretien(MAINTENANT + timedelta(hours=1), None)}


@pytest.mark.deux_moteurs
def test_both_commands_note_what_they_did(base: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["sauvegarder", str(tmp_path / "une.sauvegarde")]) == 0
    assert main(["verify"]) == 0
    faits = read()
    assert set(faits) == set(GenreEntretien)
    assert all(isinstance(f.fait_le, datetime) and f.faute is None for f in faits.values())
    alter_base("UPDATE remontee SET auteur = 'Autre' WHERE id = 0")
    assert main(["verify"]) == 1
    faute = read()[GenreEntretien.VERIFICATION].faute
    assert faute is not None
    assert "ne correspond pas à son sceau" in faute
    assert main(["sauvegarder", str(tmp_path / "deux.sauvegarde")]) == 1
    assert read()[GenreEntretien.SAUVEGARDE].faute == faute


def test_a_note_that_cannot_be_written_is_said(
    base: str, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(seances, "is_figee", lambda: True)
    say_note(GenreEntretien.SAUVEGARDE, MAINTENANT, [])
    assert "L’écran État ne le saura pas" in capsys.readouterr().out
