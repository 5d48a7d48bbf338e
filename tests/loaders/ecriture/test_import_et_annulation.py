"""A workbook in, applied, sent again, undone, redone: the figures come back byte for byte."""

from __future__ import annotations

from datetime import date

import pytest

from models.session import dispose_engines
from tests.constats import (
    Lancer,
    Verifier,
    find_message,
    list_entrees,
    list_places,
    list_valeurs,
    read_etat,
    read_json,
    read_lignes,
)
from tests.fabrique import edit, fill, make_gabarit

pytestmark = pytest.mark.deux_moteurs

T4 = "2026-T4"
REMPLI: dict[str, object] = {
    **{"H5": 85, "I5": "En cours", "J5": "Nuage", "K5": "Un fait", "M5": "Un blocage", "N5": "Une décision"},
    **{"O5": "La direction", "P5": date(2026, 12, 15), "Q6": "x", "H7": "60 %"},
    **{"Jalons!D5": date(2027, 1, 31), "Jalons!E6": date(2026, 11, 2)},
    **{"Indicateurs!F5": 92.5, "Indicateurs!G5": date(2026, 11, 1), "Indicateurs!H5": "Bien"},
    **{"Partenaires!D5": "Co-porteur", "Partenaires!E5": "Une réunion"},
}


def test_gabarit_intact(verifier: Verifier, gabarit_t4: bytes) -> None:
    for octets in (gabarit_t4, fill(gabarit_t4, {}), make_gabarit(None, T4)):
        fichier = verifier(octets)
        assert (fichier["statut"], fichier["anomalies"], fichier["changements"]) == ("ok", [], [])
        assert fichier["message"] == "Aucun changement."


def test_appliquer_renvoyer_annuler_retablir(
    verifier: Verifier, appliquer: Verifier, lancer: Lancer, gabarit_t4: bytes
) -> None:
    avant, lignes_avant, numero = read_json(T4), read_lignes(), len(list_entrees(lancer))
    octets = fill(gabarit_t4, REMPLI)
    apercu = verifier(octets)
    fichier = appliquer(octets, "--note", "Une note")
    assert (fichier["remontee"], fichier["changements"]) == (numero, apercu["changements"])
    assert list_valeurs(fichier)["Avancement!P5"] == "2026-12-15"
    assert len(fichier["changements"]) == len(REMPLI)
    assert {c["avant"] for c in fichier["changements"]} == {None}
    apres, lignes_apres = read_json(T4), read_lignes()
    assert apres != avant

    meme_contenu = edit(octets, lambda classeur: setattr(classeur.properties, "title", "Autres octets"))
    for renvoi in (octets, meme_contenu):
        retour = appliquer(renvoi)
        assert (retour["statut"], retour["remontee"], retour["changements"]) == ("ok", None, [])
        assert "aucun changement" in retour["message"].lower()
    assert len(list_entrees(lancer)) == numero + 1

    assert lancer("undo", numero, "--auteur", "Camille Exemple").code == 0
    assert (read_json(T4), read_lignes()) == (avant, lignes_avant)
    assert lancer("undo", numero, "--auteur", "Camille Exemple").code == 2
    assert lancer("undo", numero + 1, "--auteur", "Camille Exemple").code == 0
    assert (read_json(T4), read_lignes()) == (apres, lignes_apres)
    assert [(e["id"], e["annule"], e["annule_par"]) for e in list_entrees(lancer)[numero:]] == [
        (numero, False, None),
        (numero + 1, True, numero + 2),
        (numero + 2, False, None),
    ]


def test_reimporter_apres_annulation(
    verifier: Verifier, appliquer: Verifier, lancer: Lancer, gabarit_t4: bytes
) -> None:
    octets = fill(gabarit_t4, REMPLI)
    premiere = appliquer(octets)["remontee"]
    apres = read_lignes()
    lancer("undo", premiere, "--auteur", "C")
    assert appliquer(octets)["remontee"] == premiere + 2
    assert read_lignes() == apres
    assert "déjà été importé" in verifier(octets)["message"]
    # the first undo can no longer be taken back: the second import wrote the same cells
    sortie = lancer("undo", premiere + 1, "--auteur", "C")
    assert (sortie.code, f"n° {premiere + 2}" in sortie.err) == (1, True)


