"""Running the real commands, and proving that looking changes nothing."""

from __future__ import annotations

import json
from datetime import datetime, tzinfo
from pathlib import Path
from typing import Any

import pytest

from loaders import __main__ as programme
from models.session import dispose_engines
from tests.constats import Ecrire, Lancer, Sortie, Verifier, find_base, read_etat
from tests.fabrique import MAINTENANT, fill, make_gabarit


@pytest.fixture(autouse=True)
def horloge(monkeypatch: pytest.MonkeyPatch) -> None:
    """The commands believe that it is `MAINTENANT`."""

    class Horloge(datetime):
        @classmethod
        def now(cls, tz: tzinfo | None = None) -> datetime:  # type: ignore[override]
            return MAINTENANT.astimezone(tz)

    monkeypatch.setattr(programme, "datetime", Horloge)


@pytest.fixture
def ecrire(tmp_path: Path) -> Ecrire:
    """Write a received file and return its path."""

    def write(nom: str, octets: bytes) -> Path:
        chemin = tmp_path / "recus" / nom
        chemin.parent.mkdir(exist_ok=True)
        chemin.write_bytes(octets)
        return chemin

    return write


@pytest.fixture
def lancer(capsys: pytest.CaptureFixture[str]) -> Lancer:
    """Run a command of `python -m loaders` in this process."""

    def run(*arguments: object) -> Sortie:
        capsys.readouterr()
        code = programme.main([str(a) for a in arguments])
        out, err = capsys.readouterr()
        assert "Traceback" not in out + err
        return Sortie(code, out, err, json.loads(out) if "--json" in arguments else {})

    return run


@pytest.fixture
def verifier(lancer: Lancer, ecrire: Ecrire) -> Verifier:
    """Run `check --json` on bytes and return the only file of its answer; the database must not have moved."""

    def check(octets: bytes, *options: str, nom: str = "remontee.xlsx") -> dict[str, Any]:
        dispose_engines()
        avant = read_etat()
        assert avant[0] in ([], [find_base().name])
        sortie = lancer("check", ecrire(nom, octets), "--json", *options)
        assert read_etat() == avant
        (fichier,) = sortie.fichiers
        assert sortie.code == (0 if fichier["statut"] == "ok" else 1)
        assert all(a["message"].strip() and a["code"] for a in fichier["anomalies"])
        assert (fichier["statut"] != "ok") == any(a["gravite"] == "erreur" for a in fichier["anomalies"])
        return fichier  # type: ignore[no-any-return]

    return check


@pytest.fixture
def appliquer(lancer: Lancer, ecrire: Ecrire) -> Verifier:
    """Run `apply --json` on bytes and return the only file of its answer."""

    def apply(
        octets: bytes, *options: str, nom: str = "remontee.xlsx", auteur: str = "Camille Exemple"
    ) -> dict[str, Any]:
        sortie = lancer("apply", ecrire(nom, octets), "--json", "--auteur", auteur, *options)
        (fichier,) = sortie.fichiers
        return fichier  # type: ignore[no-any-return]

    return apply


@pytest.fixture
def gabarit(base: str) -> bytes:
    """The workbook of CRIP 93 where nothing was reported: A16, A17, A33 in rows 5, 6, 7."""
    return make_gabarit()


@pytest.fixture
def classeur(gabarit: bytes) -> bytes:
    """The same with one cell filled: what would be read if the fault were not seen."""
    return fill(gabarit, {"H5": 45})


@pytest.fixture
def gabarit_t4(demo: str) -> bytes:
    """Its T4 2026 workbook on the demonstration: A16 (J1, J2), A17, A33 (J1, J2); free rows from 9, 8 and 21 on."""
    return make_gabarit(trimestre="2026-T4")
