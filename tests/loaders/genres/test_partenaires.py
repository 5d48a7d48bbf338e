"""The partners' workbook through the real commands: who they are, where they are expected, and back."""

from __future__ import annotations

import pytest

from loaders.apercu.lot import preview_fichiers
from loaders.ecriture.application import Accord, apply_lecture
from loaders.ecriture.journal import Acte
from loaders.genres.partenaires.genre import PARTENAIRES
from loaders.lecture.brut import Recu
from loaders.lecture.processus import read_classeurs
from loaders.options import Options
from models.colonnes_partenariat import LISTE, PARTICIPATIONS
from models.session import open_base
from models.vocabulaire import NatureEntree
from tests.agissants import COMMANDE
from tests.classeurs_partenariat import find_ligne, make, open_page, read_plan, type_ligne
from tests.constats import (
    Lancer,
    Verifier,
    find_message,
    list_entrees,
    list_places,
    list_valeurs,
    read_constat,
    read_lignes,
)
from tests.fabrique import MAINTENANT, make_maison

VILLES, HABILITEES = "Villes", "IDEE 93 et associations habilitées"
NEUVE, RESEAU = "Association du Test", "Réseau neuf"
ENTETES = [c.libelle for c in LISTE.colonnes]


@pytest.fixture
def gabarit(base: str) -> bytes:
    return make(PARTENAIRES)


@pytest.fixture
def rempli(gabarit: bytes) -> bytes:
    """A new organisme tied to a catégorie that a later row makes, expected in A01; a known partner not a member."""
    libre = find_ligne(gabarit, LISTE)
    octets = type_ligne(gabarit, LISTE, libre, A=NEUVE, B="organisme", C="Association", D=RESEAU, E="oui")
    octets = type_ligne(octets, LISTE, libre + 1, A=RESEAU, B="CATEGORIE")
    octets = type_ligne(octets, LISTE, find_ligne(gabarit, LISTE, VILLES), E="non")
    participation = find_ligne(octets, PARTICIPATIONS)
    return type_ligne(octets, PARTICIPATIONS, participation, A="a01", C="association  du test", D="copilote", E="x")


def find_partenaire(nom: str):
    return next(p for p in read_plan().partenaires if p.nom == nom)


def find_participation(code: str, nom: str):
    return next((p for p in read_plan().actions_par_code[code].participations if p.partenaire == nom), None)


def test_untouched_it_changes_nothing(gabarit: bytes, verifier: Verifier) -> None:
    fichier = verifier(gabarit, nom="partenaires.xlsx")
    assert (fichier["statut"], fichier["anomalies"], fichier["changements"]) == ("ok", [], [])
    assert (fichier["trimestre"], fichier["pilote"], fichier["inchangees"], fichier["absentes"]) == (None, None, 0, [])
    assert fichier["message"] == "Aucun changement."


def test_partners_are_applied_then_taken_back(
    rempli: bytes, verifier: Verifier, appliquer: Verifier, lancer: Lancer
) -> None:
    avant = read_lignes()
    vu = verifier(rempli)
    assert (vu["statut"], vu["anomalies"]) == ("ok", [])
    sienne = find_ligne(rempli, LISTE, RESEAU, "CATEGORIE")
    assert {c["cellule"] for c in vu["changements"] if c["reference"] == RESEAU} == {f"{LISTE.nom}!A{sienne}"}
    fait = appliquer(rempli)
    assert fait["changements"] == vu["changements"]
    neuve = find_partenaire(NEUVE)
    assert (neuve.nature, neuve.type, neuve.parent, neuve.membre) == ("organisme", "Association", RESEAU, True)
    assert find_partenaire(RESEAU).nature == "catégorie"
    assert find_partenaire(VILLES).membre is False
    participation = find_participation("A01", NEUVE)
    assert (participation.attendue, participation.role) == (True, "copilote")
    (entree,) = [e for e in list_entrees(lancer) if e["id"] == fait["remontee"]]
    assert entree["trimestre"] is None
    assert f"(remontée n° {fait['remontee']})" in verifier(rempli)["message"]
    assert appliquer(rempli)["remontee"] is None
    assert lancer("undo", fait["remontee"], "--auteur", "Camille Exemple").code == 0
    assert read_lignes() == avant


def test_a_row_left_out_does_not_orphan_those_that_name_its_partner(rempli: bytes) -> None:
    libre = find_ligne(make(PARTENAIRES), LISTE)
    exclues = frozenset({f"{LISTE.nom}!{libre + 1}", f"{LISTE.nom}!{libre}"})
    (lecture,) = read_classeurs([Recu("partenaires.xlsx", rempli)])
    acte = Acte(NatureEntree.IMPORT, "Camille Exemple", MAINTENANT)
    assert apply_lecture(lecture, Options(exclues=exclues), acte, Accord(COMMANDE)).remontee
    assert (find_partenaire(NEUVE).nature, find_partenaire(NEUVE).parent) == ("organisme", None)
    assert find_participation("A01", NEUVE).attendue


