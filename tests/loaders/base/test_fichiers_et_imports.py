"""`init` follows the files where they changed, and leaves what a workbook said since: kept, and told."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from loaders.base import version
from loaders.base.preparation import preview_arbre
from loaders.genres.partenaires.genre import PARTENAIRES
from models import base as modele
from models.colonnes_partenariat import LISTE, PARTICIPATIONS
from models.session import open_base
from tests.classeurs_partenariat import find_ligne, make, read_plan, type_ligne
from tests.constats import Lancer, Verifier, list_entrees, list_valeurs, read_lignes
from tests.fabrique import fill, make_gabarit
from tests.loaders.base.test_base_illisible_ou_d_une_autre_version import programme_suivant  # noqa: F401  (a fixture)
from tests.petit_arbre import edit_fichier

pytestmark = pytest.mark.deux_moteurs

TETE, MIGRATIONS = modele.REVISION_BASE, version.MIGRATIONS
CCAS, ASSO = "CCAS d’Ailleurs", "Asso neuve"
FEDERATION = "IDEE 93 et associations habilitées"


def type_liste(octets: bytes, nom: str, **cellules: str) -> bytes:
    return type_ligne(octets, LISTE, find_ligne(octets, LISTE, nom), **cellules)


def type_participation(octets: bytes, code: str, nom: str, **cellules: str) -> bytes:
    return type_ligne(octets, PARTICIPATIONS, find_ligne(octets, PARTICIPATIONS, code, nom), **cellules)


def make_cdef() -> bytes:
    """CDEF: another type, a member, no longer expected in A01, where IDEE 93 has a role."""
    octets = type_liste(make(PARTENAIRES), "CDEF", C="Établissement public", E="oui")
    octets = type_participation(octets, "A01", "CDEF", E="EFFACER")
    return type_participation(octets, "A01", FEDERATION, D="contributeur")


def make_jalon(titre: str, **autres: object) -> bytes:
    """The workbook of « accueil » with a new jalon of X1, revised to the end of 2026."""
    cellules = {"Jalons!A6": "X1", "Jalons!B6": titre, "Jalons!D6": date(2026, 12, 31)}
    return fill(make_gabarit("accueil"), cellules | autres)


def find_partenaire(nom: str):
    return next(p for p in read_plan().partenaires if p.nom == nom)


def list_jalons(code: str) -> dict[str, str]:
    return {j.reference: j.libelle for j in read_plan().actions_par_code[code].jalons}


def list_attendus(code: str) -> list[str]:
    return [p.partenaire for p in read_plan().actions_par_code[code].participations if p.attendue]


def list_suite(lancer: Lancer) -> list[str]:
    """What `init` tells after its first line; it succeeds."""
    sortie = lancer("init")
    assert (sortie.code, sortie.err) == (0, "")
    return [ligne.strip() for ligne in sortie.out.splitlines()[1:]]


def test_init_keeps_what_the_partners_workbook_said_and_tells_it(
    base: str, appliquer: Verifier, lancer: Lancer
) -> None:
    avant = read_lignes()
    assert list_suite(lancer) == []
    assert len(appliquer(make_cdef())["changements"]) == 4
    apres = read_lignes()
    for _ in range(2):
        entete, *gardees, completees_1, completees_2, remede = list_suite(lancer)
        assert entete == "Gardé, parce qu’un classeur l’a dit depuis :"
        assert gardees == [
            "partenaires.csv, ligne 3 : « CDEF », « Type » reste « Établissement public » (entrée n° 1, Camille "
            "Exemple) ; le fichier dit « Département ».",
            "participations.csv, ligne 3 : la participation « A01/CDEF » reste retirée (entrée n° 1, Camille Exemple) "
            "; le fichier l’attend.",
        ]
        assert remede.startswith("Pour que le fichier l’emporte, annulez l’entrée")
        assert (completees_1, completees_2) == (
            "partenaires.csv : « Membre de la fédération signataire », vide dans le fichier, reste comme l’entrée n° 1 "
            "(Camille Exemple) l’a rempli : « CDEF » (oui).",
            "participations.csv : « Rôle attendu », vide dans le fichier, reste comme l’entrée n° 1 (Camille Exemple) "
            f"l’a rempli : « A01/{FEDERATION} » (contributeur).",
        )
        assert read_lignes() == apres
        assert [e["nature"] for e in list_entrees(lancer)] == ["arbre", "import"]
    assert lancer("undo", "1", "--auteur", "C").code == 0
    assert list_suite(lancer) == []
    assert read_lignes() == avant


def test_the_roles_of_the_demonstration_stay(demo: str, lancer: Lancer) -> None:
    avant, entrees = read_lignes(), list_entrees(lancer)
    roles = [p.reference for _, p in read_plan().iter_participations() if p.role]
    assert len(roles) > 90
    suite = list_suite(lancer)
    assert (read_lignes(), list_entrees(lancer)) == (avant, entrees)
    assert any("participations.csv : « Rôle attendu », vide dans le fichier, reste comme l’entrée" in x for x in suite)
    with open_base() as session:
        gardees = preview_arbre(session).gardees
    assert {g.reference for g in gardees if g.champ == "role"} <= set(roles)
    assert len([g for g in gardees if g.champ == "role"]) > 90


@pytest.mark.usefixtures("base", "programme_suivant")
def test_a_migration_keeps_it_too(
    appliquer: Verifier, lancer: Lancer, monkeypatch: pytest.MonkeyPatch, moteur: str
) -> None:
    with monkeypatch.context() as version_d_avant:
        version_d_avant.setattr(modele, "REVISION_BASE", TETE)
        version_d_avant.setattr(version, "MIGRATIONS", MIGRATIONS)
        appliquer(make_cdef())
    avant = read_lignes()
    assert lancer("journal" if moteur == "sqlite" else "init").code == 0  # on a server, `init` alone migrates
    apres = read_lignes()
    assert apres.pop("essai") == []
    assert apres == avant
    assert [e["nature"] for e in list_entrees(lancer)] == ["arbre", "import"]


def test_file_and_workbook_change_the_same_cell(petit_arbre: Path, appliquer: Verifier, lancer: Lancer) -> None:
    lancer("init")
    appliquer(type_liste(make(PARTENAIRES), CCAS, C="Département"))
    edit_fichier(petit_arbre, "partenaires.csv", f"{CCAS};organisme;", f"{CCAS};organisme;Association")
    edit_fichier(petit_arbre, "actions.csv", "Recruter", "Recruter des familles")
    attendue = (
        f"partenaires.csv, ligne 3 : « {CCAS} », « Type » reste « Département » (entrée n° 1, Camille Exemple) ; le "
        "fichier, changé depuis, dit « Association »."
    )
    for _ in range(2):
        assert attendue in list_suite(lancer)
        assert find_partenaire(CCAS).type == "Département"
        assert [e["changements"] for e in list_entrees(lancer)][1:] == [1, 1]
    assert read_plan().actions_par_code["X1"].libelle.texte == "Recruter des familles"
    # the file makes the value its own: noted once, and it leads again
    edit_fichier(petit_arbre, "partenaires.csv", ";Association", ";Département")
    for _ in range(2):
        assert list_suite(lancer) == []
        assert len(list_entrees(lancer)) == 4
    edit_fichier(petit_arbre, "partenaires.csv", ";Département", ";État")
    assert list_suite(lancer) == []
    assert find_partenaire(CCAS).type == "État"
    refus = lancer("undo", "1", "--auteur", "C")
    assert refus.code == 1
    assert "Le référentiel ne s’annule pas : corrigez plutôt ces cellules par un classeur." in refus.err


def test_a_value_made_the_files_own_hinders_no_undo(petit_arbre: Path, appliquer: Verifier, lancer: Lancer) -> None:
    lancer("init")
    appliquer(type_liste(make(PARTENAIRES), CCAS, C="Département"))
    edit_fichier(petit_arbre, "partenaires.csv", f"{CCAS};organisme;", f"{CCAS};organisme;Département")
    lancer("init")
    assert lancer("undo", "1", "--auteur", "C").code == 0
    assert find_partenaire(CCAS).type is None
    assert list_suite(lancer) == []
    assert find_partenaire(CCAS).type == "Département"


def test_once_the_import_is_undone_the_file_leads(petit_arbre: Path, appliquer: Verifier, lancer: Lancer) -> None:
    lancer("init")
    numero = appliquer(type_liste(make(PARTENAIRES), CCAS, C="Département"))["remontee"]
    edit_fichier(petit_arbre, "partenaires.csv", f"{CCAS};organisme;", f"{CCAS};organisme;Association")
    assert list_suite(lancer)
    assert lancer("undo", numero, "--auteur", "C").code == 0
    assert list_suite(lancer) == []
    assert find_partenaire(CCAS).type == "Association"


def test_a_participation_taken_off_comes_back_only_when_the_file_says_it_again(
    petit_arbre: Path, appliquer: Verifier, lancer: Lancer
) -> None:
    lancer("init")
    appliquer(type_participation(make(PARTENAIRES), "X4", CCAS, E="EFFACER"))
    edit_fichier(petit_arbre, "participations.csv", f"X4;{CCAS};", f"X4;{CCAS};contributeur")
    (_, ligne, _) = list_suite(lancer)
    assert f"la participation « X4/{CCAS} » reste retirée" in ligne
    assert read_lignes()["participation"] == [("X1/Villes", "X1", "Villes", 1, "contributeur")]
    edit_fichier(petit_arbre, "participations.csv", f"X4;{CCAS};contributeur\n", "")
    for _ in range(2):
        assert list_suite(lancer) == []
        assert (list_attendus("X4"), len(list_entrees(lancer))) == ([], 3)
    with (petit_arbre / "participations.csv").open("a", encoding="utf-8") as flux:
        flux.write(f"X4;{CCAS};consulté\n")
    assert list_suite(lancer) == []
    assert list_attendus("X4") == [CCAS]


@pytest.fixture
def rattachee(petit_arbre: Path, appliquer: Verifier, lancer: Lancer) -> Path:
    """A workbook makes CCAS a catégorie and ties a new organisme to it, and another to Villes; the folder."""
    lancer("init")
    octets = type_liste(make(PARTENAIRES), CCAS, B="catégorie")
    libre = find_ligne(octets, LISTE)
    octets = type_ligne(octets, LISTE, libre, A=ASSO, B="organisme", D=CCAS)
    octets = type_ligne(octets, LISTE, libre + 1, A="Maire", B="organisme", D="Villes")
    assert appliquer(octets)["statut"] == "ok"
    return petit_arbre


def check_rattachements() -> None:
    natures = {p.nom: p.nature for p in read_plan().partenaires}
    for p in read_plan().partenaires:
        assert p.parent is None or (natures[p.parent], p.nature) == ("catégorie", "organisme")


def test_init_leaves_no_organisme_tied_to_an_organisme(rattachee: Path, lancer: Lancer) -> None:
    avant = read_lignes()
    assert any("« Nature » reste « catégorie »" in x for x in list_suite(lancer))
    assert read_lignes() == avant
    edit_fichier(rattachee, "partenaires.csv", "Villes;catégorie", "Villes;organisme")
    for _ in range(2):
        assert (
            "partenaires.csv, ligne 2 : « Villes », « Nature » reste « catégorie ». Le fichier dit « organisme », mais "
            "« Maire » serait alors rattaché à « Villes », et seul un organisme se rattache, et à une catégorie. "
            "Corrigez d’abord l’un ou l’autre."
        ) in list_suite(lancer)
        assert read_lignes() == avant
    check_rattachements()


def test_a_tie_of_the_files_that_an_import_made_impossible_is_set_aside(rattachee: Path, lancer: Lancer) -> None:
    contenu = (rattachee / "partenaires.csv").read_text(encoding="utf-8")
    contenu = contenu.replace("nom;nature;type", "nom;nature;type;parent").replace("catégorie;", "catégorie;;")
    contenu = contenu.replace(f"{CCAS};organisme;", f"{CCAS};organisme;;Villes")
    (rattachee / "partenaires.csv").write_text(contenu, encoding="utf-8")
    suite = list_suite(lancer)
    assert any(f"« {CCAS} », « Rattaché à » reste vide. Le fichier dit « Villes »" in x for x in suite)
    assert find_partenaire(CCAS).parent is None
    check_rattachements()


def test_files_that_tie_an_organisme_to_an_organisme_are_refused(petit_arbre: Path, lancer: Lancer) -> None:
    lignes = ["nom;nature;type;parent", "Villes;organisme;;", f"{CCAS};organisme;;Villes"]
    (petit_arbre / "partenaires.csv").write_text("\n".join(lignes) + "\n", encoding="utf-8")
    sortie = lancer("init")
    assert sortie.code == 2
    assert (
        f"partenaires.csv, ligne 3 : « {CCAS} » est rattaché à « Villes », alors que seul un organisme se rattache, et "
        "à une catégorie. Corrigez « nature » ou « parent »."
    ) in sortie.err


def add_jalon(dossier: Path, ligne: str) -> None:
    with (dossier / "jalons.csv").open("a", encoding="utf-8") as flux:
        flux.write(f"{ligne}\n")


def test_the_jalon_of_a_pilot_is_not_renamed(petit_arbre: Path, appliquer: Verifier, lancer: Lancer) -> None:
    lancer("init")
    appliquer(make_jalon("Jalon neuf"))
    assert list_jalons("X1") == {"X1/J1": "Jalon neuf"}
    add_jalon(petit_arbre, "X1/J1;Jalon officiel;2027-06-30")
    edit_fichier(petit_arbre, "actions.csv", "Recruter", "Recruter des familles")
    for _ in range(2):
        assert list_suite(lancer) == [
            "Non chargé, à corriger :",
            "jalons.csv, ligne 3 : « X1/J1 » est déjà le code d’un autre jalon, « Jalon neuf », ajouté par un classeur "
            "(entrée n° 1, Camille Exemple). « Jalon officiel » n’a pas été chargé : donnez-lui le code « X1/J2 ».",
        ]
        assert list_jalons("X1") == {"X1/J1": "Jalon neuf"}
        assert read_lignes()["jalon"][0] == ("X1/J1", "X1", "Jalon neuf", None)
    assert read_plan().actions_par_code["X1"].libelle.texte == "Recruter des familles"
    edit_fichier(petit_arbre, "jalons.csv", "X1/J1", "X1/J2")
    assert list_suite(lancer) == []
    assert list_jalons("X1") == {"X1/J1": "Jalon neuf", "X1/J2": "Jalon officiel"}
    octets = fill(make_gabarit("accueil"), {"Jalons!A8": "X1", "Jalons!B8": "Encore un autre"})
    assert list_valeurs(appliquer(octets)) == {"Jalons!B8": "Encore un autre"}
    assert list_jalons("X1")["X1/J3"] == "Encore un autre"
    assert lancer("undo", "1", "--auteur", "C").code == 0


def test_under_the_same_title_it_is_the_same_jalon(petit_arbre: Path, appliquer: Verifier, lancer: Lancer) -> None:
    lancer("init")
    appliquer(make_jalon("Jalon neuf"))
    add_jalon(petit_arbre, "X1/J1;Jalon neuf;2027-06-30")
    assert list_suite(lancer) == []
    assert ("X1/J1", "X1", "Jalon neuf", "2027-06-30") in read_lignes()["jalon"]
    edit_fichier(petit_arbre, "jalons.csv", "Jalon neuf", "Jalon officiel")
    assert list_suite(lancer) == []
    assert list_jalons("X1") == {"X1/J1": "Jalon officiel"}


def test_the_code_of_a_jalon_taken_back_is_given_to_no_other(
    petit_arbre: Path, appliquer: Verifier, lancer: Lancer
) -> None:
    lancer("init")
    appliquer(make_jalon("Saisi par erreur"))
    assert lancer("undo", "1", "--auteur", "C").code == 0
    appliquer(make_jalon("Jalon neuf"))
    assert list_jalons("X1") == {"X1/J2": "Jalon neuf"}
    add_jalon(petit_arbre, "X1/J1;Jalon officiel;")
    (_, ligne) = list_suite(lancer)
    assert "« Saisi par erreur », ajouté par un classeur (entrée n° 1, Camille Exemple, annulée depuis)" in ligne
    assert "donnez-lui le code « X1/J3 »" in ligne
    assert list_jalons("X1") == {"X1/J2": "Jalon neuf"}
