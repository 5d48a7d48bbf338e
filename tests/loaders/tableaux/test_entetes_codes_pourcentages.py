"""Faults 18 to 23: headers, codes and percentages, place by place."""

from __future__ import annotations

from typing import Any

import pytest

from loaders.ecriture.journal import Acte, append_entree
from models.changement import Changement
from models.session import open_ecriture
from models.vocabulaire import NatureEntree
from tests.constats import Verifier, find_message, list_places, list_valeurs, read_constat
from tests.fabrique import (
    MAINTENANT,
    Format,
    edit,
    fill,
    make_maison,
    strip_timbre,
)

ERREUR, AVIS = "erreur", "avertissement"


def rename(colonne: str, libelle: str, feuille: str = "Avancement") -> Any:
    return lambda classeur: setattr(classeur[feuille][f"{colonne}4"], "value", libelle)


@pytest.mark.parametrize("timbre", [True, False])
def test_faute_18_colonne_renommee(verifier: Verifier, gabarit: bytes, timbre: bool) -> None:
    octets = edit(fill(gabarit, {"H5": 45}), rename("H", "Avancment (%)"))
    fichier = verifier(octets if timbre else strip_timbre(octets), "--trimestre", "2026-T3")
    assert fichier["statut"] == "refuse"
    assert list_places(fichier) == [("colonne_introuvable", ERREUR, None, None, None)]
    message = find_message(fichier, "colonne_introuvable")
    assert message.startswith(
        "Feuille « Avancement » : colonne « Avancement (%) » introuvable. Colonnes lues : « Code »"
    )
    assert "Vouliez-vous dire « Avancment (%) » ? Rétablissez l’en-tête « Avancement (%) »." in message


def test_faute_18_aucun_repli_sur_la_position(verifier: Verifier, gabarit: bytes) -> None:
    """A header that resembles nothing: the column is not found, whatever stands in its place."""
    fichier = verifier(edit(fill(gabarit, {"I5": "En cours"}), rename("I", "Zone 51")))
    assert list_places(fichier) == [("colonne_introuvable", ERREUR, None, None, None)]
    assert "« Statut » introuvable" in find_message(fichier, "colonne_introuvable")


def test_faute_19_colonnes_deplacees(verifier: Verifier, gabarit: bytes) -> None:
    """Every column of Avancement in the reverse order, from row 11 on."""

    def reverse(classeur: Any) -> None:
        feuille = classeur["Avancement"]
        lignes = [[c.value for c in ligne] for ligne in feuille.iter_rows(min_row=4, max_row=7, max_col=17)]
        feuille.delete_rows(1, 7)
        for numero, ligne in enumerate(lignes, start=11):
            for rang, valeur in enumerate(reversed(ligne), start=1):
                feuille.cell(numero, rang).value = valeur

    fichier = verifier(edit(fill(gabarit, {"H5": 45, "I6": "En cours"}), reverse))
    assert (fichier["statut"], fichier["anomalies"]) == ("ok", [])
    assert list_valeurs(fichier) == {"Avancement!J12": 45, "Avancement!I13": "En cours"}


def test_faute_19_colonnes_en_plus(verifier: Verifier, gabarit: bytes) -> None:
    fichier = verifier(fill(gabarit, {"H5": 45, "V4": "Avis du chef", "W4": "Zone 51", "V5": "Bien"}))
    assert fichier["statut"] == "ok"
    assert list_places(fichier) == [("colonnes_ignorees", AVIS, "Avancement", None, None)]
    assert "« Avis du chef », « Zone 51 »" in find_message(fichier, "colonnes_ignorees")
    assert list_valeurs(fichier) == {"Avancement!H5": 45}


def test_faute_20_en_tete_en_double(verifier: Verifier, gabarit: bytes) -> None:
    fichier = verifier(fill(gabarit, {"H5": 45, "V4": " STATUT "}))
    assert list_places(fichier) == [("entete_double", ERREUR, None, None, None)]
    message = find_message(fichier, "entete_double")
    assert "Feuille « Avancement » : la colonne « Statut » est en double, en I et V. Supprimez" in message


def test_faute_20_colonne_obligatoire_absente(verifier: Verifier, base: str) -> None:
    sans_code = make_maison([["Statut", "Avancement (%)"], ["En cours", 45]])
    fichier = verifier(sans_code, "--trimestre", "2026-T3")
    assert list_places(fichier) == [("colonne_introuvable", ERREUR, None, None, None)]
    assert "colonne « Code » introuvable" in find_message(fichier, "colonne_introuvable")


def test_faute_20_ni_feuille_ni_en_tete(verifier: Verifier, base: str) -> None:
    etrangere = verifier(make_maison([["Produit", "Prix"], ["Vis", 3]], "Stock"), "--trimestre", "2026-T3")
    assert list_places(etrangere) == [("feuille_introuvable", ERREUR, None, None, None)]
    assert "Aucun tableau reconnu" in find_message(etrangere, "feuille_introuvable")
    assert "« Stock »" in find_message(etrangere, "feuille_introuvable")
    trop_bas = make_maison([[None]] * 20 + [["Code", "Avancement (%)"], ["A16", 45]])
    assert list_places(verifier(trop_bas, "--trimestre", "2026-T3")) == [
        ("correspondance_a_confirmer", ERREUR, None, None, None)
    ]
    juste = make_maison([[None]] * 19 + [["Code", "Avancement (%)"], ["A16", 45]])
    assert list_valeurs(verifier(juste, "--trimestre", "2026-T3")) == {"Avancement!B21": 45}


