"""Fault 95 on the command line: what is to be said is written, completed, given back, remembered."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from models.correspondance import Correspondance, parse_correspondance
from tests.classeurs_partenariat import read_plan
from tests.constats import Ecrire, Lancer
from tests.tableaux_maison import build

ENTETES = ["N°", "Intitulé", "% réalisé", "Où en est-on ?", "Commentaires"]


def make_tableau(*lignes: list[object], titre: str = "Suivi – 3e trimestre 2026", autre: Any = ()) -> bytes:
    return build(("Suivi PP", [[titre], ENTETES, *lignes], []), *autre)


def name_titre(code: str) -> str:
    return read_plan().actions_par_code[code].libelle.texte


@pytest.mark.usefixtures("base")
def test_faute_96_ecrite_completee_donnee_puis_retenue(lancer: Lancer, ecrire: Ecrire, tmp_path: Path) -> None:
    lignes = [[16, name_titre("A16"), 0.45, "gelée", "Six"], [None, "Un autre intitulé", 0.6, "zzz", None]]
    fichier, sortie = ecrire("suivi.xlsx", make_tableau(*lignes)), tmp_path / "c.json"
    refus = lancer("check", fichier, "--json")
    assert (refus.code, refus.fichiers[0]["statut"]) == (1, "refuse")
    (anomalie,) = refus.fichiers[0]["anomalies"]
    assert anomalie["code"] == "correspondance_a_confirmer"
    assert all(
        mot in anomalie["message"] for mot in ("« Suivi PP »", "ses colonnes", "2 mots", "1 ligne", "--correspondance")
    )

    ecrite = lancer("correspondance", fichier, "--out", sortie)
    assert ecrite.code == 0
    assert "pourcentage : points" in ecrite.out
    assert "mots, Statut : « zzz » (à dire" in ecrite.out
    brut = json.loads(sortie.read_text(encoding="utf-8"))
    assert brut["lu"]["exemples"]["% realise"] == ["0,45", "0,6"]
    brut["pourcentage"] = "fraction"
    sortie.write_text(json.dumps(brut), encoding="utf-8")
    verifie = lancer("check", fichier, "--json", "--correspondance", sortie)
    (vu,) = verifie.fichiers
    assert [(a["code"], a["feuille"], a["colonne"], a["ligne"]) for a in vu["anomalies"]] == [
        ("ligne_non_rattachee", "Suivi PP", "A", 4)
    ]
    brut["lignes"] = {"un autre intitule": "-"}
    sortie.write_text(json.dumps(brut), encoding="utf-8")
    applique = lancer("apply", fichier, "--json", "--correspondance", sortie, "--auteur", "Camille Exemple")
    assert (applique.code, applique.fichiers[0]["correspondance"]) == (0, None)
    assert [(c["champ"], c["apres"], c["cellule"]) for c in applique.fichiers[0]["changements"]] == [
        ("avancement", 45, "Suivi PP!C3"),
        ("statut", "En pause", "Suivi PP!D3"),
        ("fait_marquant", "Six", "Suivi PP!E3"),
    ]

    suite = ecrire("suite.xlsx", make_tableau([16, name_titre("A16"), 0.5, "gelée"], [17, "Inconnu", 0.1, "arrivé"]))
    (encore,) = lancer("check", suite, "--json").fichiers
    (reste,) = encore["anomalies"]
    assert "Reste à dire : 1 mot inconnu et 1 ligne à rattacher." in reste["message"]
    seule = ecrire("seule.xlsx", make_tableau([16, name_titre("A16"), 0.5, "gelée"]))
    sue = lancer("check", seule, "--json")
    assert sue.code == 0
    assert sue.fichiers[0]["correspondance"] == "Correspondance de Camille Exemple du 21/11/2026 reprise."
    assert "Correspondance de Camille Exemple" in lancer("check", seule).out


@pytest.mark.usefixtures("base")
def test_faute_96_une_feuille_d_une_autre_forme_est_nommee(lancer: Lancer, ecrire: Ecrire, tmp_path: Path) -> None:
    autre = ("Blocages", [["Code", "Intitulé", "Freins", "Arbitrage"], ["A17", "x", "Local", "Trancher"]], [])
    fichier = ecrire("deux.xlsx", make_tableau(["A16", name_titre("A16"), 45, "En cours"], autre=(autre,)))
    sortie = tmp_path / "c.json"
    lancer("correspondance", fichier, "--out", sortie)
    (vu,) = lancer("check", fichier, "--json", "--correspondance", sortie).fichiers
    assert [(a["code"], a["feuille"]) for a in vu["anomalies"]] == [("feuille_autre_forme", "Blocages")]
    assert len(vu["changements"]) == 2


@pytest.mark.usefixtures("base")
def test_faute_96_le_trimestre_et_le_pilote_se_disent(lancer: Lancer, ecrire: Ecrire, tmp_path: Path) -> None:
    fichier = ecrire("suivi.xlsx", make_tableau(["A16", name_titre("A16"), 45, "En cours"], titre="Suivi"))
    sortie = tmp_path / "c.json"
    lancer("correspondance", fichier, "--out", sortie)
    dit = ("--json", "--correspondance", sortie)
    (muet,) = lancer("check", fichier, *dit).fichiers
    assert [a["code"] for a in muet["anomalies"]] == ["trimestre_inconnu"]
    (vu,) = lancer("check", fichier, *dit, "--reponse", "trimestre_du_classeur=2026-T3").fichiers
    assert (vu["trimestre"], vu["pilote"]) == ("2026-T3", "CRIP 93")
    (tous,) = lancer("check", fichier, *dit, "--trimestre", "2026-T3", "--reponse", "pilote_du_classeur=*").fichiers
    assert tous["pilote"] is None
    contredit = ecrire("suivi T2 2026.xlsx", make_tableau(["A16", name_titre("A16"), 45], titre="Suivi"))
    (refuse,) = lancer("check", contredit, *dit, "--trimestre", "2026-T3").fichiers
    assert [a["code"] for a in refuse["anomalies"]] == ["trimestre_contradictoire"]


@pytest.mark.usefixtures("base")
def test_un_fichier_a_nos_titres_n_a_pas_de_correspondance(lancer: Lancer, ecrire: Ecrire, tmp_path: Path) -> None:
    fichier = ecrire("notre.csv", b"Code;Avancement (%)\nA16;45\n")
    assert lancer("correspondance", fichier, "--out", tmp_path / "c.json").code == 1
    assert not (tmp_path / "c.json").exists()


@pytest.mark.parametrize(
    ("texte", "mot"),
    [
        ("{", "ligne 1"),
        ("[]", "objet JSON"),
        ("{}", "« colonnes » est vide"),
        ('{"colonnes": {"N°": "Numéro"}}', "« Numéro »"),
        ('{"colonnes": {"a": "Code", "b": "Code"}}', "deux colonnes"),
        ('{"colonnes": {"a": "Code"}, "pourcentage": "pour mille"}', "pour mille"),
        ('{"colonnes": {"a": "Code"}, "mots": {"Statut": "x"}}', "« mots »"),
        ('{"colonnes": {"a": "Code"}, "lignes": {"x": 3}}', "« lignes »"),
    ],
)
def test_une_correspondance_illisible_se_dit_en_francais(texte: str, mot: str) -> None:
    with pytest.raises(ValueError) as erreur:
        parse_correspondance(texte)
    assert mot in str(erreur.value)


def test_la_forme_ne_depend_ni_de_l_ordre_ni_de_ce_qui_est_dit() -> None:
    une = Correspondance((("n°", "Code"), ("statut [trimestre]", "Statut")))
    autre = Correspondance((("statut [trimestre]", ""), ("n°", "Code")), "points")
    assert une.forme == autre.forme


@pytest.mark.usefixtures("base")
def test_faute_97_nos_titres_et_des_numeros_pour_codes(lancer: Lancer, ecrire: Ecrire) -> None:
    """Our headers, and numbers where codes are expected: they are confirmed, not refused one by one."""
    titres = ["Code", "Action", "Avancement (%)", "Statut"]
    fichier = ecrire("t.xlsx", build(("Feuil1", [titres, [16, name_titre("A16"), 45, "En cours"]], [])))
    (vu,) = lancer("check", fichier, "--json", "--trimestre", "2026-T3").fichiers
    assert [a["code"] for a in vu["anomalies"]] == ["correspondance_a_confirmer"]


@pytest.mark.usefixtures("demo")
def test_faute_66_le_tableau_d_un_trimestre_deja_remonte(lancer: Lancer, ecrire: Ecrire, tmp_path: Path) -> None:
    """A file that says a past quarter, already reported, is asked which one it speaks of, as a stamped one is."""
    fichier, sortie = (
        ecrire("suivi.xlsx", make_tableau(["A16", name_titre("A16"), 97, "En cours"])),
        tmp_path / "c.json",
    )
    lancer("correspondance", fichier, "--out", sortie)
    dit = ("--json", "--correspondance", sortie)
    (vu,) = lancer("check", fichier, *dit).fichiers
    assert [q["choix"] for q in vu["questions"]] == [["2026-T3", "2026-T4"]]
    assert (vu["statut"], vu["changements"]) == ("invalide", [])
    (lu,) = lancer("check", fichier, *dit, "--reponse", "trimestre_du_classeur=2026-T4").fichiers
    assert (lu["statut"], lu["trimestre"]) == ("ok", "2026-T4")


def test_faute_97_un_numero_seul_ne_se_retient_pas() -> None:
    lignes = (("16", "A16"), ("n° 17", "A17"), ("18 | un titre", "A18"), ("un titre", "A19"), ("autre", ""))
    gardee = Correspondance((("n°", "Code"),), lignes=lignes).keep_reponses()
    assert [code for _, code in gardee.lignes] == ["A18", "A19"]
