"""What the system says of a file is said in French, whatever the language of the machine."""

from __future__ import annotations

import errno
from pathlib import Path

import pytest

from loaders.__main__ import main
from phrases.causes import write_cause


def test_a_rare_error_keeps_its_number() -> None:
    assert write_cause(OSError(errno.ENOSPC, "No space left on device")) == "il n’y a plus d’espace sur le disque"
    assert write_cause(OSError(errno.EDOM, "Numerical argument out of domain")) == (
        f"le système l’a refusé (erreur {errno.EDOM})"
    )
    assert write_cause(OSError("anything")) == "le système l’a refusé (erreur sans numéro)"


@pytest.mark.parametrize(
    ("commande", "cause"),
    [
        (["check", "{dossier}"], "ne peut pas être lu : c’est un dossier."),
        (["check", "{dossier}/absent.xlsx"], "ne peut pas être lu : ce chemin n’existe pas."),
        (
            ["template", "--trimestre", "2026-T3", "--out", "{dossier}/plat/dedans"],
            "un fichier est là où il faudrait un dossier.",
        ),
        (["check", "{dossier}/" + "n" * 300], "son nom ou son chemin est trop long."),
    ],
)
def test_commands_say_why_in_french(
    base: str, tmp_path: Path, capsys: pytest.CaptureFixture[str], commande: list[str], cause: str
) -> None:
    (tmp_path / "plat").write_text("un fichier", encoding="utf-8")
    assert main([mot.format(dossier=tmp_path) for mot in commande]) == 2
    assert cause in capsys.readouterr().err