def test_the_categorie_of_a_row_is_made_without_its_own(rempli: bytes) -> None:
    libre = find_ligne(make(PARTENAIRES), LISTE)
    with open_base() as session:
        options = Options(exclues=frozenset({f"{LISTE.nom}!{libre + 1}"}))
        (apercu,) = preview_fichiers(session, [Recu("x.xlsx", rempli)], options, MAINTENANT)
    dits = {(c.reference, c.champ): c.apres for c in apercu.changements}
    assert dits[RESEAU, "nature"] == "catégorie"


@pytest.mark.parametrize(
    ("ligne", "code", "colonne", "mots"),
    [
        ({"A": "Inconnue"}, "nature_manquante", "B", ["dites ici", "organisme ou catégorie"]),
        ({"A": "Inconnue", "C": "Association"}, "nature_manquante", "B", ["les plus proches"]),
        ({"A": "Inconnue", "B": "groupe"}, "valeur_inconnue", "B", ["organisme, catégorie"]),
        ({"A": "Inconnue", "B": "organisme", "D": "Vile"}, "partenaire_inconnu", "D", [f"« {VILLES} »", "ligne libre"]),
        ({"A": "Inconnue", "B": "organisme", "D": "CDEF"}, "rattachement_impossible", "D", ["pas une catégorie"]),
        ({"A": "Inconnue", "B": "organisme", "D": "inconnue"}, "rattachement_impossible", "D", ["« Inconnue »"]),
        ({"A": "Inconnue", "B": "catégorie", "D": VILLES}, "rattachement_impossible", "D", ["seul un organisme"]),
        ({"B": "organisme"}, "libelle_manquant", "A", ["vide"]),
        ({"A": "Inconnue", "B": "organisme", "E": "peut-être"}, "valeur_inconnue", "E", ["oui, non"]),
    ],
)
def test_what_is_wrong_with_a_partner(
    gabarit: bytes, verifier: Verifier, ligne: dict[str, str], code: str, colonne: str, mots: list[str]
) -> None:
    libre = find_ligne(gabarit, LISTE)
    fichier = verifier(type_ligne(gabarit, LISTE, libre, **ligne))
    assert (code, "erreur", LISTE.nom, libre, colonne) in list_places(fichier)
    message = next(read_constat(a) for a in fichier["anomalies"] if a["code"] == code)
    assert all(mot in message for mot in mots), message
    assert fichier["changements"] == []


def test_a_nature_is_not_pulled_from_under_its_ties(gabarit: bytes, verifier: Verifier, appliquer: Verifier) -> None:
    cdef, villes = find_ligne(gabarit, LISTE, "CDEF"), find_ligne(gabarit, LISTE, VILLES)
    assert appliquer(type_ligne(gabarit, LISTE, cdef, D="villes"))["remontee"]
    assert find_partenaire("CDEF").parent == VILLES
    for rang, valeur, mot in (
        (villes, "organisme", "« CDEF »"),
        (cdef, "catégorie", VILLES),
        (cdef, "EFFACER", "efface"),
    ):
        fichier = verifier(type_ligne(gabarit, LISTE, rang, B=valeur))
        (anomalie,) = fichier["anomalies"]
        assert (anomalie["gravite"], anomalie["colonne"], fichier["changements"]) == ("erreur", "B", [])
        assert mot in read_constat(anomalie)
    libere = verifier(type_ligne(gabarit, LISTE, cdef, B="catégorie", D="EFFACER"))
    assert list_valeurs(libere) == {f"{LISTE.nom}!B{cdef}": "catégorie", f"{LISTE.nom}!D{cdef}": None}


def test_a_name_nearly_known_is_pointed_out(gabarit: bytes, verifier: Verifier) -> None:
    libre = find_ligne(gabarit, LISTE)
    fichier = verifier(type_ligne(gabarit, LISTE, libre, A="Ville", B="catégorie"))
    assert list_places(fichier) == [("presque_identique", "avertissement", LISTE.nom, libre, "A")]


def test_two_rows_of_a_new_partner_that_differ_are_errors(gabarit: bytes, verifier: Verifier) -> None:
    libre = find_ligne(gabarit, LISTE)
    octets = type_ligne(gabarit, LISTE, libre, A=NEUVE, B="organisme")
    octets = type_ligne(octets, LISTE, libre + 1, A=NEUVE, B="catégorie")
    assert [a[0] for a in list_places(verifier(octets))] == ["doublon_different"] * 2


