"""The charter in the JSON export: what both sides said, meetings, term, seen from the last day of a quarter."""

from __future__ import annotations

import json

from exports.donnees import build_json, dump_json
from models.trimestre import Trimestre
from models.vocabulaire import Appreciation, Periodicite
from tests.plans import make_action, make_plan
from tests.plans_charte import judge, make_charte, make_instance

SANS, NON, LIMITE, SUBST, TENU = Appreciation
CHARTE = make_charte(
    judge("E1", 2025, TENU, LIMITE),
    judge("E2", 2025, SANS, None),
    instances=(make_instance("t", Periodicite.TRIMESTRIELLE, "2024-02-01"), make_instance("b", Periodicite.AMBIGUE)),
)
PLAN = make_plan([make_action("A01")], charte=CHARTE)


def publish(trimestre: Trimestre):
    return build_json(PLAN, trimestre)["charte"]


def test_no_charter_is_null() -> None:
    assert build_json(make_plan([make_action("A01")]), Trimestre(2025, 4))["charte"] is None


def test_judgements_are_those_of_the_year_of_the_quarter() -> None:
    charte = publish(Trimestre(2025, 4))
    assert (charte["annee"], charte["juges_par_les_deux"], charte["ecarts"]) == (2025, 1, 1)
    un, deux = charte["engagements"]
    assert un["appreciations"] == {"departement": "Tenu", "partenaire": "Limité"}
    assert (un["distance"], un["domaine"], un["partie"]) == (2, "1-a", "partenaire")
    assert deux["appreciations"] == {"departement": "Pas d’élément disponible", "partenaire": None}
    assert deux["distance"] is None
    assert [(p["cote"], p["engagements"], p["reponses"], p["jugements"]) for p in charte["parties"]] == [
        ("departement", 2, 2, 1),
        ("partenaire", 2, 1, 1),
    ]
    assert charte["domaines"] == [{"code": "1-a", "numero": "1.", "libelle": "Un domaine", "actions": ["A01"]}]
    assert [p["reponses"] for p in publish(Trimestre(2024, 4))["parties"]] == [0, 0]


def test_dates_are_seen_from_the_last_day_of_the_quarter() -> None:
    avant, apres = publish(Trimestre(2024, 1)), publish(Trimestre(2026, 4))
    assert (avant["terme"], avant["terme_approche"]) == ("2026-10-23", True)
    assert avant["jours_avant_terme"] > 0 > apres["jours_avant_terme"]
    trimestrielle, ambigue = avant["instances"]
    assert (trimestrielle["prevues"], trimestrielle["tenues"], trimestrielle["a_venir"]) == (1, 1, 11)
    assert (ambigue["prevues"], ambigue["a_venir"]) == (0, 0)
    assert apres["instances"][0]["non_renseignees"] == 10
    assert json.loads(dump_json(PLAN, Trimestre(2024, 1)))["charte"] == avant
