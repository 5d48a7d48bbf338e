"""Our charter and our national frame: the words of the sources (`scripts/check_sources.py`), nothing added."""

from __future__ import annotations

import hashlib
from collections import Counter

import pytest

from models.texte import split_liste
from models.vocabulaire import Cote, Periodicite
from tests.dossier import ACTIONS, PAR_CODE, SCHEMA, lire

CHARTE, PARTIES = lire("charte.csv")[0], lire("charte_parties.csv")
DOMAINES, ENGAGEMENTS = lire("charte_domaines.csv"), lire("charte_engagements.csv")
INSTANCES, LIENS, CADRE = lire("charte_instances.csv"), lire("charte_liens.csv"), lire("cadre.csv")
# the first 16 digits of the sha256 of the words that were compared with the sources, joined by line breaks
EMPREINTES = {
    "engagements": "f814807eb8745221",
    "domaines": "c233010f7cae7b60",
    "suites": "b295c4e4336bc9df",
    "instances": "6d03241bd8d51ded",
    "liens": "e8af5be7f532edba",
    "cadre": "78ddf554d31511ed",
}
MOTS = {
    "engagements": [(e["domaine"], e["partie"], e["texte"]) for e in ENGAGEMENTS],
    "domaines": [(d["numero"], d["libelle"]) for d in DOMAINES],
    "suites": [(d["code"], d["suite"]) for d in DOMAINES],
    "instances": [(i["article"], i["libelle"], i["objet"], i["periodicite_texte"]) for i in INSTANCES],
    "liens": [(x["domaine"], x["action"], x["extrait"]) for x in LIENS],
    "cadre": [(r["libelle"], r["extrait"], r["orientations"], r["rattachement_extrait"]) for r in CADRE],
}


def compute_empreinte(nom: str) -> str:
    return hashlib.sha256("\n".join(m for ligne in MOTS[nom] for m in ligne).encode()).hexdigest()[:16]


@pytest.mark.parametrize("nom", MOTS)
def test_words_are_those_that_were_compared_with_the_sources(nom: str) -> None:
    assert compute_empreinte(nom) == EMPREINTES[nom], "compare again with scripts/check_sources.py, then pin"


def test_each_side_made_nine_commitments() -> None:
    assert Counter(e["partie"] for e in ENGAGEMENTS) == {Cote.PARTENAIRE: 9, Cote.DEPARTEMENT: 9}
    assert {p["code"] for p in PARTIES} == set(Cote)
    par_domaine = Counter((e["domaine"], e["partie"]) for e in ENGAGEMENTS)
    assert all(par_domaine[d["code"], Cote.PARTENAIRE] == par_domaine[d["code"], Cote.DEPARTEMENT] for d in DOMAINES)
    assert not [e for e in ENGAGEMENTS if e["texte"].endswith((".", ";", " "))]


def test_two_domains_bear_the_same_printed_number() -> None:
    assert [d["code"] for d in DOMAINES] == ["2.1-a", "2.1-b", "2.2", "2.3", "2.4"]
    assert [d["numero"] for d in DOMAINES] == ["2.1.", "2.1.", "2.2.", "2.3.", "2.4."]


def test_bodies_are_five_of_article_3_and_one_of_article_4() -> None:
    assert Counter(i["article"] for i in INSTANCES if not i["parent"]) == {"3": 5, "4": 1}
    dits = {i["periodicite_texte"]: i["periodicite"] for i in INSTANCES}
    assert dits == {
        "biennuel": Periodicite.AMBIGUE,
        "trimestrielles": Periodicite.TRIMESTRIELLE,
        "chaque trimestre": Periodicite.TRIMESTRIELLE,
        "annuelle": Periodicite.ANNUELLE,
        "autant que de besoin": Periodicite.AU_BESOIN,
        "annuellement": Periodicite.ANNUELLE,
    }


def test_only_what_the_charter_dates_is_dated() -> None:
    assert (CHARTE["signee_le"], CHARTE["duree_annees"], CHARTE["source"]) == ("2023-10-23", "3", "S2")
    assert (CHARTE["notifiee_le"], CHARTE["renouvelee_jusqu_au"]) == ("", "")
    assert not lire("charte_avenants.csv")
    assert not [p for p in lire("partenaires.csv") if p["membre"] or p["parent"]], "no source gives the members"


def test_an_action_is_tied_to_a_domain_by_the_very_words_of_its_title() -> None:
    extraits = {
        (a["code"], extrait)
        for a in ACTIONS
        for source, extrait in zip(split_liste(a["sources"]), split_liste(a["extrait"]), strict=True)
        if source == CHARTE["source"]
    }
    lies = {(x["action"], x["extrait"]) for x in LIENS}
    assert lies <= extraits
    assert {x["rattachement"] for x in LIENS} == {"déduit"}
    fonds = {
        d["code"]: " ".join([e["texte"] for e in ENGAGEMENTS if e["domaine"] == d["code"]] + [d["suite"]])
        for d in DOMAINES
    }
    assert all(x["extrait"] in fonds[x["domaine"]] for x in LIENS)
    hors = {(code, extrait) for code, extrait in extraits - lies if any(extrait in fond for fond in fonds.values())}
    assert hors == set(), "an action drawn from a domain is tied to it"
    assert {x["action"] for x in LIENS} <= set(PAR_CODE)


def test_an_orientation_is_tied_to_the_national_frame_only_by_quoted_words() -> None:
    toutes = [o["code"] for o in lire("orientations.csv")]
    rattaches = [r for r in CADRE if r["orientations"]]
    assert [(r["code"], r["rattachement_sources"]) for r in rattaches] == [("loi-2022-02-07", SCHEMA["source"])]
    assert all(split_liste(r["orientations"]) == toutes for r in rattaches), "the source ties the Schéma as a whole"
    assert "répond aux orientations de la loi du 7 février 2022" in rattaches[0]["rattachement_extrait"]
    for r in CADRE:
        assert len(split_liste(r["sources"])) == len(split_liste(r["extrait"])) == 1
        assert bool(r["orientations"]) == bool(r["rattachement_extrait"]) == bool(r["rattachement_sources"])
