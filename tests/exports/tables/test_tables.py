"""The published tables say the figures of the JSON export, once each, and keep what is internal apart."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given, settings

from exports.donnees import build_json
from exports.tables.champs import Genre, Table, select_publics
from exports.tables.niveaux import ENGAGEMENT, ORIENTATION, PLAN, PRIORITE
from exports.tables.registre import build_tables
from metrics.bilan import compute_bilan
from models.plan import Plan, Suivi
from models.vocabulaire import Periodicite
from tests.plans import T3, TRIMESTRES, make_action, make_plan, plans
from tests.plans_charte import chartes, make_charte, make_instance
from tests.plans_decisions import make_douteux

NOMS = ("avancement", "attendu", "ecart", "exclues", "taux_realisation", "taux_remontee")
TYPES = {
    Genre.TEXTE: str,
    Genre.LISTE: tuple,
    Genre.ENTIER: int,
    Genre.NOMBRE: (int, float),
    Genre.POURCENT: (int, float),
    Genre.TAUX: (int, float),
    Genre.POINTS: (int, float),
    Genre.DATE: date,
    Genre.OUI_NON: bool,
}


def read(plan: Plan, trimestre=T3) -> dict[str, Table]:
    return {t.nom: t for t in build_tables(compute_bilan(plan, trimestre))}


def read_lignes(table: Table) -> list[dict[str, object]]:
    return [dict(zip([c.nom for c in table.champs], ligne, strict=True)) for ligne in table.lignes]


def check_chiffres(ligne: dict[str, object], publie: dict[str, object]) -> None:
    assert {nom: ligne[nom] for nom in NOMS} == {nom: publie[nom] for nom in NOMS}
    assert [ligne["actions_connues"], ligne["actions_actives"]] == publie["couverture"]
    bornes = [ligne["encadrement_bas"], ligne["encadrement_haut"]]
    assert bornes == (publie["encadrement"] or [None, None])


def check_json(plan: Plan, trimestre) -> None:
    """Every figure of the JSON export stands in the tables, and is the same one."""
    publie, tables = build_json(plan, trimestre), read(plan, trimestre)
    niveaux = {(x["niveau"], x["code"]): x for x in read_lignes(tables["niveaux"])}
    check_chiffres(niveaux[PLAN, plan.code], publie["plan"])
    for cle, niveau, nom in (
        ("orientations", ORIENTATION, "code"),
        ("priorites", PRIORITE, "code"),
        ("engagements", ENGAGEMENT, "numero"),
    ):
        for x in publie[cle]:
            check_chiffres(niveaux[niveau, str(x[nom])], x)
    assert len(niveaux) == 1 + sum(len(publie[cle]) for cle in ("orientations", "priorites", "engagements"))
    for x, y in zip(publie["actions"], read_lignes(tables["actions"]), strict=True):
        communs = (x.keys() & y.keys()) - {"engagements", "debut", "echeance"}
        assert len(communs) > 10
        assert {c: x[c] for c in communs} == {c: y[c] for c in communs}
        assert [str(y["debut"]), str(y["echeance"])] == [x["debut"], x["echeance"]]
        assert list(y["engagements"]) == [str(n) for n in x["engagements"]]
    assert read_lignes(tables["partenaires"]) == publie["partenaires"]
    for x, y in zip(publie["engagements"], read_lignes(tables["engagements"]), strict=True):
        check_chiffres(y, x)


@settings(max_examples=40)
@given(plans(), TRIMESTRES)
def test_every_figure_is_that_of_the_json_export(plan, trimestre) -> None:
    check_json(plan, trimestre)


def test_those_of_the_demonstration_too(plan_demo: Plan) -> None:
    check_json(plan_demo, T3)
    tables, publie = read(plan_demo), build_json(plan_demo, T3)["charte"]
    dus = [x for x in read_lignes(tables["reunions"]) if x["due"] and x["etat"] != "À venir"]
    assert len(dus) == sum(i["prevues"] for i in publie["instances"]) > 0
    assert sum(x["etat"] == "Tenue" for x in dus) == sum(i["tenues"] for i in publie["instances"])
    jugees = {x["code"]: x for x in read_lignes(tables["charte"]) if x["annee"] == publie["annee"]}
    assert [x["distance"] for x in publie["engagements"]] == [
        jugees[x["code"]]["distance"] for x in publie["engagements"]
    ]
    avant = [x for x in read_lignes(tables["charte"]) if x["annee"] == 2025]
    assert any(x["appreciation_departement"] for x in avant)


@settings(max_examples=40)
@given(plans(), chartes(), TRIMESTRES)
def test_a_table_is_what_its_columns_say(plan, charte, trimestre) -> None:
    for table in read(make_plan(plan.actions, plan.engagements, charte=charte), trimestre).values():
        noms = [c.nom for c in table.champs]
        assert len(set(noms)) == len(noms)
        assert all(c.sens for c in table.champs)
        for champ in table.champs:
            valeurs = table.list_valeurs(champ.nom)
            assert all(v is None or isinstance(v, TYPES[champ.genre]) for v in valeurs)
            assert not champ.obligatoire or None not in valeurs
            assert not champ.choix or {*valeurs} <= {*champ.choix, None}
        cles = list(zip(*(table.list_valeurs(nom) for nom in table.cle), strict=True))
        assert len(set(cles)) == len(cles)


def test_what_is_internal_is_left_out() -> None:
    """Every free text bears the same mark: none of them is found in what is published."""
    secret = "SECRET"
    suivi = Suivi(
        T3,
        10,
        fait_marquant=secret,
        prochaine_etape=secret,
        point_blocage=secret,
        decision_attendue=secret,
        destinataire=secret,
        pour_le=date(2026, 12, 1),
    )
    charte = make_charte(instances=(make_instance("t", Periodicite.TRIMESTRIELLE, "2024-02-01"),))
    tables = build_tables(compute_bilan(make_plan([make_action(suivis=[suivi])], charte=charte), T3))
    publiques = [p for t in tables if (p := select_publics(t))]
    assert [t.nom for t in tables if select_publics(t) is None] == ["decisions"]
    assert sum(secret in map(str, ligne) for t in tables for ligne in t.lignes) >= 3
    assert not any(secret in map(str, ligne) for t in publiques for ligne in t.lignes)
    dates = {str(v) for t in publiques for ligne in t.lignes for v in ligne}
    assert "2026-12-01" not in dates


def test_a_decision_is_told_with_its_day_and_its_doubt() -> None:
    lignes = read_lignes(read(make_douteux())["decisions"])
    assert [(x["action"], x["a_confirmer"], x["pour_le"]) for x in lignes] == [
        ("A2", False, date(2026, 7, 31)),
        ("A1", True, date(2026, 7, 31)),
    ]


def test_a_plan_of_nothing_has_its_tables_all_the_same() -> None:
    tables = read(make_plan())
    assert "charte" not in tables
    assert [t.nom for t in tables.values() if t.lignes] == ["niveaux", "trajectoires"]
    (ligne,) = read_lignes(tables["niveaux"])
    assert ligne["avancement"] is None
    with pytest.raises(KeyError):
        tables["niveaux"].list_valeurs("absent")
