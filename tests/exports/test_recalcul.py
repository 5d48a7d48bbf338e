"""The independent recomputation agrees with what is published, and would say so if it did not."""

import ast
import json
from pathlib import Path

import pytest
from hypothesis import given

from exports.donnees import dump_json
from models.vocabulaire import Statut
from tests import recalcul
from tests.plans import T3, TRIMESTRES, make_action, make_connue, make_engagement, make_plan, plans

PLAN = make_plan(
    [
        make_connue("A01", 33, Statut.EN_COURS, poids=3),
        make_connue("A02", 100, Statut.REALISEE, priorite="P02"),
        make_connue("A03", 50, Statut.ABANDONNEE, priorite="P02"),
        make_action("A04", orientation="O2", priorite="P03"),
    ],
    [make_engagement(1, "A01", "A02")],
)


@pytest.fixture
def donnees():
    return json.loads(dump_json(PLAN, T3))


@given(plans(), TRIMESTRES)
def test_every_published_figure_is_recomputed(plan, trimestre):
    publie = json.loads(dump_json(plan, trimestre))
    niveaux = 1 + len(publie["orientations"]) + len(publie["priorites"]) + len(publie["engagements"])
    assert recalcul.check(publie) == (8 * niveaux, [])


def test_shares_no_code_with_the_program():
    arbre = ast.parse(Path(recalcul.__file__).read_text(encoding="utf-8"))
    modules = {alias.name for n in ast.walk(arbre) if isinstance(n, ast.Import) for alias in n.names}
    modules |= {n.module for n in ast.walk(arbre) if isinstance(n, ast.ImportFrom)}
    assert modules == {"json", "sys", "datetime", "fractions"}


@pytest.mark.parametrize("groupe", ["plan", "orientations", "priorites", "engagements"])
@pytest.mark.parametrize(
    ("champ", "valeur"),
    [
        ("avancement", 49.74),
        ("avancement", None),
        ("couverture", [2, 9]),
        ("encadrement", [0.0, 99.0]),
        ("encadrement", None),
        ("taux_realisation", 0.9),
        ("attendu", 54.9),
        ("ecart", 0.02),
        ("exclues", 4),
        ("taux_remontee", 0.1234),
    ],
)
def test_a_tampered_figure_is_found(donnees, groupe, champ, valeur):
    niveau = donnees[groupe] if groupe == "plan" else donnees[groupe][0]
    assert niveau[champ] != valeur
    niveau[champ] = valeur
    _, ecarts = recalcul.check(donnees)
    assert len(ecarts) == 1
    assert champ in ecarts[0]


@pytest.mark.parametrize(
    ("champ", "valeur"),
    [
        ("avancement", 34),
        ("avancement", None),
        ("statut", "Sans objet"),
        ("poids", 2),
        ("echeance", "2027-12-31"),
        ("reporte", False),
    ],
)
def test_a_tampered_leaf_is_found(donnees, champ, valeur):
    donnees["actions"][0][champ] = valeur
    assert recalcul.check(donnees)[1]


def test_a_missing_figure_is_found(donnees):
    del donnees["plan"]["exclues"]
    assert recalcul.check(donnees)[1] == ["plan : exclues publié absent, recalculé 1"]


def test_a_tree_that_does_not_hold_together_is_found(donnees):
    donnees["orientations"].pop()
    donnees["engagements"][0]["actions"] = ["A01"]
    donnees["actions"][3]["trimestre_de_la_valeur"] = "2026-T3"
    assert len(list(recalcul.check_arbre(donnees))) == 3
    donnees["actions"].append(donnees["actions"][0])
    assert "actions : un code figure deux fois" in recalcul.check_arbre(donnees)


def test_command_prints_one_line_per_file_and_its_exit_code_tells(tmp_path, capsys, donnees):
    bon, faux, casse = (tmp_path / nom for nom in ("bon.json", "faux.json", "casse.json"))
    bon.write_text(dump_json(PLAN, T3), encoding="utf-8")
    donnees["plan"]["avancement"] = 12.0
    faux.write_text(json.dumps(donnees), encoding="utf-8")
    casse.write_text("{", encoding="utf-8")
    assert recalcul.main([str(bon)]) == 0
    assert capsys.readouterr().out == f"{bon} : 56 figures recalculées, 0 écart\n"
    assert recalcul.main([str(bon), str(faux)]) == 1
    assert "56 figures recalculées, 1 écart\n  plan : avancement publié 12.0" in capsys.readouterr().out
    assert recalcul.main([str(casse), str(bon)]) == 2
    assert recalcul.main([]) == 2
