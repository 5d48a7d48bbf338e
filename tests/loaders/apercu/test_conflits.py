"""Fault 37: a workbook filled from data that moved since; two files of one drop that contradict each other."""

from __future__ import annotations

from typing import Any

import pytest

from loaders.ecriture.application import Accord
from loaders.ecriture.journal import Acte
from models.chargement import load_plan
from models.refus import ApercuPerime
from models.session import open_base
from models.vocabulaire import NatureEntree
from tests.agissants import EDITEUR
from tests.constats import Lancer, Verifier, apply_recu, find_message, list_places, list_valeurs, read_constat
from tests.fabrique import MAINTENANT, edit, fill, make_gabarit, strip_timbre

pytestmark = pytest.mark.deux_moteurs

AVIS = "avertissement"
SAISIES: dict[str, object] = {
    **{"H5": 45, "I5": "En cours", "K6": "Un autre fait", "H7": 50, "P5": "31/12/2026"},
    **{"Jalons!A5": "A16", "Jalons!B5": "Un jalon", "Partenaires!D5": "Contributeur"},
}
ENTRE_TEMPS: dict[str, object] = {
    **{"H5": 40, "I5": "En cours", "K6": "Un fait", "P5": "30/11/2026", "Partenaires!D5": "Informé"}
}


@pytest.fixture
def perime(appliquer: Verifier, gabarit: bytes) -> bytes:
    """A workbook made when A16 said 30 %, sent back after somebody else said 40 %."""
    appliquer(fill(gabarit, {"H5": 30}))
    ancien = make_gabarit()
    appliquer(fill(ancien, ENTRE_TEMPS), auteur="Dominique Exemple")
    return fill(ancien, SAISIES)


def test_faute_37_base_actuel_fichier(verifier: Verifier, perime: bytes) -> None:
    fichier = verifier(perime)
    assert fichier["statut"] == "ok"
    assert fichier["conflits"] == [
        {"reference": "A16", "champ": "avancement", "base": 30, "actuel": 40, "fichier": 45},
        {"reference": "A16", "champ": "pour_le", "base": None, "actuel": "2026-11-30", "fichier": "2026-12-31"},
        {"reference": "A17", "champ": "fait_marquant", "base": None, "actuel": "Un fait", "fichier": "Un autre fait"},
        {"reference": partenaire(), "champ": "niveau", "base": None, "actuel": 1, "fichier": 2},
    ]
    assert [(code, g, f, n, c) for code, g, f, n, c in list_places(fichier) if code == "conflit"] == [
        ("conflit", AVIS, "Avancement", 5, "H"),
        ("conflit", AVIS, "Avancement", 5, "P"),
        ("conflit", AVIS, "Avancement", 6, "K"),
        ("conflit", AVIS, "Partenaires", 5, "D"),
    ]
    messages = [read_constat(a) for a in fichier["anomalies"] if a["code"] == "conflit"]
    assert messages[0] == (
        "Avancement (%) : cette cellule a changé depuis que ce classeur a été préparé. Elle valait alors 30 % ; elle "
        "vaut 40 % depuis la remontée n° 2 de Dominique Exemple (21/11/2026 à 11 h 00) ; ce classeur dit 45 %. "
        "Appliquer remplacera la valeur actuelle."
    )
    assert "valait alors « rien » ; elle vaut « 30/11/2026 » depuis" in messages[1]
    assert "elle vaut « Informé » depuis" in messages[3]
    assert "ce classeur dit « Contributeur »" in messages[3]


def partenaire() -> str:
    with open_base() as session:
        action = load_plan(session).actions_par_code["A16"]
    return next(p.reference for p in action.participations if p.attendue)


def test_faute_37_il_s_applique_quand_on_l_accepte(verifier: Verifier, appliquer: Verifier, perime: bytes) -> None:
    fichier = appliquer(perime)
    assert fichier["remontee"] == 3
    assert len(fichier["conflits"]) == 4
    assert list_valeurs(fichier)["Avancement!H5"] == 45
    apres = verifier(perime)
    assert (apres["conflits"], apres["anomalies"], apres["changements"]) == ([], [], [])


