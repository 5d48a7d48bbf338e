import json
from contextlib import contextmanager
from dataclasses import replace
from datetime import date

import pytest

import exports.__main__ as commande
from exports.donnees import build_json, dump_json
from models.plan import Partenaire, Participation, Suivi
from models.refus import BaseIndisponible
from models.vocabulaire import Meteo, Statut
from tests.plans import T2, T3, make_action, make_connue, make_engagement, make_plan

CHIFFRES = [
    "avancement",
    "couverture",
    "encadrement",
    "taux_realisation",
    "attendu",
    "ecart",
    "exclues",
    "taux_remontee",
]
PLAN = make_plan(
    [
        make_action(
            "A01",
            suivis=[Suivi(T2, 45, Statut.EN_COURS, Meteo.COUVERT)],
            participations=(Participation("A01/Un", "Un", True),),
            echeance=date(2027, 6, 30),
        ),
        make_connue("A02", 50, priorite="P02"),
        make_connue("A03", 50, Statut.SANS_OBJET, priorite="P03", orientation="O2"),
        make_action("A04", priorite="P02", poids=2.5),
    ],
    [make_engagement(1, "A01", "A02")],
    partenaires=[Partenaire("Un", "organisme")],
)


def test_keys_are_those_of_the_contract():
    donnees = build_json(PLAN, T3)
    assert list(donnees) == [
        "trimestre",
        "regle",
        "demonstration",
        "schema",
        "plan",
        "orientations",
        "priorites",
        "engagements",
        "actions",
        "partenaires",
        "charte",
    ]
    assert list(donnees["plan"]) == CHIFFRES
    assert list(donnees["orientations"][0]) == list(donnees["priorites"][0]) == ["code", *CHIFFRES]
    assert list(donnees["engagements"][0]) == ["numero", "actions", *CHIFFRES]
    assert donnees["partenaires"] == [
        {
            "nom": "Un",
            "nature": "organisme",
            "type": None,
            "categorie": None,
            "membre": None,
            "attendues": 1,
            "mobilisees": 0,
            "silencieuses": 1,
            "spontanees": 0,
            "taux_mobilisation": None,
        }
    ]


def test_figures_have_their_units():
    donnees = build_json(PLAN, T3)
    plan = donnees["plan"]
    assert (plan["avancement"], plan["couverture"], plan["exclues"]) == (47.5, [2, 3], 1)
    assert plan["encadrement"] == [21.11, 76.67]
    assert (plan["taux_realisation"], plan["taux_remontee"]) == (0.0, 0.3333)
    assert plan["ecart"] == round(47.5 - plan["attendu"], 2)
    assert donnees["engagements"][0]["actions"] == ["A01", "A02"]
    assert '"avancement": 47.5,' in dump_json(PLAN, T3)
    assert '"taux_realisation": 0.0,' in dump_json(PLAN, T3)


def test_a_leaf_holds_what_its_parents_are_computed_from():
    assert build_json(PLAN, T3)["actions"][0] == {
        "code": "A01",
        "libelle": "Action A01",
        "statut_libelle": "provisoire",
        "orientation": "O1",
        "priorite": "P01",
        "pilote": "Service A",
        "engagements": [1],
        "statut": "En cours",
        "avancement": 45,
        "meteo": "Couvert",
        "trimestre_de_la_valeur": "2026-T2",
        "reporte": False,
        "debut": "2024-01-01",
        "echeance": "2027-06-30",
        "dates_propres": False,
        "poids": 1,
    }


def test_never_reported_is_null_not_zero():
    action = build_json(PLAN, T3)["actions"][2]
    assert action["code"] == "A04"
    assert [action[c] for c in ("statut", "avancement", "meteo", "trimestre_de_la_valeur")] == [None] * 4
    assert action["poids"] == 2.5


def test_a_plan_without_a_report_is_published():
    plan = build_json(make_plan([make_action()]), T3)["plan"]
    assert (plan["avancement"], plan["encadrement"], plan["couverture"]) == (None, [0.0, 100.0], [0, 1])
    assert plan["attendu"] is plan["ecart"] is None


