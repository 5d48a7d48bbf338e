"""Sheets and rows of somebody's own: which sheet is read, what is passed over with a word (faults 70-72, 76)."""

from __future__ import annotations

from typing import Any

import pytest

from loaders.genres.charte.genre import CHARTE
from loaders.genres.partenaires.genre import PARTENAIRES
from loaders.genres.registre import REGISTRE
from loaders.genres.remontee.genre import REMONTEE
from loaders.lecture.brut import CelluleBrute, ClasseurBrut, FeuilleBrute
from loaders.tableaux.tableaux import find_tableaux
from models.colonnes_partenariat import APPRECIATIONS, LISTE, PARTICIPATIONS
from tests.classeurs_partenariat import find_ligne, make, read_plan, type_ligne
from tests.constats import Verifier, check_refus, find_message, list_places, list_valeurs, read_constat
from tests.fabrique import edit, fill, make_gabarit, make_maison

AVIS, ERREUR = "avertissement", "erreur"
TITRES = ["Code", "Action", "Avancement (%)", "Statut", "Fait marquant du trimestre"]
T3 = ("--trimestre", "2026-T3")


def test_a_sentence_above_the_header_is_passed_over(verifier: Verifier, base: str) -> None:
    fichier = verifier(fill(make_gabarit(), {"K1": "validé en CODIR le 20/10", "H2": 12, "H5": 45}))
    assert list_valeurs(fichier) == {"Avancement!H5": 45}
    assert list_places(fichier) == [
        ("texte_au_dessus", AVIS, "Avancement", 1, "K"),
        ("texte_au_dessus", AVIS, "Avancement", 2, "H"),
    ]
    assert "« validé en CODIR le 20/10 » est au-dessus de l’en-tête : ce n’est pas lu." in (
        read_constat(fichier["anomalies"][0])
    )


def test_what_is_beside_our_titles_or_right_of_our_tables_is_told(verifier: Verifier, base: str) -> None:
    """Under no header, above a grey column, on a row that says nothing else: nobody reads it, and it is named."""
    fichier = verifier(fill(make_gabarit(), {"C1": "à revoir", "W3": "?", "V60": "merci", "Jalons!J9": "voir mail"}))
    assert list_places(fichier) == [
        ("colonne_sans_entete", AVIS, "Avancement", None, "V"),
        ("texte_au_dessus", AVIS, "Avancement", 1, "C"),
        ("texte_au_dessus", AVIS, "Avancement", 3, "W"),
        ("colonne_sans_entete", AVIS, "Jalons", None, "J"),
    ]


@pytest.mark.parametrize(
    ("cellules", "place"),
    [
        ({"A1": "Retour du service"}, ("texte_au_dessus", AVIS, "Avancement", 1, "A")),
        ({"A6": "A16/J1"}, ("ligne_sans_reponse", AVIS, "Avancement", 6, "A")),
        ({"Jalons!A9": "voir le mail"}, ("ligne_sans_reponse", AVIS, "Jalons", 9, "A")),
        ({"B60": "voir le mail"}, ("cellule_protegee", AVIS, "Avancement", 60, "B")),
        ({"B4": 2026}, ("colonnes_ignorees", AVIS, "Avancement", None, None)),
    ],
    ids=["title", "code", "free row", "below", "header"],
)
def test_what_is_typed_over_our_own_words_is_told(
    verifier: Verifier, base: str, cellules: dict[str, object], place: tuple[object, ...]
) -> None:
    assert list_places(verifier(fill(make_gabarit(), cellules))) == [place]


def test_a_code_typed_over_another_is_told_by_the_title_that_it_left(verifier: Verifier, base: str) -> None:
    dites = list_places(verifier(fill(make_gabarit(), {"A6": "A16"})))
    assert dites == [("cellule_protegee", AVIS, "Avancement", 6, "D")]


def test_a_printed_row_left_blank_is_silent_whoever_says_it_again(verifier: Verifier, base: str) -> None:
    octets = make(PARTENAIRES)
    libre = find_ligne(octets, PARTICIPATIONS)
    assert list_places(verifier(type_ligne(octets, PARTICIPATIONS, libre, A="A01", C="CDEF", D="copilote"))) == []


def test_sections_of_ones_own_are_told_together(verifier: Verifier, base: str) -> None:
    octets = fill(make_gabarit(), {f"A{n}": f"PRIORITÉ {n}" for n in range(20, 35)})
    assert list_places(verifier(octets)) == [("ligne_sans_reponse", AVIS, "Avancement", None, None)]
    message = find_message(verifier(octets), "ligne_sans_reponse")
    assert "15 lignes nomment quelque chose et n’en disent rien : A20 (« PRIORITÉ 20 »), A21" in message
    assert "A31 (« PRIORITÉ 31 »)…" in message


