"""Fault 92: a story that cannot be told on the tree is refused before anything is written, cause, file and line."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from loaders.arbre.lecture import DOSSIER_PAR_DEFAUT, schema_data
from tests.constats import Lancer, find_base

RECIT = "demonstration/recit.csv"


@pytest.fixture
def dossier(adresse: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Our tree and its demonstration, in a folder of their own."""
    copie = tmp_path / "donnees"
    shutil.copytree(schema_data(), copie)
    monkeypatch.setenv("SCHEMA_DATA", str(copie))
    return copie


def read_refus(lancer: Lancer) -> list[str]:
    """Return what `demo` says when it refuses; nothing may be left beside."""
    sortie = lancer("demo")
    assert (sortie.code, sortie.out) == (2, "")
    assert not list(find_base().parent.glob("*"))
    return sortie.err.splitlines()


def edit(dossier: Path, nom: str, avant: str, apres: str, combien: int = 1) -> None:
    texte = (dossier / nom).read_text(encoding="utf-8-sig")
    assert avant in texte
    (dossier / nom).write_text(texte.replace(avant, apres, combien), encoding="utf-8")


def test_faute_92_un_arbre_sans_demonstration(petit_arbre: Path, lancer: Lancer) -> None:
    (dit,) = read_refus(lancer)
    assert dit == "Le dossier « petit » n’a pas de données de démonstration. Rien n’a été écrit."


def test_faute_92_le_recit_d_un_autre_plan(petit_arbre: Path, lancer: Lancer) -> None:
    shutil.copytree(DOSSIER_PAR_DEFAUT / "demonstration", petit_arbre / "demonstration")
    _, dit = read_refus(lancer)
    assert dit.startswith(f"  {RECIT}, ligne 2 : « A10 » n’est pas une action de ce plan, ni aucune de celles du récit")
    assert "c’est celui d’un autre plan" in dit


@pytest.mark.parametrize(
    ("avant", "apres", "dit"),
    [
        ("odpe-93;Avancement", "crip;Avancement", "ligne 2 : « crip » en « pilote » n’est pas un pilote de ce plan."),
        ("2024-T1;", "2023-T1;", "ligne 2 : « 2023-T1 » en « trimestre ». Attendu : un trimestre du plan, de 2024-T1"),
        ("2024-T1;", "hier;", "ligne 2 : « hier » en « trimestre ». Attendu : un trimestre du plan"),
        ("2024-T1;1;", "2024-T1;3;", "ligne 2 : « 3 » en « envoi ». Attendu : 1, 2, annule."),
        (";Avancement;A10", ";Avance;A10", "ligne 2 : « Avance » en « feuille ». Attendu : Avancement, Jalons,"),
        (";Avancement;A10", ";Avancement;A99", "ligne 2 : « A99 » en « code » n’est pas une action de ce plan."),
        ("trimestre;envoi", "trim;envoi", "ligne 1 : colonne absente : trimestre."),
    ],
)
def test_faute_92_une_ligne_du_recit(dossier: Path, lancer: Lancer, avant: str, apres: str, dit: str) -> None:
    edit(dossier, RECIT, avant, apres)
    (ligne,) = read_refus(lancer)[1:]
    assert ligne.startswith(f"  {RECIT}, {dit}")


@pytest.mark.parametrize(
    ("nom", "avant", "apres", "dit"),
    [
        (
            "reunions",
            "2024-03-14;oui",
            "14/03/2024;oui",
            "ligne 2 : « 14/03/2024 » en « date ». Attendu : une date",
        ),
        (
            "reunions",
            "commission-formations;2024-03",
            "conseil;2024-03",
            "ligne 2 : « conseil » en « instance » n’est",
        ),
        (
            "reunions",
            ";oui;6;5;",
            ";oui;six;5;",
            "ligne 2 : « six » en « presents_departement ». Attendu : un nombre",
        ),
        (
            "appreciations",
            "2025-02-10;2024;dep",
            "2025-02-10;hier;dep",
            "ligne 2 : « hier » en « annee ». Attendu",
        ),
        (
            "appreciations",
            ";departement;D01",
            ";mairie;D01",
            "ligne 2 : « mairie » en « partie ». Attendu : depart",
        ),
        (
            "appreciations",
            ";departement;D01",
            ";departement;Z01",
            "ligne 2 : « Z01 » en « engagement » n’est pas un",
        ),
        ("participations", "2025-07-15;A01", "2025-07-15;A99", "ligne 2 : « A99 » en « action » n’est pas une action"),
    ],
)
def test_faute_92_une_ligne_des_autres_fichiers(
    dossier: Path, lancer: Lancer, nom: str, avant: str, apres: str, dit: str
) -> None:
    edit(dossier, f"demonstration/{nom}.csv", avant, apres)
    (ligne,) = read_refus(lancer)[1:]
    assert ligne.startswith(f"  demonstration/{nom}.csv, {dit}")


def test_faute_92_un_nom_inconnu_est_dit_une_fois_et_les_derniers_comptes(dossier: Path, lancer: Lancer) -> None:
    edit(dossier, RECIT, ";A10;", ";B10;", -1)
    assert [ligne.partition(" : ")[2] for ligne in read_refus(lancer)[1:]] == [
        "« B10 » en « code » n’est pas une action de ce plan. Corrigez-le."
    ]
    edit(dossier, RECIT, ";Avancement;A", ";Avancement;B", -1)
    dites = read_refus(lancer)[1:]
    assert len(dites) == 21
    assert dites[-1].endswith(" autres.")


@pytest.mark.parametrize(("debut", "echeance"), [("2029-01-01", ""), ("", "2023-01-01"), ("2027-12-31", "2027-01-01")])
def test_faute_92_des_dates_fictives_a_l_envers(dossier: Path, lancer: Lancer, debut: str, echeance: str) -> None:
    edit(dossier, "demonstration/dates.csv", "A01;2025-01-01;2028-12-31", f"A01;{debut};{echeance}")
    (ligne,) = read_refus(lancer)[1:]
    assert ligne.startswith("  demonstration/dates.csv, ligne 2 : ")
    assert "précède" in ligne
