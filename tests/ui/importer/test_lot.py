"""The words of the preview: where a remark is, which changes only say again what was known."""

from __future__ import annotations

from types import SimpleNamespace
from typing import Any

import pytest

from loaders.anomalie import Anomalie, Gravite
from models.cellule import Cellule
from models.changement import Changement, Valeur
from models.charte import Charte, Instance, Partie
from models.trimestre import Trimestre
from models.vocabulaire import Cote, Periodicite
from ui.importer.anomalies import build_csv, write_place
from ui.importer.changements import format_changements
from ui.kit.champs import name_cellule, name_sujet, write_valeur

AVANT = SimpleNamespace(trimestre=Trimestre(2026, 3), avancement=80, statut="En cours", fait_marquant="Un fait")
PLAN: Any = SimpleNamespace(actions_par_code={"A16": SimpleNamespace(suivis=[AVANT])})


def make_changement(champ: str, apres: Valeur, avant: Valeur = None, reference: str = "A16") -> Changement:
    return Changement("suivi", reference, champ, "2026-T4", avant, apres, Cellule("Avancement", "H", 5), False)


@pytest.mark.parametrize(
    ("lignes", "colonne", "dit"),
    [
        ((5,), "H", "feuille Avancement, H5"),
        ((5, 6, 7, 9), "H", "feuille Avancement, colonne H, lignes 5 à 7 et 9"),
        ((5, 6), None, "feuille Avancement, lignes 5 et 6"),
        ((5,), None, "feuille Avancement, ligne 5"),
        ((None,), "H", "feuille Avancement, colonne H"),
        ((None,), None, "feuille Avancement"),
    ],
)
def test_a_place_is_said_as_a_cell_is(lignes: tuple[int | None, ...], colonne: str | None, dit: str) -> None:
    assert write_place([Anomalie.sur(Cellule("Avancement", colonne, n), "x", "") for n in lignes]) == dit


def test_a_whole_file_is_a_place() -> None:
    assert write_place([Anomalie("x", "")]) == "fichier"


def test_the_remarks_taken_away_say_what_was_read_and_run_nothing() -> None:
    lieu = Cellule("Avancement", "H", 5)
    erreur = Anomalie.sur(lieu, "x", "vide ?", entete="Statut", valeur="=1+1", gravite=Gravite.ERREUR)
    avis = Anomalie("y", "à voir.", gravite=Gravite.AVERTISSEMENT)
    apercu: Any = SimpleNamespace(fichier="a.xlsx", fautes=[erreur], avertissements=[avis])
    entetes, *lignes = build_csv(apercu).decode("utf-8-sig").splitlines()
    assert entetes == "Fichier;Gravité;Où;Valeur lue;Ce qui ne va pas, et que faire"
    assert lignes == [
        "a.xlsx;Erreur;feuille Avancement, H5;'=1+1;Statut\u202f: vide\u202f?",
        "a.xlsx;Avertissement;fichier;;à voir.",
    ]


@pytest.mark.parametrize(
    ("cellule", "dit"),
    [(Cellule("Avancement", "H", 5), "feuille Avancement, H5"), (None, "")],
)
def test_a_cell_is_named_with_its_sheet(cellule: Cellule | None, dit: str) -> None:
    assert name_cellule(cellule) == dit


@pytest.mark.parametrize(
    ("changements", "dit"),
    [
        ([], "aucun changement"),
        ([make_changement("avancement", 85)], "1 changement"),
        ([make_changement("avancement", 80)], "1 changement, dont 1 valeur confirmée"),
        (
            [
                make_changement("avancement", 80),
                make_changement("statut", "En cours"),
                make_changement("avancement", 9),
            ],
            "3 changements, dont 2 valeurs confirmées",
        ),
        ([make_changement("avancement", 80, avant=70)], "1 changement"),
        ([make_changement("fait_marquant", "Un fait")], "1 changement"),
        ([make_changement("avancement", 80, reference="Z99")], "1 changement"),
    ],
)
def test_values_said_again_are_told_apart(changements: list[Changement], dit: str) -> None:
    assert format_changements(PLAN, changements) == dit


def test_a_value_is_drawn_with_its_mark_and_nothing_is_said_so() -> None:
    assert 'class="statut s-bloquee"' in write_valeur("suivi", "statut", "Bloquée")
    assert 'class="meteo"' in write_valeur("suivi", "meteo", "Orage")
    assert write_valeur("suivi", "statut", "<b>") == '<span class="texte-libre">&lt;b&gt;</span>'
    assert ">non renseigné<" in write_valeur("suivi", "avancement", None)
    assert ">non renseigné ce trimestre<" in write_valeur("suivi", "avancement", None, "2026-T4")


CHARTE = Charte(
    "Charte",
    parties=(Partie(Cote.PARTENAIRE, "IDEE 93", "IDEE 93"),),
    instances=(Instance("comite", "Comité de pilotage", Periodicite.ANNUELLE),),
)


@pytest.mark.parametrize(
    ("objet", "reference", "dit"),
    [
        ("evaluation", "I03/partenaire/2025", "Charte · I03 jugé par IDEE 93 en 2025"),
        ("reunion", "comite/2026-03-12", "Réunion du 12/03/2026 · Comité de pilotage"),
        ("reunion", "autre/2026-03-12", "Réunion du 12/03/2026 · autre"),
        ("partenaire", "Ville A/B", "Partenaire · Ville A/B"),
        ("participation", "Z99/Villes", "Z99 · Villes"),
        ("schema", "plan-1", "Plan d’essai"),
        ("instance", "comite", "Comité de pilotage"),
        ("instance", "autre", "autre"),
        ("engagement", "10", "Engagement · 10"),
        ("lien_charte", "2.1-a/A01", "Lien de la charte · 2.1-a · A01"),
    ],
)
def test_what_hangs_from_no_action_has_a_title(objet: str, reference: str, dit: str) -> None:
    plan: Any = SimpleNamespace(nom="Plan d’essai", actions_par_code={}, charte=CHARTE)
    assert name_sujet(plan, Changement(objet, reference, "x", None, None, "y")) == dit