@pytest.mark.parametrize("valeur", [30, 40])
def test_faute_37_ce_qui_n_est_pas_un_conflit(verifier: Verifier, perime: bytes, valeur: int) -> None:
    """The base typed again takes the change back, the present value changes nothing: neither is somebody's third."""
    fichier = verifier(fill(perime, {"H5": valeur}))
    assert "avancement" not in [c["champ"] for c in fichier["conflits"]]


def test_faute_37_une_remontee_annulee_ne_compte_pas(verifier: Verifier, lancer: Lancer, perime: bytes) -> None:
    assert lancer("undo", 2, "--auteur", "C").code == 0
    fichier = verifier(perime)
    assert (fichier["conflits"], "conflit" in [a["code"] for a in fichier["anomalies"]]) == ([], False)


def test_faute_37_sans_timbre_rien_a_comparer(verifier: Verifier, perime: bytes) -> None:
    assert verifier(strip_timbre(perime), "--trimestre", "2026-T3")["conflits"] == []


def test_faute_37_une_ligne_laissee_de_cote(verifier: Verifier, perime: bytes) -> None:
    """A row in error would change nothing: it is in no conflict."""
    assert [c["reference"] for c in verifier(fill(perime, {"H5": 140}))["conflits"]] == ["A17", partenaire()]


def test_faute_37_deux_fichiers_d_un_meme_depot(lancer: Lancer, ecrire: Any, gabarit: bytes) -> None:
    un, deux = fill(gabarit, {"H5": 45, "H6": 50}), fill(gabarit, {"H5": 55, "H6": 50, "H7": 10})
    chemins = [ecrire("un.xlsx", un), ecrire("deux.xlsx", deux)]
    premier, second = lancer("check", *chemins, "--json").fichiers
    assert premier["anomalies"] == []
    assert list_places(second) == [("conflit_lot", AVIS, "Avancement", 5, "H")]
    assert find_message(second, "conflit_lot") == (
        "Avancement (%) : « un.xlsx », déposé en même temps, dit 45 % et ce classeur dit 55 %. Appliqués tous deux, "
        "c’est ce classeur qui l’emporte."
    )
    sortie = lancer("apply", *chemins, "--json", "--auteur", "C")
    assert sortie.code == 0
    assert [f["remontee"] for f in sortie.fichiers] == [1, 2]
    assert sortie.fichiers[1]["conflits"] == [
        {"reference": "A16", "champ": "avancement", "base": None, "actuel": 45, "fichier": 55}
    ]
    assert [a["code"] for a in sortie.fichiers[1]["anomalies"]] == ["conflit"]


def test_faute_37_deux_tableaux_faits_maison(lancer: Lancer, ecrire: Any, gabarit: bytes) -> None:
    """Without a stamp, only the drop itself tells that the second contradicts the first."""
    octets = [strip_timbre(edit(fill(gabarit, {"H5": n}), lambda _: None)) for n in (45, 55)]
    chemins = [ecrire(f"{rang}.xlsx", o) for rang, o in enumerate(octets)]
    for commande in (["check"], ["apply", "--auteur", "C"]):
        sortie = lancer(commande[0], *chemins, "--json", "--trimestre", "2026-T3", *commande[1:])
        assert [a["code"] for f in sortie.fichiers for a in f["anomalies"]] == ["conflit_lot"]


@pytest.mark.parametrize("siennes", [True, False])
def test_faute_37_le_clic_accepte_les_deux(gabarit: bytes, siennes: bool) -> None:
    """What the same click wrote a moment before does not make its second file stale; somebody else’s entry does."""
    acte = Acte(NatureEntree.IMPORT, "Camille Exemple", MAINTENANT)
    premier = apply_recu(fill(gabarit, {"H5": 45}), Accord(EDITEUR), acte)
    faites = frozenset({premier.remontee or 0}) if siennes else frozenset()
    accord = Accord(EDITEUR, revision_vue=0, siennes=faites)
    second = fill(gabarit, {"H5": 55})
    if siennes:
        assert apply_recu(second, accord, acte).remontee == 2
    else:
        with pytest.raises(ApercuPerime):
            apply_recu(second, accord, acte)
