"""Fault 92: what many lines of the tree look for in vain is told once, where it comes first."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from loaders.arbre.lecture import read_arbre
from models.refus import ArbreInvalide
from tests.petit_arbre import FICHIERS, edit_fichier, write_petit_arbre

DOMAINES = "code;numero;libelle;suite\nD;1;Domaine;\n"
PARTIES = "code;nom;nom_long\ndepartement;Ailleurs;\n"
ENGAGEMENTS_CHARTE = "code;domaine;partie;texte\nI1;D;departement;agir\nI2;D;departement;écouter\n"
INSTANCES = "code;parent;article;libelle;objet;periodicite;periodicite_texte;domaine\n{}"


@pytest.fixture
def charte(tmp_path: Path) -> Path:
    """The files of another tree, with a small charter."""
    dossier = write_petit_arbre(tmp_path / "petit")
    for nom, contenu in (
        ("charte_domaines.csv", DOMAINES),
        ("charte_parties.csv", PARTIES),
        ("charte_engagements.csv", ENGAGEMENTS_CHARTE),
    ):
        (dossier / nom).write_text(contenu, encoding="utf-8")
    return dossier


def read_refus(dossier: Path) -> list[str]:
    with pytest.raises(ArbreInvalide) as refus:
        read_arbre(dossier)
    return refus.value.lignes


def test_une_petite_charte_se_lit(charte: Path) -> None:
    assert ("engagement_charte", "I2") in read_arbre(charte).etat


@pytest.mark.parametrize(
    ("change", "dit"),
    [
        (Path.unlink, "charte_domaines.csv : fichier absent du dossier petit, alors que {}. Ajoutez-le."),
        (
            lambda f: f.write_text(DOMAINES.partition("\n")[0], encoding="utf-8"),
            "charte_domaines.csv, ligne 1 : rien ne suit l’en-tête, alors que {}. Ajoutez-y sa ligne.",
        ),
    ],
)
def test_faute_92_un_fichier_facultatif_qui_manque_a_d_autres(
    charte: Path, change: Callable[[Path], object], dit: str
) -> None:
    change(charte / "charte_domaines.csv")
    ou = "charte_engagements.csv, ligne 2, y renvoie à « D » (domaine)"
    assert read_refus(charte) == [dit.format(ou)]


def test_un_fichier_facultatif_que_rien_ne_demande_peut_manquer(charte: Path) -> None:
    for nom in ("charte_engagements.csv", "charte_domaines.csv"):
        (charte / nom).unlink()
    assert ("partie", "departement") in read_arbre(charte).etat


def test_faute_92_une_reference_inconnue_de_plusieurs_fichiers(charte: Path) -> None:
    edit_fichier(charte, "sources.csv", "S1;", "S2;")
    (refus,) = read_refus(charte)
    lignes = sum(FICHIERS[nom].count(";S1;") for nom in FICHIERS)
    assert refus == (
        f"orientations.csv, ligne 2 : « S1 » (sources) est inconnu, comme sur {lignes - 1} autres lignes. "
        "Le plus proche : S2."
    )


@pytest.mark.parametrize(
    ("jalons", "dit"),
    [
        ("X9/J1;Un;\n", "« X9/J1 » : action inconnue. Attendu : X1/J1."),
        ("X9/J1;Un;\nX9/J2;Deux;\n", "« X9/J1 » : action inconnue, comme sur 1 autre ligne. Attendu : X1/J1."),
        (
            "X9/J1;Un;\nX9/J2;Deux;\nX9/J3;Trois;\n",
            "« X9/J1 » : action inconnue, comme sur 2 autres lignes. Attendu : X1/J1.",
        ),
    ],
)
def test_faute_92_les_jalons_d_une_action_inconnue(charte: Path, jalons: str, dit: str) -> None:
    (charte / "jalons.csv").write_text(f"code;libelle;echeance_initiale\n{jalons}", encoding="utf-8")
    assert read_refus(charte) == [f"jalons.csv, ligne 2 : {dit}"]


def test_faute_92_une_ligne_qui_cite_deux_fois_ne_compte_qu_une_fois(charte: Path) -> None:
    edit_fichier(charte, "engagements.csv", "X3 | X5", "X9 | X9")
    assert read_refus(charte) == ["engagements.csv, ligne 2 : « X9 » (actions) est inconnu. Le plus proche : X1 ou X2."]


def test_faute_92_plusieurs_lignes_au_dessus_de_celle_qu_elles_citent(charte: Path) -> None:
    lignes = "".join(f"{code};{parent};1;{code};;annuelle;;\n" for code, parent in (("A", "C"), ("B", "C"), ("C", "")))
    (charte / "charte_instances.csv").write_text(INSTANCES.format(lignes), encoding="utf-8")
    assert read_refus(charte) == [
        "charte_instances.csv, ligne 2 : « C » (parent) est décrit plus bas, ou ici même, comme sur 1 autre ligne. "
        "Placez sa ligne au-dessus de celle-ci."
    ]


def test_faute_92_deux_causes_restent_deux(charte: Path) -> None:
    edit_fichier(charte, "actions.csv", "X1;PA", "X1;PY")
    edit_fichier(charte, "actions.csv", "X2;PA", "X2;PZ")
    assert [refus.partition(" est inconnu")[0] for refus in read_refus(charte)] == [
        "actions.csv, ligne 2 : « PY » (priorite)",
        "actions.csv, ligne 3 : « PZ » (priorite)",
    ]
