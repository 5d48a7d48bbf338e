"""Values of indicateurs fed by a file: the same gate, preview, questions, journal and undo as any workbook."""

from __future__ import annotations

import io
from typing import Any

import pytest
from openpyxl import load_workbook

from loaders.campagne.cloture import close_trimestres
from loaders.ecriture.application import Accord
from loaders.ecriture.journal import Acte
from loaders.genres.mesures.genre import MESURES_INDICATEURS
from models.colonnes_mesures import MESURES
from models.plan import Indicateur
from models.provenance import load_journal
from models.session import open_base
from models.trimestre import Trimestre
from models.vocabulaire import NatureEntree
from tests.agissants import COMMANDE
from tests.classeurs_partenariat import find_ligne, make, read_plan, type_ligne
from tests.constats import Ecrire, Lancer, Verifier, find_message, list_places, list_valeurs
from tests.fabrique import MAINTENANT, make_maison, strip_timbre

SEUL, DOUBLE = "A01", "A04"
CSV = "Code;Date;Valeur;Source\n{lignes}\n"


def find_indicateur(code: str = SEUL) -> Indicateur:
    return read_plan().actions_par_code[code].indicateurs[0]


def write_csv(*lignes: str) -> bytes:
    return CSV.format(lignes="\n".join(lignes)).encode()


def check(verifier: Verifier, *lignes: str) -> dict[str, Any]:
    return verifier(write_csv(*lignes), nom="mesures.csv")


def test_the_plan_of_these_tests(base: str) -> None:
    plan = read_plan()
    assert len(plan.actions_par_code[SEUL].indicateurs) == 1 and find_indicateur().unite == "%"
    assert len(plan.actions_par_code[DOUBLE].indicateurs) == 2


@pytest.mark.parametrize(("alphabet", "separateur"), [("utf-8", ";"), ("utf-8-sig", ","), ("cp1252", "\t")])
def test_a_text_is_read_as_it_is_written(verifier: Verifier, base: str, alphabet: str, separateur: str) -> None:
    lignes = ["Code;Date;Valeur;Source", "A01;31/03/2026;19.5;Enquête", "A01;2026-06-30;20;"]
    octets = "\r\n".join(lignes).replace(";", separateur).encode(alphabet)
    fichier = verifier(octets, nom="mesures.csv")
    assert (fichier["statut"], fichier["trimestre"]) == ("ok", None)
    vus = {(c["champ"], c["trimestre"]): c["apres"] for c in fichier["changements"]}
    assert vus == {
        ("date_mesure", "2026-T1"): "2026-03-31",
        ("valeur", "2026-T1"): 19.5,
        ("source", "2026-T1"): "Enquête",
        ("date_mesure", "2026-T2"): "2026-06-30",
        ("valeur", "2026-T2"): 20,
    }
    assert {c["reference"] for c in fichier["changements"]} == {find_indicateur().reference}


def test_a_decimal_comma_between_semicolons_is_one(verifier: Verifier, base: str) -> None:
    assert list_valeurs(check(verifier, "A01;31/03/2026;19,5;"))["Tableau!C2"] == 19.5


def test_the_template_is_read_by_its_stamp_and_by_its_headers(verifier: Verifier, base: str) -> None:
    octets = make(MESURES_INDICATEURS)
    assert verifier(octets)["changements"] == [], "as it was printed, it says nothing"
    rang = find_ligne(octets, MESURES, find_indicateur(DOUBLE).libelle)
    rempli = type_ligne(octets, MESURES, rang, D="30/09/2026", E=12, F="Registre")
    entetes = [c.libelle for c in MESURES.colonnes]
    maison = make_maison([entetes, [DOUBLE, find_indicateur(DOUBLE).libelle, "nombre", "30/09/2026", 12, "Registre"]])
    for lu in (rempli, strip_timbre(rempli), maison):
        fichier = verifier(lu)
        assert (fichier["statut"], fichier["trimestre"], fichier["anomalies"]) == ("ok", None, [])
        assert [*list_valeurs(fichier).values()] == ["2026-09-30", 12, "Registre"]
        assert {c["trimestre"] for c in fichier["changements"]} == {"2026-T3"}


FAUTES = {
    "code_inconnu": ("Z99;31/03/2026;1;", "A"),
    "indicateur_inconnu": ("A04;31/03/2026;1;", "A"),
    "date_manquante": ("A01;;1;", "B"),
    "valeur_manquante": ("A01;31/03/2026;;x", "C"),
    "date_future": ("A01;31/12/2026;1;", "B"),
    "trimestre_hors_plan": ("A01;31/12/2019;1;", "B"),
    "valeur_illisible": ("A01;31/03/2026;beaucoup;", "C"),
}


def test_faute_95_what_is_wrong_names_its_cell_and_blocks_its_row(verifier: Verifier, base: str) -> None:
    lignes = [*(ligne for ligne, _ in FAUTES.values()), "A01;31/02/2026;1;"]
    fichier = check(verifier, "A01;30/06/2026;20;", *lignes)
    places = list_places(fichier)
    for rang, (code, (_, colonne)) in enumerate(FAUTES.items(), start=3):
        assert (code, "erreur", "Tableau", rang, colonne) in places
    assert [p[1:] for p in places if p[3] == 2 + len(lignes)] == [("erreur", "Tableau", 2 + len(lignes), "B")]
    assert {c["cellule"] for c in fichier["changements"]} == {"Tableau!B2", "Tableau!C2"}


