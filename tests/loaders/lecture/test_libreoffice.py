"""Workbooks of ours re-saved by LibreOffice: kept in `tests/data`, and made again when it is installed."""

from __future__ import annotations

import shutil
import subprocess
from pathlib import Path

import pytest

from tests.constats import Verifier, list_valeurs
from tests.fabrique import make_gabarit
from tests.racine import RACINE

DONNEES = RACINE / "tests" / "data"
SOFFICE = shutil.which("soffice")


def test_intact_et_reenregistre(verifier: Verifier, base: str) -> None:
    fichier = verifier((DONNEES / "reenregistre_libreoffice.xlsx").read_bytes())
    assert (fichier["statut"], fichier["anomalies"], fichier["changements"]) == ("ok", [], [])
    assert (fichier["trimestre"], fichier["pilote"], fichier["inchangees"]) == ("2026-T4", "CRIP 93", 3)


def test_rempli_et_reenregistre(verifier: Verifier, base: str) -> None:
    """The formulas were computed by LibreOffice; the texts that look like formulas stayed texts."""
    fichier = verifier((DONNEES / "rempli_libreoffice.xlsx").read_bytes())
    assert (fichier["statut"], fichier["anomalies"]) == ("ok", [])
    assert list_valeurs(fichier) == {
        **{"Avancement!H5": 45, "Avancement!H6": 50, "Avancement!H7": 60},
        **{"Avancement!I5": "En cours", "Avancement!J5": "Nuage", "Avancement!M5": "Un blocage"},
        **{"Avancement!K5": "- point\n=1+1", "Avancement!L5": "=1+1", "Avancement!L6": "Œuvre d’été"},
        **{"Avancement!K6": "ab", "Avancement!P5": "2026-12-15"},
        **{"Jalons!B5": "Un jalon", "Jalons!C5": "2027-03-31", "Indicateurs!F5": 92.5, "Partenaires!D5": 3},
    }


@pytest.mark.lent
@pytest.mark.skipif(SOFFICE is None, reason="LibreOffice absent")
@pytest.mark.parametrize(("pilote", "actions"), [("circonscriptions-ase", 7), (None, 40)])
def test_reenregistre_a_l_instant(
    verifier: Verifier, demo: str, tmp_path: Path, pilote: str | None, actions: int
) -> None:
    chemin = tmp_path / "classeur.xlsx"
    chemin.write_bytes(make_gabarit(pilote, "2026-T4"))
    subprocess.run(
        [
            str(SOFFICE),
            f"-env:UserInstallation=file://{tmp_path}/profil",
            *("--headless", "--convert-to", "xlsx", "--outdir", str(tmp_path / "sortie"), str(chemin)),
        ],
        check=True,
        capture_output=True,
        timeout=900,
    )
    fichier = verifier((tmp_path / "sortie" / "classeur.xlsx").read_bytes())
    assert (fichier["anomalies"], fichier["changements"], fichier["inchangees"]) == ([], [], actions)