def test_a_participation_is_withdrawn_with_its_role(
    gabarit: bytes, verifier: Verifier, appliquer: Verifier, lancer: Lancer
) -> None:
    rang = find_ligne(gabarit, PARTICIPATIONS, "A01", "CDEF")
    avant = read_lignes()
    premier = appliquer(type_ligne(gabarit, PARTICIPATIONS, rang, D="Consulté"))
    assert find_participation("A01", "CDEF").role == "consulté"
    sans_role = verifier(type_ligne(gabarit, PARTICIPATIONS, rang, D="EFFACER"))
    assert list_valeurs(sans_role) == {f"{PARTICIPATIONS.nom}!D{rang}": None}
    second = appliquer(type_ligne(gabarit, PARTICIPATIONS, rang, E="EFFACER"))
    assert find_participation("A01", "CDEF") is None
    note = open_page(make(PARTENAIRES), PARTICIPATIONS)
    assert note.cell(rang, 3).value != "CDEF"
    for fait in (second, premier):
        assert lancer("undo", fait["remontee"], "--auteur", "Camille Exemple").code == 0
    assert read_lignes() == avant


@pytest.mark.parametrize(
    ("ligne", "code", "gravite", "colonne"),
    [
        ({"A": "A01", "C": "Ville du Test", "E": "x"}, "partenaire_inconnu", "erreur", "C"),
        ({"A": "A99", "C": VILLES, "E": "x"}, "code_inconnu", "erreur", "A"),
        ({"C": VILLES, "E": "x"}, "code_manquant", "erreur", "A"),
        ({"A": "A01", "C": "CDEF", "D": "copilote", "E": "EFFACER"}, "attendue_et_role", "erreur", "E"),
        ({"A": "A01", "C": "CDEF", "D": "chef"}, "valeur_inconnue", "erreur", "D"),
        ({"A": "A01", "C": "Écoles de formation en travail social"}, "ligne_sans_effet", "avertissement", "C"),
        (
            {"A": "A01", "C": "Écoles de formation en travail social", "E": "EFFACER"},
            "rien_a_effacer",
            "avertissement",
            "E",
        ),
    ],
)
def test_what_is_wrong_with_a_participation(
    gabarit: bytes, verifier: Verifier, ligne: dict[str, str], code: str, gravite: str, colonne: str
) -> None:
    libre = find_ligne(gabarit, PARTICIPATIONS)
    fichier = verifier(type_ligne(gabarit, PARTICIPATIONS, libre, **ligne))
    assert list_places(fichier) == [(code, gravite, PARTICIPATIONS.nom, libre, colonne)]
    assert fichier["changements"] == []


def test_a_code_moved_without_its_title_is_seen(gabarit: bytes, verifier: Verifier) -> None:
    rang = find_ligne(gabarit, PARTICIPATIONS, "A01", "CDEF")
    fichier = verifier(type_ligne(gabarit, PARTICIPATIONS, rang, A="A02", D="copilote"))
    assert "celui de A01" in find_message(fichier, "code_et_titre")


def test_undo_keeps_what_later_entries_hang_on(gabarit: bytes, appliquer: Verifier, lancer: Lancer) -> None:
    libre, cdef = find_ligne(gabarit, LISTE), find_ligne(gabarit, LISTE, "CDEF")
    cree = appliquer(type_ligne(gabarit, LISTE, libre, A=RESEAU, B="catégorie"))["remontee"]
    typee = appliquer(type_ligne(gabarit, LISTE, cdef, E="oui"))["remontee"]
    liee = appliquer(type_ligne(make(PARTENAIRES), LISTE, cdef, D=RESEAU))["remontee"]
    refuse = lancer("undo", cree, "--auteur", "Camille Exemple")
    assert (refuse.code, f"n° {liee}" in refuse.err) == (1, True)
    assert lancer("undo", typee, "--auteur", "Camille Exemple").code == 0
    annulation = liee + 2
    assert lancer("undo", liee, "--auteur", "Camille Exemple").code == 0
    assert lancer("undo", cree, "--auteur", "Camille Exemple").code == 0
    retour = lancer("undo", annulation, "--auteur", "Camille Exemple")
    assert (retour.code, f"« {RESEAU} » n’existe plus" in retour.err) == (1, True)


def test_a_home_made_list_is_known_by_its_headers(base: str, verifier: Verifier) -> None:
    fichier = verifier(make_maison([ENTETES, [NEUVE, "organisme", None, HABILITEES, "oui"]], "Partenaires"))
    assert (fichier["statut"], fichier["trimestre"]) == ("ok", None)
    assert {c["apres"] for c in fichier["changements"]} >= {"organisme", HABILITEES, True}


def test_a_sheet_of_the_owners_keeps_its_name(base: str, verifier: Verifier) -> None:
    lignes = [["Code", "Partenaire", "Implication"], ["A01", "CDEF", "Informé"]]
    fichier = verifier(make_maison(lignes, "Partenaires"), "--trimestre", "2026-T3")
    assert [(c["objet"], c["apres"]) for c in fichier["changements"]] == [("implication", 1)]
