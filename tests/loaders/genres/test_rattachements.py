"""An organisme belongs to a catégorie, a catégorie to nobody: neither a file nor an undo may leave it otherwise."""

from __future__ import annotations

import pytest

from loaders.genres.partenaires.genre import PARTENAIRES
from models.colonnes_partenariat import LISTE, PARTICIPATIONS
from tests.classeurs_partenariat import find_ligne, make, read_plan, type_ligne
from tests.constats import Lancer, Verifier, list_places

pytestmark = pytest.mark.deux_moteurs

UN, DEUX, TETE = "Partenaire Un", "Partenaire Deux", "Famille Tête"


def fill(*lignes: dict[str, str]) -> bytes:
    """The list with these cells typed: on the row of a known partner, else on a free one."""
    octets = make(PARTENAIRES)
    for ligne in lignes:
        connus = {p.nom for p in read_plan().partenaires}
        cle = (ligne["A"],) if ligne["A"] in connus else ()
        octets = type_ligne(octets, LISTE, find_ligne(octets, LISTE, *cle), **ligne)
    return octets


@pytest.fixture
def partenaires(base: str, appliquer: Verifier) -> None:
    appliquer(fill({"A": TETE, "B": "catégorie"}, {"A": UN, "B": "organisme"}, {"A": DEUX, "B": "organisme"}))


def list_rompus() -> list[str]:
    """The partners tied to what is not a catégorie, or that are one themselves."""
    natures = {p.nom: p.nature for p in read_plan().partenaires}
    return [
        p.nom
        for p in read_plan().partenaires
        if p.parent and (p.nature == "catégorie" or natures.get(p.parent) != "catégorie")
    ]


SUITES = {
    "devenue catégorie, puis rejointe": ([{"A": UN, "B": "catégorie"}], [{"A": DEUX, "D": UN}]),
    "redevenue organisme, puis rattachée": ([{"A": UN, "B": "organisme"}], [{"A": UN, "D": TETE}]),
    "quittée, puis redevenue organisme": ([{"A": DEUX, "D": "EFFACER"}], [{"A": UN, "B": "organisme"}]),
}


@pytest.mark.parametrize("suite", SUITES)
def test_an_undo_never_leaves_a_tie_to_what_is_not_a_categorie(
    partenaires: None, appliquer: Verifier, lancer: Lancer, suite: str
) -> None:
    premiere, seconde = SUITES[suite]
    if "redevenue" in suite:
        appliquer(fill({"A": UN, "B": "catégorie"}))
    if "quittée" in suite:
        appliquer(fill({"A": DEUX, "D": UN}))
    numero = appliquer(fill(*premiere))["remontee"]
    derniere = appliquer(fill(*seconde))["remontee"]
    assert list_rompus() == []
    refus = lancer("undo", str(numero), "--auteur", "Camille Exemple")
    assert refus.code == 1
    assert "seul un organisme se rattache" in refus.err
    assert list_rompus() == []
    for n in (derniere, numero):
        assert lancer("undo", str(n), "--auteur", "Camille Exemple").code == 0
    assert list_rompus() == []


def test_a_row_in_error_changes_nothing_through_another(
    partenaires: None, appliquer: Verifier, verifier: Verifier
) -> None:
    appliquer(fill({"A": UN, "D": TETE}))
    octets = fill({"A": UN, "B": "catégorie"}, {"A": DEUX, "D": UN})
    vu = verifier(octets)
    assert vu["statut"] == "invalide"
    assert vu["changements"] == []
    assert {a["code"] for a in vu["anomalies"] if a["gravite"] == "erreur"} == {"rattachement_impossible"}
    assert len([a for a in vu["anomalies"] if a["gravite"] == "erreur"]) == 2


def test_a_name_with_two_contradictory_rows_is_made_by_no_other_sheet(partenaires: None, verifier: Verifier) -> None:
    octets = fill({"A": "Réseau Neuf", "B": "organisme"})
    libre = find_ligne(octets, LISTE)
    octets = type_ligne(octets, LISTE, libre, A="réseau  neuf", B="catégorie")
    rang = find_ligne(octets, PARTICIPATIONS)
    octets = type_ligne(octets, PARTICIPATIONS, rang, A="A01", C="Réseau Neuf", E="x")
    vu = verifier(octets)
    assert vu["changements"] == []
    assert ("partenaire_inconnu", "erreur", "Participations", rang) in [place[:4] for place in list_places(vu)]


def test_a_name_whose_row_is_in_error_is_made_by_no_other_sheet_though_a_second_row_says_nothing(
    partenaires: None, verifier: Verifier
) -> None:
    octets = fill({"A": "Réseau Neuf", "B": "organisme", "D": "Inconnu"})
    octets = type_ligne(octets, LISTE, find_ligne(octets, LISTE), A="Réseau Neuf")
    rang = find_ligne(octets, PARTICIPATIONS)
    vu = verifier(type_ligne(octets, PARTICIPATIONS, rang, A="A01", C="Réseau Neuf", E="x"))
    assert vu["changements"] == []
    assert [place[:4] for place in list_places(vu)].count(("partenaire_inconnu", "erreur", "Participations", rang)) == 1


def test_a_report_on_an_action_named_like_a_partner_hinders_no_undo(
    base: str, appliquer: Verifier, lancer: Lancer
) -> None:
    numero = appliquer(fill({"A": "A16", "B": "organisme"}))["remontee"]
    octets = make(PARTENAIRES)
    rang = find_ligne(octets, PARTICIPATIONS)
    appliquer(type_ligne(octets, PARTICIPATIONS, rang, A="A16", C="Villes", E="x"))
    assert lancer("undo", str(numero), "--auteur", "Camille Exemple").code == 0
