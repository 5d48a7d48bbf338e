"""Faults 32 to 35: quarters, stamps, what a file does not say."""

from __future__ import annotations

from typing import Any

import pytest

from loaders.ecriture.journal import Acte, append_entree
from loaders.genres.charte.genre import CHARTE
from loaders.genres.partenaires.genre import PARTENAIRES
from loaders.lignes.genre import GenreClasseur
from models.changement import Changement
from models.colonnes import VERSION_GABARIT
from models.session import open_ecriture
from models.vocabulaire import NatureEntree
from tests.classeurs_partenariat import make
from tests.constats import Ecrire, Lancer, Verifier, check_refus, find_message, list_places, list_valeurs, read_constat
from tests.fabrique import MAINTENANT, edit, fill, make_gabarit, make_maison, set_timbre, strip_timbre

ERREUR, AVIS = "erreur", "avertissement"


@pytest.mark.parametrize(
    ("trimestre", "code", "mots"),
    [
        ("2027-T1", "trimestre_futur", "Le T1 2027 n’a pas commencé"),
        ("2023-T4", "trimestre_hors_plan", "du T1 2024 au T4 2028"),
        ("0000-T1", "trimestre_hors_plan", "du T1 2024 au T4 2028"),
        ("9999-T4", "trimestre_futur", "n’a pas commencé"),
    ],
)
def test_faute_32_trimestre_impossible(
    verifier: Verifier, gabarit: bytes, trimestre: str, code: str, mots: str
) -> None:
    octets = fill(gabarit, {"H5": 45})
    for fichier in (
        verifier(set_timbre(octets, "trimestre", trimestre)),
        verifier(strip_timbre(octets), "--trimestre", trimestre),
    ):
        assert fichier["statut"] == "refuse"
        assert list_places(fichier) == [(code, ERREUR, None, None, None)]
        assert mots in find_message(fichier, code)


def test_faute_32_trimestre_illisible(verifier: Verifier, lancer: Lancer, ecrire: Ecrire, gabarit: bytes) -> None:
    octets = set_timbre(fill(gabarit, {"H5": 45}), "trimestre", "hiver 2026")
    fichier = verifier(octets)
    assert list_places(fichier) == [("trimestre_inconnu", ERREUR, None, None, None)]
    assert "« hiver 2026 » n’est pas un trimestre : écrivez par exemple 2026-T3" in read_constat(
        fichier["anomalies"][0]
    )
    sortie = lancer("check", ecrire("a.xlsx", octets), "--trimestre", "hiver 2026", "--json")
    assert (sortie.code, sortie.donnees["erreur"]) == (2, "demande_invalide")
    assert "écrivez par exemple 2026-T3" in sortie.err


def test_faute_32_trimestre_clos_meme_apres_l_apercu(verifier: Verifier, appliquer: Verifier, gabarit: bytes) -> None:
    """The quarter is closed between the preview and the application: checked inside the transaction."""
    octets = fill(gabarit, {"H5": 45})
    assert verifier(octets)["statut"] == "ok"
    with open_ecriture() as session:
        cloture = Changement("campagne", "2026-T3", "close_le", None, None, "2026-11-02")
        append_entree(session, Acte(NatureEntree.ARBRE, "essai", MAINTENANT), [cloture])
    for fichier in (verifier(octets), appliquer(octets)):
        assert list_places(fichier) == [("trimestre_clos", ERREUR, None, None, None)]
        assert "clos depuis le 02/11/2026 : demandez sa réouverture" in find_message(fichier, "trimestre_clos")
        assert fichier["remontee"] is None


def test_faute_32_trimestre_commence_ou_inconnu(verifier: Verifier, gabarit: bytes) -> None:
    octets = fill(gabarit, {"H5": 45})
    assert verifier(set_timbre(octets, "trimestre", "2026-T4"))["trimestre"] == "2026-T4"
    inconnu = verifier(strip_timbre(octets))
    assert list_places(inconnu) == [("trimestre_inconnu", ERREUR, None, None, None)]
    assert "--trimestre 2026-T3" in find_message(inconnu, "trimestre_inconnu")
    contraire = verifier(octets, "--trimestre", "T2 2026")
    assert list_places(contraire) == [("trimestre_contradictoire", ERREUR, None, None, None)]
    assert "T3 2026" in find_message(contraire, "trimestre_contradictoire")
    assert verifier(octets, "--trimestre", "3e trimestre 2026")["statut"] == "ok"


