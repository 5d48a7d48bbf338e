"""What is taken away is read without the program: by a shell and the standard library, from the folder alone."""

from __future__ import annotations

import csv
import hashlib
import json
import subprocess
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

import exports.__main__ as commande
from exports.archive.colonnes import COLONNES, TABLES
from models.declarees import TABLES as DECLAREES
from models.entier import SECRETS, TUES
from models.session import use_base

T = "2026-T3"


@pytest.fixture(scope="module")
def dossier(fichier_demo: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """Everything of the demonstration."""
    sortie = tmp_path_factory.mktemp("depart") / "tout"
    with use_base(f"sqlite:///{fichier_demo}"):
        assert commande.main(["archive", "--trimestre", T, "--out", str(sortie)], date(2026, 11, 21)) == 0
    yield sortie


def check_empreintes(dossier: Path) -> int:
    commande_ = ["sha256sum", "-c", "--strict", "SHA256SUMS"]
    return subprocess.run(commande_, cwd=dossier, capture_output=True, check=False).returncode


def read_csv(dossier: Path, nom: str) -> list[dict[str, str]]:
    with (dossier / nom).open(encoding="utf-8", newline="") as fichier:
        return list(csv.DictReader(fichier))


def test_every_file_is_listed_with_its_digest(dossier: Path) -> None:
    verifie = subprocess.run(
        ["sha256sum", "-c", "--strict", "SHA256SUMS"], cwd=dossier, capture_output=True, check=False
    )
    assert verifie.returncode == 0
    presents = {f.relative_to(dossier).as_posix() for f in dossier.rglob("*") if f.is_file()}
    listes = {x.partition("  ")[2] for x in (dossier / "SHA256SUMS").read_text(encoding="utf-8").splitlines()}
    assert presents == {*listes, "SHA256SUMS"}
    (dossier / "LISEZMOI.md").rename(dossier / "l")
    try:
        assert check_empreintes(dossier) == 1
    finally:
        (dossier / "l").rename(dossier / "LISEZMOI.md")


def test_the_chain_of_the_journal_is_checked_from_the_folder_alone(dossier: Path) -> None:
    entrees = read_csv(dossier, "journal/remontee.csv")
    lignes = (dossier / "journal" / "scelles.jsonl").read_bytes().split(b"\n")
    assert lignes.pop() == b"" and len(lignes) == len(entrees) > 10
    precedent = ""
    for entree, ligne in zip(entrees, lignes, strict=True):
        forme, avant, champs, _ = json.loads(ligne)
        assert (forme, avant, champs[0]) == (1, precedent, int(entree["id"]))
        precedent = hashlib.sha256(ligne).hexdigest()
        assert precedent == entree["sceau"]
    changements = read_csv(dossier, "journal/changement.csv")
    assert sum(len(json.loads(x)[3]) for x in lignes) == len(changements)


def test_the_figures_are_recomputed_from_the_folder_alone(dossier: Path) -> None:
    publie = json.loads((dossier / "chiffres" / f"{T}.json").read_text(encoding="utf-8"))
    suivis = read_csv(dossier, "tables/suivi.csv")
    poids = {a["reference"]: float(a["poids"] or 1) for a in read_csv(dossier, "tables/action.csv")}
    dernier: dict[str, tuple[str, str]] = {}
    for s in suivis:
        if s["avancement"] and s["trimestre"] <= T:
            dernier[s["reference"]] = max(dernier.get(s["reference"], ("", "")), (s["trimestre"], s["avancement"]))
    publies = {a["code"]: a for a in publie["actions"] if a["avancement"] is not None}
    assert {code: int(valeur) for code, (_, valeur) in dernier.items() if code in publies} == {
        code: a["avancement"] for code, a in publies.items()
    }
    comptees = [c for c, a in publies.items() if a["statut"] not in ("Abandonnée", "Sans objet")]
    moyenne = sum(poids[c] * int(dernier[c][1]) for c in comptees) / sum(poids[c] for c in comptees)
    assert round(moyenne, 2) == publie["plan"]["avancement"]
    niveaux = read_csv(dossier, f"chiffres/{T}/niveaux.csv")
    assert float(niveaux[0]["avancement"]) == publie["plan"]["avancement"]


def test_received_files_are_there_as_they_came(dossier: Path) -> None:
    empreintes = {e["empreinte"] for e in read_csv(dossier, "journal/remontee.csv") if e["empreinte"]}
    recus = {f.stem: f for f in (dossier / "recus").iterdir()}
    assert set(recus) == empreintes and len(recus) > 10
    assert all(hashlib.sha256(f.read_bytes()).hexdigest() == nom for nom, f in recus.items())


def test_each_file_and_column_is_described(dossier: Path) -> None:
    lisezmoi = (dossier / "LISEZMOI.md").read_text(encoding="utf-8")
    for table in DECLAREES.sorted_tables:
        ecrite = table.name not in TUES
        assert (table.name in TABLES) is ecrite
        for colonne in table.columns if ecrite else ():
            assert colonne.name in COLONNES
    for fichier in dossier.rglob("*.csv"):
        nom = fichier.relative_to(dossier).as_posix()
        if nom.startswith(("tables/", "journal/")):
            assert f"### {nom} (" in lisezmoi
    assert "fictives" in lisezmoi and "sha256sum -c SHA256SUMS" in lisezmoi


def test_no_secret_is_taken_away(dossier: Path) -> None:
    with (dossier / "tables" / "jeton.csv").open(encoding="utf-8") as fichier:
        assert fichier.readline().strip().split(",") == ["reference", "nom", "portee", "expire_le"]
    assert {("jeton", "empreinte")} == SECRETS
    assert not (dossier / "tables" / "presence.csv").exists()


def test_the_folder_is_written_again_by_itself_alone(dossier: Path, fichier_demo: Path) -> None:
    avant = (dossier / "SHA256SUMS").read_bytes()
    with use_base(f"sqlite:///{fichier_demo}"):
        assert commande.main(["archive", "--trimestre", T, "--out", str(dossier)], date(2026, 11, 21)) == 0
        assert (dossier / "SHA256SUMS").read_bytes() == avant
        (dossier / "a_moi.txt").write_text("x", encoding="utf-8")
        assert commande.main(["archive", "--trimestre", T, "--out", str(dossier)], date(2026, 11, 21)) == 2
    (dossier / "a_moi.txt").unlink()