def test_a_known_code_above_the_header_refuses_the_file(verifier: Verifier, base: str) -> None:
    check_refus(verifier, fill(make_gabarit(), {"A1": "A16", "H1": 45}), "entete_deplace", "(1)")
    octets = make(PARTENAIRES)
    check_refus(verifier, type_ligne(octets, LISTE, 1, A="CDEF", B="organisme"), "entete_deplace", LISTE.nom)
    engagement = read_plan().charte.engagements[0].code
    rang = next(n for n, c in enumerate(APPRECIATIONS.colonnes) if c.saisie)
    perdue = type_ligne(make(CHARTE), APPRECIATIONS, 1, **{"A": engagement, chr(ord("A") + rang): "Limité"})
    check_refus(verifier, perdue, "entete_deplace", APPRECIATIONS.nom)


def test_a_sheet_of_ones_own_that_bears_our_name_is_passed_over(verifier: Verifier, base: str) -> None:
    def add(classeur: Any) -> None:
        sienne = classeur.create_sheet("Partenaires")
        sienne.append(["Nom", "Téléphone"])
        sienne.append(["M. X", "0102030405"])

    octets = edit(make_maison([TITRES, ["A16", "x", 45, "En cours", "Un fait"]], "Feuil1"), add)
    fichier = verifier(octets, *T3)
    assert list(list_valeurs(fichier)) == ["Feuil1!C2", "Feuil1!D2", "Feuil1!E2"]
    assert [place[:3] for place in list_places(fichier)] == [("feuille_ignoree", AVIS, "Partenaires")]


def test_a_sheet_filled_far_away_alone_is_told_too() -> None:
    """Nothing of it is read, and it holds something all the same."""
    entetes = [c.libelle for c in REMONTEE.modele.feuilles[0].colonnes]
    notre = FeuilleBrute(
        "Avancement",
        False,
        ((1, {"ABCDEFGHIJKLMNOPQRSTUVWXYZ"[n]: CelluleBrute("s", e) for n, e in enumerate(entetes)}),),
    )
    autres = [
        FeuilleBrute("Loin", False, (), loin=("H6000",)),
        FeuilleBrute("Grande", False, (), exces=("contenu_anormal", "trop")),
        FeuilleBrute("Vide", False, ()),
    ]
    _, anomalies = find_tableaux(ClasseurBrut((notre, *autres)), REMONTEE.modele, REGISTRE.modeles, timbre=False)
    assert [a.feuille for a in anomalies if a.code == "feuille_ignoree"] == ["Loin", "Grande"]


def test_headers_win_over_the_name_of_a_sheet(verifier: Verifier, base: str) -> None:
    def swap(classeur: Any) -> None:
        classeur["Avancement"].title = "Retour"
        classeur.create_sheet("Avancement").append(["Mes notes"])

    fichier = verifier(edit(fill(make_gabarit(), {"H5": 45}), swap))
    assert list_valeurs(fichier) == {"Retour!H5": 45}
    assert ("feuille_ignoree", AVIS, "Avancement", None, None) in list_places(fichier)


def test_a_renamed_sheet_with_a_renamed_column_is_not_lost(verifier: Verifier, base: str) -> None:
    def rename(classeur: Any) -> None:
        classeur["Avancement"].title = "Avancement PP"
        classeur["Avancement PP"]["H4"].value = "% avancement"

    octets = edit(fill(make_gabarit(), {"H5": 45}), rename)
    check_refus(verifier, octets, "colonne_introuvable", "Avancement PP", "« Avancement (%) » introuvable")


@pytest.mark.parametrize("etat", ["hidden", "veryHidden"])
def test_a_hidden_copy_gives_way_to_the_sheet_in_sight(verifier: Verifier, base: str, etat: str) -> None:
    def copy(classeur: Any) -> None:
        copie = classeur.copy_worksheet(classeur["Avancement"])
        copie.title, copie.sheet_state = "T3", etat
        copie["H5"].value = 12

    fichier = verifier(edit(fill(make_gabarit(), {"H5": 45}), copy))
    assert list_valeurs(fichier) == {"Avancement!H5": 45}
    assert list_places(fichier) == [("feuille_masquee", AVIS, "T3", None, None)]
    assert "« Avancement » l’est" in find_message(fichier, "feuille_masquee")