@pytest.mark.parametrize(
    ("version", "refusee"), [("2.0", True), ("0.9", True), ("abc", True), ("1.7", False), ("1", False)]
)
def test_faute_33_autre_version_du_modele(verifier: Verifier, gabarit: bytes, version: str, refusee: bool) -> None:
    fichier = verifier(set_timbre(fill(gabarit, {"H5": 45}), "gabarit", version))
    assert list_places(fichier) == ([("gabarit_version", ERREUR, None, None, None)] if refusee else [])
    if refusee:
        message = find_message(fichier, "gabarit_version")
        assert f"modèle {version}, plus le modèle {VERSION_GABARIT} : demandez un classeur à jour" in message
        assert "python -m loaders template" in message


def test_faute_33_timbre_d_ailleurs(verifier: Verifier, gabarit: bytes) -> None:
    octets = fill(gabarit, {"H5": 45})
    autre = verifier(set_timbre(octets, "schema", "x" * 3_000))
    assert list_places(autre) == [("autre_schema", AVIS, None, None, None)]
    assert len(find_message(autre, "autre_schema")) < 200
    pilote = verifier(set_timbre(octets, "pilote", "mairie"))
    assert list_places(pilote) == [("pilote_inconnu", ERREUR, None, None, None)]
    assert verifier(set_timbre(octets, "revision", "9" * 4_900))["statut"] == "ok"


def test_faute_84_classeur_de_la_demonstration(verifier: Verifier, gabarit: bytes) -> None:
    fictif = set_timbre(fill(gabarit, {"H5": 45}), "demonstration", "oui")
    check_refus(verifier, fictif, "classeur_de_demonstration", "fictives", "écran Importer")


@pytest.mark.parametrize("genre", [PARTENAIRES, CHARTE], ids=lambda g: g.modele.cle)
def test_faute_84_classeurs_sans_trimestre(verifier: Verifier, base: str, genre: GenreClasseur) -> None:
    check_refus(verifier, set_timbre(make(genre), "demonstration", "oui"), "classeur_de_demonstration")


def test_un_classeur_reel_en_demonstration_est_dit(verifier: Verifier, demo: str) -> None:
    octets = set_timbre(make_gabarit(trimestre="2026-T4"), "demonstration", "non")
    assert list_places(verifier(fill(octets, {"H5": 85}))) == [("autre_base", AVIS, None, None, None)]


def test_faute_33_titre_corrige_depuis(verifier: Verifier, gabarit: bytes) -> None:
    """A corrected title, in the tree or in the locked cells, stops nothing; what was typed in a grey one is told."""
    fichier = verifier(fill(gabarit, {"H5": 45, "D5": "Un autre titre", "Partenaires!C5": "copilote"}))
    assert (fichier["statut"], list_valeurs(fichier)) == ("ok", {"Avancement!H5": 45})
    assert {a["code"] for a in fichier["anomalies"]} == {"cellule_protegee"}


@pytest.mark.parametrize("vide", [None, "", "   ", "\u00a0", "\u202f \n", "-", "–", "\u200b"])
def test_faute_34_cellule_vide_n_efface_pas(verifier: Verifier, demo: str, vide: object) -> None:
    places = {f"{colonne}5": vide for colonne in "HIJKLMNOPQ"} | {"H6": 55}
    fichier = verifier(fill(make_gabarit(trimestre="2026-T3"), places), "--trimestre", "2026-T3")
    assert (fichier["statut"], fichier["anomalies"]) == ("ok", [])
    assert list_valeurs(fichier) == {"Avancement!H6": 55}


def test_faute_35_actions_absentes(verifier: Verifier, lancer: Lancer, demo: str) -> None:
    def delete(classeur: Any) -> None:
        classeur["Avancement"].delete_rows(6, 2)
        del classeur["Jalons"], classeur["Partenaires"]

    fichier = verifier(edit(fill(make_gabarit(trimestre="2026-T4"), {"H5": 85}), delete))
    assert (fichier["statut"], fichier["muettes"], fichier["absentes"]) == ("ok", ["A17", "A33"], ["A17", "A33"])
    assert list_places(fichier) == [
        ("feuille_absente", AVIS, "Jalons", None, None),
        ("feuille_absente", AVIS, "Partenaires", None, None),
    ]
    assert list_valeurs(fichier) == {"Avancement!H5": 85}


def test_faute_35_fichier_maison_d_une_action(verifier: Verifier, demo: str) -> None:
    fichier = verifier(make_maison([["Code", "Avancement (%)"], ["A01", 85]]), "--trimestre", "2026-T4")
    assert (fichier["statut"], fichier["pilote"], len(fichier["muettes"])) == ("ok", None, 39)