def test_another_unit_is_an_error(verifier: Verifier, base: str) -> None:
    entetes = ["Code", "Unité", "Date", "Valeur", "Source"]
    fichier = verifier(make_maison([entetes, ["A01", "€", "31/03/2026", 1, "x"]]))
    assert ("unite_differente", "erreur", "Avancement", 2, "B") in list_places(fichier)
    assert "« % »" in find_message(fichier, "unite_differente")
    assert verifier(make_maison([entetes, ["A01", "%", "31/03/2026", 1, "x"]]))["statut"] == "ok"


def test_two_rows_of_a_quarter_are_one_or_an_error(verifier: Verifier, base: str) -> None:
    deux = check(verifier, "A01;31/03/2026;19;", "A01;30/03/2026;20;")
    assert [p[0] for p in list_places(deux)] == ["doublon_different"] * 2 and deux["changements"] == []
    assert "2 et 3" in find_message(check(verifier, *["A01;31/03/2026;19;"] * 2), "doublon_identique")


def test_a_text_of_another_kind_is_no_file_of_measures(verifier: Verifier, base: str) -> None:
    for texte in ("Code;Avancement (%)\nA16;45\n", "code;dates;valeur\nA01;1;2\n", "Date;Valeur\n1;2\n"):
        fichier = verifier(texte.encode(), nom="x.csv")
        assert (fichier["statut"], fichier["changements"]) == ("refuse", [])


def test_a_value_held_and_different_is_shown_then_replaced_and_given_back(
    lancer: Lancer, verifier: Verifier, ecrire: Ecrire, base: str
) -> None:
    def read() -> list[tuple[float | None, str | None]]:
        return [(m.valeur, m.source) for m in find_indicateur().mesures]

    def apply(nom: str, *lignes: str) -> int:
        return lancer("apply", ecrire(nom, write_csv(*lignes)), "--auteur", "Camille Exemple").code

    assert apply("un.csv", "A01;31/03/2026;19,5;Enquête 2025") == 0
    assert check(verifier, "A01;31/03/2026;19,5;Enquête 2025")["changements"] == []
    nouveau = check(verifier, "A01;31/03/2026;21;Enquête 2025")
    (change,) = nouveau["changements"]
    assert (change["avant"], change["apres"]) == (19.5, 21)
    assert "19,5 est déjà enregistré pour le T1 2026" in find_message(nouveau, "valeur_remplacee")
    assert apply("deux.csv", "A01;31/03/2026;21;Enquête 2025") == 0
    assert read() == [(21.0, "Enquête 2025")]
    with open_base() as session:
        entree = load_journal(session)[-1]
    assert (entree.fichier, entree.changements, entree.trimestre) == ("deux.csv", 1, None)
    assert lancer("undo", str(entree.id), "--auteur", "Camille Exemple").code == 0
    assert read() == [(19.5, "Enquête 2025")]
    assert apply("trois.csv", "A01;31/03/2026;EFFACER;") == 0
    assert read() == []
    assert lancer("verify").code == 0


def test_a_closed_quarter_takes_a_reasoned_correction_and_nothing_else(
    lancer: Lancer, ecrire: Ecrire, verifier: Verifier, base: str
) -> None:
    t1 = Trimestre(2026, 1)
    close_trimestres([t1], Acte(NatureEntree.IMPORT, "Camille Exemple", MAINTENANT), Accord(COMMANDE))
    ferme, ouvert = "A01;31/03/2026;19,5;Enquête", "A01;30/06/2026;20;Enquête"
    fichier = check(verifier, ferme, ouvert)
    assert [p[0] for p in list_places(fichier)] == ["trimestre_clos"]
    assert {c["trimestre"] for c in fichier["changements"]} == {"2026-T2"}
    chemin = ecrire("mesures.csv", write_csv(ferme))
    assert lancer("apply", chemin, "--auteur", "Camille Exemple").code == 1
    assert find_indicateur().mesures == ()
    assert lancer("apply", chemin, "--auteur", "Camille Exemple", "--correction", "Oubli du service").code == 0
    assert [m.valeur for m in find_indicateur().mesures] == [19.5]


def test_a_day_already_told_in_another_quarter_is_corrected_there(demo: str, verifier: Verifier) -> None:
    """The demonstration told in T1 2026 what was measured on 31 December 2025: it is not told twice."""
    (change,) = check(verifier, "A01;31/12/2025;19;")["changements"]
    assert (change["champ"], change["trimestre"], change["avant"], change["apres"]) == ("valeur", "2026-T1", 20.5, 19)


def test_the_marked_file_is_a_workbook_that_imports_once_mended(
    lancer: Lancer, verifier: Verifier, ecrire: Ecrire, base: str
) -> None:
    chemin = ecrire("mesures.csv", write_csv("A01;31/03/2026;=1+1;x"))
    sortie = chemin.with_name("marque.xlsx")
    assert "rendus au format Excel" in lancer("annotate", chemin, "--out", sortie).out
    classeur = load_workbook(sortie)
    assert classeur.sheetnames == ["À corriger", "Tableau"]
    cellule = classeur["Tableau"]["C2"]
    assert (cellule.value, cellule.data_type, cellule.comment is not None) == ("=1+1", "s", True)
    cellule.value = 20
    tampon = io.BytesIO()
    classeur.save(tampon)
    assert verifier(tampon.getvalue())["statut"] == "ok"
