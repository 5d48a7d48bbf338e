"""Workbooks of ours re-saved by LibreOffice, as .xlsx and .ods: kept in `tests/data`, made again where it is there."""

from __future__ import annotations

import shutil
import subprocess
from collections.abc import Callable
from datetime import date, time
from pathlib import Path

import pytest

from loaders.genres.charte.genre import CHARTE
from loaders.genres.partenaires.genre import PARTENAIRES
from loaders.genres.reunions.genre import REUNIONS_CHARTE
from models.colonnes_partenariat import APPRECIATIONS, LISTE, REUNIONS
from tests.classeurs_partenariat import find_ligne, make, read_plan, type_ligne
from tests.constats import Verifier, list_valeurs
from tests.fabrique import Format, fill, make_gabarit
from tests.racine import RACINE

DONNEES = RACINE / "tests" / "data"
SOFFICE = shutil.which("soffice")


@pytest.mark.parametrize("format_", ["xlsx", "ods"])
def test_intact_et_reenregistre(verifier: Verifier, base: str, format_: str) -> None:
    fichier = verifier((DONNEES / f"reenregistre_libreoffice.{format_}").read_bytes(), nom=f"a.{format_}")
    assert (fichier["statut"], fichier["anomalies"], fichier["changements"]) == ("ok", [], [])
    assert (fichier["trimestre"], fichier["pilote"], len(fichier["muettes"])) == ("2026-T4", "CRIP 93", 3)


@pytest.mark.parametrize("format_", ["xlsx", "ods"])
def test_rempli_et_reenregistre(verifier: Verifier, base: str, format_: str) -> None:
    """The formulas were computed by LibreOffice; the texts that look like formulas stayed texts."""
    fichier = verifier((DONNEES / f"rempli_libreoffice.{format_}").read_bytes(), nom=f"a.{format_}")
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
    fichier = verifier(resave(make_gabarit(pilote, "2026-T4"), "xlsx", tmp_path))
    assert (fichier["anomalies"], fichier["changements"], len(fichier["muettes"])) == ([], [], actions)


def resave(octets: bytes, format_: str, dossier: Path) -> bytes:
    """Open a workbook in LibreOffice and save it in a format."""
    chemin = dossier / "classeur.xlsx"
    chemin.write_bytes(octets)
    subprocess.run(
        [
            str(SOFFICE),
            f"-env:UserInstallation=file://{dossier}/profil",
            *("--headless", "--convert-to", format_, "--outdir", str(dossier / "sortie"), str(chemin)),
        ],
        check=True,
        capture_output=True,
        timeout=900,
    )
    return (dossier / "sortie" / f"classeur.{format_}").read_bytes()


def make_remontee() -> bytes:
    """A quarterly workbook with something of each type in it, faults included."""
    saisies: dict[str, object] = {
        **{
            "H5": 45,
            "I5": "En cours",
            "J5": "Nuage",
            "K5": "  deux  espaces\net un saut",
            "L5": "=1+1",
            "M5": "€ & <b>",
        },
        **{"H6": Format(0.45, "0 %"), "I6": "En court", "K6": Format(612345678, "00 00 00 00 00"), "L6": True},
        **{"H7": "=40+5", "K7": time(9, 45), "L7": Format(0.004, "0"), "P5": date(2026, 12, 15), "P6": "31/02/2027"},
        **{"Jalons!B9": "Un jalon", "Jalons!A9": "A16", "Jalons!C9": date(2027, 3, 31), "Indicateurs!F5": 92.5},
    }
    return fill(make_gabarit(trimestre="2026-T4"), saisies)


def make_partenaires() -> bytes:
    octets = make(PARTENAIRES)
    return type_ligne(octets, LISTE, find_ligne(octets, LISTE), A="Une association", B="Organisme", C="Association")


def make_charte() -> bytes:
    octets = make(CHARTE)
    return type_ligne(octets, APPRECIATIONS, find_ligne(octets, APPRECIATIONS, "I03"), H="limité", I="Deux réunions")


def make_reunions() -> bytes:
    octets = make(REUNIONS_CHARTE)
    rang, instance = find_ligne(octets, REUNIONS), read_plan().charte.instances[0].libelle  # type: ignore[union-attr]
    return type_ligne(octets, REUNIONS, rang, A=instance, B=date(2025, 6, 12), C="oui", D=12)


@pytest.mark.lent
@pytest.mark.skipif(SOFFICE is None, reason="LibreOffice absent")
@pytest.mark.parametrize("make_classeur", [make_remontee, make_partenaires, make_charte, make_reunions])
def test_faute_82_enregistre_en_ods_il_dit_la_meme_chose(
    verifier: Verifier, demo: str, tmp_path: Path, make_classeur: Callable[[], bytes]
) -> None:
    """Saved by LibreOffice in both formats: the same stamp, the same changes, the same anomalies at the same places."""
    octets = make_classeur()
    excel = verifier(resave(octets, "xlsx", tmp_path))
    libre = verifier(resave(octets, "ods", tmp_path), nom="remontee.ods")
    assert excel["changements"]
    assert libre["trimestre"] == excel["trimestre"] and libre["pilote"] == excel["pilote"]
    propres = ("empreinte", "fichier")
    assert {k: v for k, v in libre.items() if k not in propres} == {k: v for k, v in excel.items() if k not in propres}
