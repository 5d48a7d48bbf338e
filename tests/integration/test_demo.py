"""The demonstration: every cell of the story reaches the database, and only what the story says."""

from __future__ import annotations

import csv
from collections import Counter

import pytest

from loaders.arbre import schema_data
from loaders.demo import COLONNES_DU_RECIT, build_demo, read_recit
from models.chargement import load_plan
from models.colonnes import FEUILLES
from models.plan import Plan
from models.session import open_base
from models.vocabulaire import Fraicheur, Statut

TABLES = {"Avancement": "suivi", "Jalons": "suivi_jalon", "Indicateurs": "mesure", "Partenaires": "implication"}


def list_dits() -> Counter[str]:
    """Count the typed cells of the story that are in force at the end: undone files and corrections apart."""
    dits: dict[tuple[str, ...], str] = {}
    with (schema_data() / "demonstration" / "recit.csv").open(encoding="utf-8-sig", newline="") as flux:
        for ligne in csv.DictReader(flux, delimiter=";"):
            if ligne["envoi"] != "annule":
                champs = next(f for f in FEUILLES if f.nom == ligne["feuille"]).saisies
                for colonne in champs:
                    texte = ligne[COLONNES_DU_RECIT.get(str(colonne.champ), str(colonne.champ))]
                    cle = (ligne["feuille"], ligne["trimestre"], ligne["code"], ligne["libelle"], ligne["partenaire"])
                    if texte:
                        dits[(*cle, str(colonne.champ))] = texte
    return Counter(f"{cle[0]}.{cle[-1]}" for cle in dits)


def list_stockes(plan: Plan) -> Counter[str]:
    """Count the values stored, by sheet and field."""
    stockes: Counter[str] = Counter()
    for action in plan.actions:
        groupes = (
            ("Avancement", action.suivis),
            ("Jalons", [s for j in action.jalons for s in j.suivis]),
            ("Indicateurs", [m for i in action.indicateurs for m in i.mesures]),
            ("Partenaires", [i for p in action.participations for i in p.implications]),
        )
        for nom, suivis in groupes:
            for colonne in next(f for f in FEUILLES if f.nom == nom).saisies:
                stockes[f"{nom}.{colonne.champ}"] += sum(getattr(s, str(colonne.champ)) is not None for s in suivis)
    return +stockes


def test_chaque_cellule_du_recit_est_en_base(demo: str) -> None:
    with open_base() as session:
        assert list_stockes(load_plan(session)) == list_dits()


def test_le_recit_montre_chaque_situation(demo: str) -> None:
    from metrics.avancement import choose_trimestre, compute_bilan

    with open_base() as session:
        plan = load_plan(session)
    dernier = choose_trimestre(plan, plan.fin)
    bilan = compute_bilan(plan, dernier)
    statuts = {etat.statut for etat in bilan.etats.values()}
    assert plan.demonstration
    assert len(plan.trimestres_renseignes) == 4
    assert statuts == {*Statut, None}
    assert {etat.fraicheur for etat in bilan.etats.values()} == set(Fraicheur)
    assert any(etat.en_retard for etat in bilan.etats.values())
    assert any(etat.decision_attendue for etat in bilan.etats.values())
    assert {p.code for p in plan.pilotes} == {e.pilote for e in read_recit(schema_data())}


def test_une_base_de_demonstration_ne_se_reconstruit_pas(demo: str) -> None:
    assert build_demo() is False


def test_une_base_reelle_n_est_pas_remplacee(base: str) -> None:
    from models.refus import DemandeInvalide

    with pytest.raises(DemandeInvalide, match="autres données"):
        build_demo()