def test_faute_57_annulation_refusee_si_une_suivante_a_touche_les_memes_cellules(
    appliquer: Verifier, lancer: Lancer, gabarit_t4: bytes
) -> None:
    premiere = appliquer(fill(gabarit_t4, {"H5": 81, "H6": 55}))["remontee"]
    seconde = appliquer(fill(gabarit_t4, {"H5": 82}), auteur="Dominique Exemple")["remontee"]
    troisieme = appliquer(fill(gabarit_t4, {"H7": 50}))["remontee"]
    dispose_engines()
    avant = read_etat()
    sortie = lancer("undo", premiere, "--auteur", "C")
    assert sortie.code == 1
    assert f"n° {seconde} (Dominique Exemple) a modifié depuis les mêmes cellules" in sortie.err
    assert f"n° {troisieme}" not in sortie.err
    assert read_etat() == avant
    assert lancer("undo", seconde, "--auteur", "C").code == 0
    assert lancer("undo", premiere, "--auteur", "C").code == 0


def test_annuler_l_arbre_ou_rien(lancer: Lancer, demo: str) -> None:
    for numero, mot in ((0, "référentiel"), (9_999, "n’existe pas")):
        sortie = lancer("undo", numero, "--auteur", "C")
        assert (sortie.code, mot in sortie.err) == (2, True)


def test_effacer_une_valeur_du_trimestre(verifier: Verifier, appliquer: Verifier, gabarit_t4: bytes) -> None:
    appliquer(fill(gabarit_t4, {"H5": 90, "K5": "Un fait"}))
    fichier = appliquer(fill(gabarit_t4, {"H5": "EFFACER", "K5": " effacer "}))
    assert [(c["champ"], c["avant"], c["apres"]) for c in fichier["changements"]] == [
        ("avancement", 90, None),
        ("fait_marquant", "Un fait", None),
    ]
    assert '"trimestre_de_la_valeur": "2026-T3"' in read_json(T4)
    encore = verifier(fill(gabarit_t4, {"H5": "EFFACER"}))
    assert list_places(encore) == [("rien_a_effacer", "avertissement", "Avancement", 5, "H")]
    assert "rien n’a été dit pour le T4 2026" in find_message(encore, "rien_a_effacer")
    assert encore["changements"] == []


def test_effacer_un_blocage_le_termine_une_fois_pour_toutes(verifier: Verifier, appliquer: Verifier, base: str) -> None:
    """Said in T2, it carries into T3; erased in T3 it ends, and the same file sent again changes nothing."""
    appliquer(fill(make_gabarit(trimestre="2026-T2"), {"H5": 30, "M5": "Un blocage"}))
    t3 = make_gabarit(trimestre="2026-T3")
    fichier = appliquer(fill(t3, {"M5": "EFFACER"}))
    assert [(c["champ"], c["avant"], c["apres"]) for c in fichier["changements"]] == [("point_blocage", None, "")]
    for octets in (fill(t3, {"M5": "EFFACER"}), fill(t3, {"M5": "Effacer"})):
        assert (verifier(octets)["changements"], verifier(octets)["anomalies"]) == ([], [])
    appliquer(fill(t3, {"M5": "Un autre"}))
    assert [c["apres"] for c in appliquer(fill(t3, {"M5": "EFFACER "}))["changements"]] == [""]
    assert verifier(fill(t3, {"M5": " EFFACER"}))["changements"] == []


def test_une_erreur_bloque_sa_ligne(verifier: Verifier, appliquer: Verifier, lancer: Lancer, gabarit_t4: bytes) -> None:
    nombre = len(list_entrees(lancer))
    octets = fill(gabarit_t4, {"H5": 200, "I5": "En cours", "H6": 55})
    fichier = appliquer(octets)
    assert (fichier["statut"], fichier["remontee"]) == ("invalide", None)
    assert len(list_entrees(lancer)) == nombre
    partiel = appliquer(octets, "--lignes-valides")
    assert (partiel["statut"], partiel["remontee"]) == ("invalide", nombre)
    assert list_valeurs(partiel) == {"Avancement!H6": 55}