def test_faute_21_codes_qui_se_confondent(verifier: Verifier, gabarit: bytes) -> None:
    """Two codes of the tree that differ by what comparing ignores: neither is guessed."""
    with open_ecriture() as session:
        champs = {"rang": 99, "priorite": "P04", "pilote": "crip-93", "libelle": "Autre", "statut_libelle": "officiel"}
        changements = [Changement("action", "à16", champ, None, None, valeur) for champ, valeur in champs.items()]
        append_entree(session, Acte(NatureEntree.ARBRE, "essai", MAINTENANT), changements)
    fichier = verifier(fill(gabarit, {"H5": 45, "H6": 50}))
    assert list_places(fichier)[0] == ("code_ambigu", ERREUR, "Avancement", 5, "A")
    assert {(a["code"], read_constat(a)) for a in fichier["anomalies"]} == {
        ("code_ambigu", "Code : « A16 » peut désigner A16 ou à16.")
    }
    assert list_valeurs(fichier) == {"Avancement!H6": 50}


def test_faute_22_pourcentage_ambigu_pour_toute_la_colonne(verifier: Verifier, gabarit: bytes) -> None:
    octets = fill(gabarit, {"H5": 0.45, "H6": 1, "H7": "70 %", "I7": "En cours"})
    fichier = verifier(octets)
    assert fichier["statut"] == "invalide"
    assert list_places(fichier) == [
        ("pourcentage_ambigu", ERREUR, "Avancement", 5, "H"),
        ("pourcentage_ambigu", ERREUR, "Avancement", 6, "H"),
    ]
    assert all("--pourcentage points|fraction" in read_constat(a) for a in fichier["anomalies"])
    assert list_valeurs(fichier) == {"Avancement!H7": 70, "Avancement!I7": "En cours"}


def test_faute_22_la_question_a_sa_reponse(verifier: Verifier, gabarit: bytes) -> None:
    octets = fill(gabarit, {"H5": 0.45, "H6": 1, "H7": Format(0.7, "0 %")})
    fraction = verifier(octets, "--pourcentage", "fraction")
    assert list_valeurs(fraction) == {"Avancement!H5": 45, "Avancement!H6": 100, "Avancement!H7": 70}
    assert fraction["anomalies"] == []
    points = verifier(octets, "--pourcentage", "points")
    assert list_valeurs(points) == {"Avancement!H5": 0, "Avancement!H6": 1, "Avancement!H7": 70}
    assert list_places(points) == [("arrondi", AVIS, "Avancement", 5, "H")]
    assert find_message(points, "arrondi") == "Avancement (%) : 0,45 est arrondi à 0."


def test_faute_22_un_seul_est_un_pour_cent_dans_notre_gabarit(verifier: Verifier, gabarit: bytes) -> None:
    octets = fill(gabarit, {"H5": 1})
    assert (verifier(octets)["anomalies"], list_valeurs(verifier(octets))) == ([], {"Avancement!H5": 1})
    maison = verifier(strip_timbre(octets), "--trimestre", "2026-T3")
    assert list_places(maison) == [("pourcentage_un", AVIS, "Avancement", 5, "H")]
    assert list_valeurs(maison) == {"Avancement!H5": 1}


@pytest.mark.parametrize("faux", ["≈45", "env. 45 %", "45 à 50", "quarante-cinq", "4O", "45%%", "1e2", True])
def test_faute_23_nombre_qui_n_en_est_pas_un(verifier: Verifier, gabarit: bytes, faux: object) -> None:
    fichier = verifier(fill(gabarit, {"H6": faux, "I6": "En cours", "H7": 10}))
    assert list_places(fichier) == [("valeur_illisible", ERREUR, "Avancement", 6, "H")]
    assert "attendu : un nombre entier de 0 à 100, par exemple 45" in find_message(fichier, "valeur_illisible")
    assert list_valeurs(fichier) == {"Avancement!H7": 10}


@pytest.mark.parametrize("rien", ["n.d.", "NC", "n/a", "non renseigné"])
def test_faute_23_mots_pour_rien(verifier: Verifier, gabarit: bytes, rien: str) -> None:
    fichier = verifier(fill(gabarit, {"H6": rien, "H7": 10, "K7": rien}))
    assert list_places(fichier) == [
        ("valeur_nulle", AVIS, "Avancement", 6, "H"),
        ("valeur_nulle", AVIS, "Avancement", 7, "K"),
    ]
    message = read_constat(fichier["anomalies"][0])
    assert message == f"Avancement (%) : « {rien} » est lu comme une cellule vide."
    assert list_valeurs(fichier) == {"Avancement!H7": 10}