def test_nothing_active_has_no_bracket():
    plan = build_json(make_plan([make_connue("A01", 5, Statut.ABANDONNEE)]), T3)["plan"]
    assert (plan["encadrement"], plan["taux_realisation"], plan["taux_remontee"]) == (None, None, None)


def test_a_gap_of_nothing_has_no_sign():
    debut = date.fromordinal(T3.dernier_jour.toordinal() - 15_001)
    action = make_connue("A01", 50, debut=debut, echeance=date.fromordinal(debut.toordinal() + 30_001))
    assert '"ecart": 0.0,' in dump_json(make_plan([action]), T3)


def test_depends_on_the_data_alone():
    autre = replace(PLAN, revision=PLAN.revision + 7)
    assert dump_json(autre, T3) == dump_json(PLAN, T3)


def test_text_is_utf8_indented_and_ends_with_a_newline():
    texte = dump_json(PLAN, T3)
    assert texte.endswith("}\n")
    assert "Schéma d’essai" in texte
    assert texte.startswith('{\n  "trimestre": "2026-T3",\n')


@pytest.fixture
def base(monkeypatch):
    """Serve PLAN as the database."""

    @contextmanager
    def open_base(*, lecture_seule):
        assert lecture_seule
        yield "session"

    monkeypatch.setattr(commande, "open_base", open_base)
    monkeypatch.setattr(commande, "load_plan", lambda session: PLAN)
    monkeypatch.setattr("loaders.base.preparation.ensure_base", lambda maintenant: 0)


def test_command_writes_the_file(base, tmp_path, capsys):
    sortie = tmp_path / "donnees.json"
    assert commande.main(["json", "--trimestre", "T2 2026", "--out", str(sortie)]) == 0
    assert sortie.read_bytes().decode() == dump_json(PLAN, T2)
    assert capsys.readouterr() == ("", "")


def test_command_takes_the_latest_quarter_with_a_report(base, tmp_path):
    sortie = tmp_path / "donnees.json"
    assert commande.main(["json", "--out", str(sortie)], aujourd_hui=date(2027, 1, 1)) == 0
    assert json.loads(sortie.read_text(encoding="utf-8"))["trimestre"] == "2026-T3"


@pytest.mark.parametrize(
    ("arguments", "mot"),
    [
        ([], "Format inconnu ou absent"),
        (["word"], "Format inconnu ou absent"),
        (["json"], "Il manque --out"),
        (["json", "--out"], "Commande incorrecte"),
        (["json", "--out", "x", "--autre"], "Commande incorrecte"),
        (
            ["json", "--out", "x", "--trimestre", "2026-T5"],
            "«\u202f2026-T5\u202f» n’est pas un trimestre\u202f: écrivez par exemple 2026-T3.",
        ),
        (["json", "--out", "x", "--trimestre", "2023-T4"], "hors du schéma"),
        (["json", "--out", "x", "--trimestre", "2029-T1"], "hors du schéma"),
        (["json", "--out", "absent/x.json", "--trimestre", "2026-T3"], "Impossible d’écrire"),
    ],
)
def test_wrong_usage_is_said_in_french(base, tmp_path, monkeypatch, capsys, arguments, mot):
    monkeypatch.chdir(tmp_path)
    assert commande.main(arguments) == 2
    sortie, erreurs = capsys.readouterr()
    assert mot in erreurs
    assert sortie == ""
    assert list(tmp_path.iterdir()) == []


def test_database_out_of_reach_is_exit_2(monkeypatch, capsys):
    @contextmanager
    def open_base(*, lecture_seule):
        raise BaseIndisponible("La base est absente.")
        yield

    monkeypatch.setattr(commande, "open_base", open_base)
    monkeypatch.setattr("loaders.base.preparation.ensure_base", lambda maintenant: 0)
    assert commande.main(["json", "--out", "x"]) == 2
    assert capsys.readouterr().err == "La base est absente.\n"


def test_help_is_french(capsys):
    assert commande.main(["--help"]) == 0
    assert "Usage" in capsys.readouterr().out
