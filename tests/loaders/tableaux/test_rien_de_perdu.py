"""Nothing typed is lost or moved in silence: what is not read is named, a row that lost its code is seen."""

from __future__ import annotations

from datetime import date
from typing import Any

from tests.constats import (
    Lancer,
    Verifier,
    check_refus,
    find_message,
    list_places,
    list_valeurs,
    read_constat,
    read_lignes,
)
from tests.fabrique import edit, fill, make_gabarit, patch

AVIS, ERREUR, T4 = "avertissement", "erreur", "2026-T4"


def test_une_copie_de_feuille_remplie_est_vue(verifier: Verifier, gabarit_t4: bytes) -> None:
    def copy(classeur: Any) -> None:
        classeur.copy_worksheet(classeur["Avancement"])["H5"] = 85

    fichier = verifier(edit(gabarit_t4, copy))
    assert list_places(fichier) == [("feuille_en_double", ERREUR, "Avancement Copy", None, None)]


def test_une_feuille_inconnue_est_nommee(verifier: Verifier, gabarit_t4: bytes) -> None:
    def add(classeur: Any) -> None:
        classeur.create_sheet("Mes notes")["A1"] = "à voir avec la direction"

    fichier = verifier(edit(fill(gabarit_t4, {"H5": 85}), add))
    assert list_places(fichier) == [("feuille_ignoree", AVIS, "Mes notes", None, None)]
    assert list_valeurs(fichier) == {"Avancement!H5": 85}


def test_un_en_tete_descendu_sous_des_lignes_est_refuse(verifier: Verifier, gabarit_t4: bytes) -> None:
    def move(classeur: Any) -> None:
        page = classeur["Avancement"]
        for colonne in range(1, 18):
            valeurs = [page.cell(rang, colonne).value for rang in (4, 5, 6)]
            for rang, valeur in zip((4, 5, 6), (*valeurs[1:], valeurs[0]), strict=True):
                page.cell(rang, colonne).value = valeur
        page["H4"] = 85

    check_refus(verifier, edit(gabarit_t4, move), "entete_deplace", "lignes remplies", "4")


def test_une_colonne_remplie_sans_en_tete_est_nommee(verifier: Verifier, gabarit_t4: bytes) -> None:
    fichier = verifier(fill(gabarit_t4, {"V5": 85, "V6": 90}))
    assert list_places(fichier) == [("colonne_sans_entete", AVIS, "Avancement", None, "V")]
    assert "lignes 5, 6" in find_message(fichier, "colonne_sans_entete")


def test_un_code_et_un_titre_qui_se_contredisent(verifier: Verifier, gabarit_t4: bytes) -> None:
    """A sort or a paste moved the codes without the titles: no value may reach the wrong action."""
    fichier = verifier(fill(gabarit_t4, {"A5": "A17", "A6": "A16", "H5": 95, "H6": 85}))
    assert list_places(fichier) == [
        ("code_et_titre", ERREUR, "Avancement", 5, "A"),
        ("code_et_titre", ERREUR, "Avancement", 6, "A"),
    ]
    assert list_valeurs(fichier) == {}


def test_un_titre_corrige_depuis_ne_compte_pas(verifier: Verifier, gabarit_t4: bytes) -> None:
    fichier = verifier(fill(gabarit_t4, {"D5": "Un titre officiel tout autre", "H5": 85}))
    assert (fichier["statut"], list_valeurs(fichier)) == ("ok", {"Avancement!H5": 85})


def test_un_jalon_ecrase_par_un_autre(verifier: Verifier, gabarit_t4: bytes) -> None:
    fichier = verifier(fill(gabarit_t4, {"Jalons!B5": "Convention signée", "Jalons!E5": date(2026, 11, 2)}))
    assert list_places(fichier) == [("titre_remplace", ERREUR, "Jalons", 5, "B")]
    assert list_valeurs(fichier) == {}


def test_une_cellule_protegee_changee_est_dite(verifier: Verifier, gabarit_t4: bytes) -> None:
    fichier = verifier(fill(gabarit_t4, {"Indicateurs!D5": 999, "Jalons!C5": date(2029, 1, 1)}))
    assert list_places(fichier) == [
        ("cellule_protegee", AVIS, "Jalons", 5, "C"),
        ("cellule_protegee", AVIS, "Indicateurs", 5, "D"),
    ]


def test_une_creation_presque_identique_est_signalee(verifier: Verifier, gabarit_t4: bytes) -> None:
    jalon = "Équipes formées au référentiel d’évaluations"
    fichier = verifier(fill(gabarit_t4, {"Jalons!A9": "A16", "Jalons!B9": jalon}))
    assert list_places(fichier) == [("presque_identique", AVIS, "Jalons", 9, "B")]


def test_un_partenaire_nomme_sans_rien_dire(verifier: Verifier, gabarit_t4: bytes) -> None:
    fichier = verifier(fill(gabarit_t4, {"Partenaires!A21": "A17", "Partenaires!B21": "Mairie d’Ailleurs"}))
    assert list_places(fichier) == [("ligne_sans_effet", AVIS, "Partenaires", 21, "B")]