def test_two_sheets_in_sight_are_never_advised_to_be_deleted(verifier: Verifier, base: str) -> None:
    def copy(classeur: Any) -> None:
        classeur.copy_worksheet(classeur["Avancement"]).title = "Avancement ODPE"

    fichier = verifier(edit(fill(make_gabarit(), {"H5": 45}), copy))
    assert list_places(fichier) == [("feuille_en_double", ERREUR, "Avancement ODPE", None, None)]
    message = find_message(fichier, "feuille_en_double")
    assert "supprim" not in message
    assert "« Avancement » est lue, celle-ci ne l’est pas" in message
    assert "dans un classeur à part, que vous déposerez avec celui-ci" in message


def test_sections_totals_and_repeated_headers_are_passed_over(verifier: Verifier, base: str) -> None:
    octets = make_maison(
        [
            TITRES,
            ["Orientation 2 : Soutenir les familles"],
            ["P04", "Poursuivre le repérage"],
            ["A16", None, 45, "En cours"],
            TITRES,
            ["A 17", None, 50],
            ["Moyenne", None, 47.5],
            ["Sous-total P04", None, 95],
            [None, "Total général", 95],
        ],
        "Feuil1",
    )
    fichier = verifier(octets, *T3)
    assert list_valeurs(fichier) == {"Feuil1!C4": 45, "Feuil1!D4": "En cours", "Feuil1!C6": 50}
    assert list_places(fichier) == [
        ("ligne_de_total", AVIS, "Feuil1", 7, "A"),
        ("ligne_de_total", AVIS, "Feuil1", 8, "A"),
        ("ligne_de_total", AVIS, "Feuil1", 9, "A"),
    ]


def test_no_cell_of_a_total_is_read(verifier: Verifier, base: str) -> None:
    """What sums up a column is in no unit of ours: no error, no question about what 0.6 means."""
    octets = make_maison(
        [TITRES, ["A16", None, 45, "En cours"], ["TOTAL", None, "2 actions", "1 en cours"], ["Moyenne", None, 0.6]],
        "Feuil1",
    )
    fichier = verifier(octets, *T3)
    assert (fichier["statut"], fichier["questions"]) == ("ok", [])
    assert list_places(fichier) == [
        ("ligne_de_total", AVIS, "Feuil1", 3, "A"),
        ("ligne_de_total", AVIS, "Feuil1", 4, "A"),
    ]


@pytest.mark.parametrize(
    ("titre", "entetes", "total"),
    [
        ("Appréciations", ["Code", "Apprécié par", "Année", "Appréciation"], ["Total", None, None, "12 sur 18"]),
        ("Réunions", ["Instance", "Date", "Tenue (oui/non)"], ["Sous-total 2026", None, 3]),
        ("Liste des partenaires", ["Partenaire", "Nature", "Type"], ["Total", 29, None]),
        ("Participations", ["Code", "Partenaire", "Attendue (x)"], ["Somme", None, 41]),
    ],
)
def test_totals_of_every_kind_of_workbook(
    verifier: Verifier, base: str, titre: str, entetes: list[object], total: list[object]
) -> None:
    fichier = verifier(make_maison([entetes, total], titre))
    assert list_places(fichier) == [("ligne_de_total", AVIS, titre, 2, "A")]


def test_a_partner_may_be_called_total(verifier: Verifier, base: str) -> None:
    octets = make_maison([["Partenaire", "Nature"], ["Total Énergies", "organisme"]], "Liste des partenaires")
    fichier = verifier(octets)
    assert list_places(fichier) == []
    assert list_valeurs(fichier)


def test_a_title_that_begins_like_a_total_is_an_action(verifier: Verifier, base: str) -> None:
    octets = make_maison([TITRES, [None, "Ensemble pour l’accueil familial", 45], ["A1.6", None, 50]], "Feuil1")
    assert [code for code, *_ in list_places(verifier(octets, *T3))] == ["code_manquant", "code_inconnu"]


def test_a_code_is_suggested_when_it_is_near(verifier: Verifier, base: str) -> None:
    octets = make_maison([TITRES, ["A61", None, 45], ["Divers", None, 45], ["Maison commune", None, 5]], "Feuil1")
    proches = [read_constat(a).partition("Les plus proches : ")[2] for a in verifier(octets, *T3)["anomalies"]]
    assert [p.partition(",")[0] for p in proches] == ["A16", "aucun. Corrigez le code.", "aucun. Corrigez le code."]