def test_dates_invraisemblables(verifier: Verifier, gabarit_t4: bytes) -> None:
    """Fault 68: a year that nobody means, on both sides and in every column."""
    annees = {
        "Jalons!D5": date(2001, 1, 1),
        "Jalons!E5": date(2006, 10, 15),
        "Jalons!D6": date(2062, 9, 30),
        "Jalons!E6": date(2062, 12, 31),
        "Jalons!D7": date(2030, 9, 30),
        "Indicateurs!F5": 12,
        "Indicateurs!G5": "02/11/2006",
        "N5": "Valider la trame",
        "P5": "15/12/2062",
    }
    fichier = verifier(fill(gabarit_t4, annees))
    assert list_places(fichier) == [
        ("date_hors_plan", AVIS, "Avancement", 5, "P"),
        ("date_hors_plan", AVIS, "Jalons", 5, "D"),
        ("date_hors_plan", AVIS, "Jalons", 5, "E"),
        ("date_hors_plan", AVIS, "Jalons", 6, "D"),
        ("date_future", AVIS, "Jalons", 6, "E"),
        ("date_hors_plan", AVIS, "Indicateurs", 5, "G"),
    ]
    messages = [read_constat(a) for a in fichier["anomalies"]]
    assert messages[0] == ("Pour le : 15/12/2062 vient plus de deux ans après la fin du schéma : vérifiez l’année.")
    assert messages[1] == "Échéance révisée : 01/01/2001 précède le schéma : vérifiez l’année."


def test_des_valeurs_levent_le_sans_changement_du_trimestre(appliquer: Verifier, gabarit_t4: bytes) -> None:
    assert appliquer(fill(gabarit_t4, {"Q5": "x"}))["remontee"]
    fichier = appliquer(fill(gabarit_t4, {"H5": 85}))
    assert [(c["champ"], c["avant"], c["apres"]) for c in fichier["changements"]] == [
        ("avancement", None, 85),
        ("sans_changement", True, None),
    ]
    assert appliquer(fill(gabarit_t4, {"H5": 85, "H6": 60}))["changements"][0]["reference"] == "A17"


def test_sans_changement_apres_des_valeurs_est_une_erreur(
    appliquer: Verifier, verifier: Verifier, gabarit_t4: bytes
) -> None:
    appliquer(fill(gabarit_t4, {"H5": 85}))
    fichier = verifier(fill(gabarit_t4, {"Q5": "x"}))
    assert list_places(fichier) == [("sans_changement_incoherent", ERREUR, "Avancement", 5, "Q")]


def test_un_fichier_applique_en_partie_dit_ce_qui_reste(appliquer: Verifier, gabarit_t4: bytes) -> None:
    octets = fill(gabarit_t4, {"H5": 85, "H6": 140, "H7": 50})
    premier = appliquer(octets, "--lignes-valides")
    assert premier["remontee"]
    second = appliquer(octets, "--lignes-valides")
    assert (second["statut"], second["remontee"], second["changements"]) == ("invalide", None, [])
    assert list_places(second) == [("hors_bornes", ERREUR, "Avancement", 6, "H")]
    assert f"remontée n° {premier['remontee']}" in second["message"]


def test_un_fichier_deja_importe_que_les_donnees_contredisent(appliquer: Verifier, gabarit_t4: bytes) -> None:
    octets = fill(gabarit_t4, {"H5": 85})
    premier = appliquer(octets)["remontee"]
    appliquer(fill(gabarit_t4, {"H5": 88}))
    second = appliquer(octets)
    assert (second["statut"], second["remontee"], second["changements"]) == ("ok", None, [])
    assert "Une de ses valeurs n’est pas" in second["message"]
    assert f"annulez d’abord la remontée n° {premier}" in second["message"]


def test_retablir_ce_dont_le_support_est_parti(appliquer: Verifier, lancer: Lancer, gabarit_t4: bytes) -> None:
    """Undoing the undo of a row whose partner was itself undone is refused, naming what to undo first."""
    places = {"Partenaires!A21": "A16", "Partenaires!B21": "Ville neuve", "Partenaires!D21": "Informé"}
    creation = appliquer(fill(gabarit_t4, places), "--creer-partenaires")["remontee"]
    usage = appliquer(fill(gabarit_t4, places | {"Partenaires!A21": "A17"}))["remontee"]
    assert lancer("undo", usage, "--auteur", "C").code == 0
    assert lancer("undo", creation, "--auteur", "C").code == 0
    avant = read_lignes()
    sortie = lancer("undo", usage + 1, "--auteur", "C")
    assert (sortie.code, f"Annulez d’abord la n° {usage + 2}" in sortie.err) == (1, True)
    assert read_lignes() == avant
    assert lancer("undo", usage + 2, "--auteur", "C").code == 0
    assert lancer("undo", usage + 1, "--auteur", "C").code == 0


def test_un_nom_de_feuille_demesure_est_refuse(verifier: Verifier, gabarit_t4: bytes) -> None:
    long = patch(
        gabarit_t4, "xl/workbook.xml", lambda xml: xml.replace(b'name="Jalons"', b'name="' + b"N" * 5_000 + b'"')
    )
    check_refus(verifier, long, "contenu_anormal", "nom de feuille")


def test_un_avancement_nul_est_montre_dans_le_classeur(appliquer: Verifier, gabarit_t4: bytes) -> None:
    appliquer(fill(gabarit_t4, {"H5": 0}))
    page: list[Any] = []
    edit(make_gabarit(trimestre="2027-T1"), lambda classeur: page.append(classeur["Avancement"]["E5"].value))
    assert page == [0]
