"""What is asked instead of guessed (faults 62, 63, 66, mixed columns): asked, blocked, answered, journalled, undone."""

from __future__ import annotations

from typing import Any

import pytest

from loaders.apercu.trimestre_dit import find_trimestre_du_nom
from loaders.lignes.sujets import cut_mots
from models.chargement import load_plan
from models.provenance import load_suites_de
from models.session import open_base
from models.trimestre import Trimestre
from tests.constats import Ecrire, Lancer, Verifier, list_places, list_valeurs, read_constat, read_etat
from tests.fabrique import Format, fill, make_gabarit, strip_timbre

BLOCAGE, DECISION = "Foncier introuvable à Bondy", "Débloquer l’enveloppe"
BLOQUEE = {"I5": "Bloquée", "M5": BLOCAGE, "N5": DECISION, "O5": "Vice-présidence"}
"""A16 of CRIP 93, on row 5 of its workbook: I statut, M point de blocage, N décision attendue."""


@pytest.fixture
def bloquee(base: str, appliquer: Verifier) -> None:
    """A16 is blocked since T3 2026, and somebody's decision is awaited."""
    assert appliquer(fill(make_gabarit(), BLOQUEE))["statut"] == "ok"


def t4(cellules: dict[str, object]) -> bytes:
    return fill(make_gabarit(trimestre="2026-T4"), cellules)


def find_question(fichier: dict[str, Any], code: str) -> dict[str, Any]:
    (question,) = [q for q in fichier["questions"] if q["code"] == code]
    return question  # type: ignore[no-any-return]


def read_a16() -> Any:
    with open_base() as session:
        return load_plan(session).actions_par_code["A16"].suivis[-1]


@pytest.mark.parametrize("statut", ["En cours", "Réalisée", "Non démarrée"])
def test_leaving_bloquee_asks_what_becomes_of_what_stays_shown(bloquee: None, verifier: Verifier, statut: str) -> None:
    fichier = verifier(t4({"H5": 60, "I5": statut, "H6": 20}))
    question = find_question(fichier, "lever_blocage")
    assert question | {"effets": None} == {
        "code": "lever_blocage",
        "sujet": f"A16 ({cut_mots(read_titre('A16'))})",
        "question": "L’action n’est plus bloquée, mais le point de blocage du T3 2026 "
        f"(« {BLOCAGE} ») et la décision attendue du T3 2026 (« {DECISION} ») restent à l’écran. Faut-il les ôter ?",
        "cellules": ["Avancement!M5", "Avancement!N5"],
        "choix": ["lever", "garder"],
        "effets": None,
        "bloquante": True,
        "reponse": None,
    }
    assert list_valeurs(fichier) == {"Avancement!H6": 20}
    erreurs = [place for place in list_places(fichier) if place[1] == "erreur"]
    assert erreurs == [("lever_blocage", "erreur", "Avancement", 5, "M")]


def read_titre(code: str) -> str:
    with open_base() as session:
        return load_plan(session).actions_par_code[code].libelle.texte


def test_lifting_ends_both_and_undo_gives_them_back(bloquee: None, appliquer: Verifier, lancer: Lancer) -> None:
    avant = read_etat()
    fait = appliquer(t4({"I5": "En cours"}), "--reponse", "lever_blocage=lever")
    assert (fait["statut"], find_question(fait, "lever_blocage")["reponse"]) == ("ok", "lever")
    suivi = read_a16()
    assert (suivi.statut, suivi.point_blocage, suivi.decision_attendue) == ("En cours", "", "")
    with open_base() as session:
        (dite,) = load_suites_de(session, fait["remontee"]).reponses
    assert dite.reponse == "Ôter le point de blocage et la décision attendue"
    lancer("undo", fait["remontee"], "--auteur", "C")
    assert read_a16().point_blocage == BLOCAGE
    assert read_etat()[1] != avant[1]  # the journal grew; what was said is back


def test_keeping_says_both_again_for_the_quarter(bloquee: None, appliquer: Verifier) -> None:
    fait = appliquer(t4({"I5": "En cours"}), "--reponse", "lever_blocage=garder")
    assert fait["statut"] == "ok"
    suivi = read_a16()
    assert (str(suivi.trimestre), suivi.point_blocage, suivi.decision_attendue) == ("2026-T4", BLOCAGE, DECISION)


@pytest.mark.parametrize(
    "cellules",
    [
        {"I5": "Bloquée", "H5": 50},
        {"H5": 50},
        {"I5": "En cours", "M5": "EFFACER", "N5": "EFFACER"},
        {"I5": "En cours", "M5": "Autre blocage", "N5": "Autre décision"},
    ],
    ids=["still blocked", "no statut", "erased", "said anew"],
)
def test_what_the_file_says_is_not_asked(bloquee: None, verifier: Verifier, cellules: dict[str, object]) -> None:
    fichier = verifier(t4(cellules))
    assert (fichier["statut"], fichier["questions"]) == ("ok", [])


def test_without_an_answer_nothing_of_the_row_is_applied(bloquee: None, appliquer: Verifier) -> None:
    fait = appliquer(t4({"H5": 60, "I5": "En cours", "H6": 20}), "--lignes-valides")
    assert list_valeurs(fait) == {"Avancement!H6": 20}
    assert read_a16().statut == "Bloquée"
    with open_base() as session:
        suites = load_suites_de(session, fait["remontee"])
    assert [(x.ligne, x.sujet, x.motif) for x in suites.laissees] == [("Avancement!5", "A16", "sans_reponse")]
    assert suites.muettes == ("A33",)


@pytest.mark.parametrize("mot", ["levé", "Effacer.", "plus de blocage", "Résolu"])
def test_a_word_that_lifts_is_asked_and_never_stored(bloquee: None, verifier: Verifier, mot: str) -> None:
    fichier = verifier(t4({"H5": 60, "M5": mot}))
    question = find_question(fichier, "lever_blocage")
    assert (question["cellules"], question["bloquante"]) == (["Avancement!M5"], False)
    assert (fichier["statut"], list_valeurs(fichier)) == ("ok", {"Avancement!H5": 60})
    assert "EFFACER" in next(read_constat(a) for a in fichier["anomalies"] if a["code"] == "retrait_a_confirmer")
    leve = verifier(t4({"H5": 60, "M5": mot}), "--reponse", "lever_blocage:Avancement!M5=lever")
    assert list_valeurs(leve) == {"Avancement!H5": 60, "Avancement!M5": ""}
    assert leve["anomalies"] == []


def test_to_erase_what_this_quarter_says_is_asked(bloquee: None, appliquer: Verifier, verifier: Verifier) -> None:
    appliquer(t4({"K5": "Ouverture du site"}))
    fichier = verifier(t4({"K5": "à effacer"}))
    assert find_question(fichier, "effacer")["cellules"] == ["Avancement!K5"]
    efface = verifier(t4({"K5": "à effacer"}), "--reponse", "effacer=effacer")
    assert list_valeurs(efface) == {"Avancement!K5": None}
    assert verifier(t4({"K5": "à effacer"}), "--reponse", "effacer=laisser")["changements"] == []


def test_a_mixed_column_is_asked_row_by_row(base: str, verifier: Verifier) -> None:
    octets = fill(make_gabarit(), {"H5": 0.25, "H6": 55, "H7": 0.5})
    fichier = verifier(octets)
    assert [(q["code"], q["cellules"], q["choix"]) for q in fichier["questions"]] == [
        ("pourcentage", ["Avancement!H5"], ["fraction", "points"]),
        ("pourcentage", ["Avancement!H7"], ["fraction", "points"]),
    ]
    assert list_valeurs(fichier) == {"Avancement!H6": 55}
    toutes = verifier(octets, "--reponse", "pourcentage=fraction")
    assert list_valeurs(toutes) == {"Avancement!H5": 25, "Avancement!H6": 55, "Avancement!H7": 50}
    deux = ("--reponse", "pourcentage=fraction", "--reponse", "pourcentage:Avancement!H7=points")
    assert list_valeurs(verifier(octets, *deux)) == {"Avancement!H5": 25, "Avancement!H6": 55, "Avancement!H7": 1}
    assert list_valeurs(verifier(octets, "--pourcentage", "fraction"))["Avancement!H5"] == 25


def test_one_in_a_mixed_column_without_a_stamp_is_asked_too(base: str, verifier: Verifier) -> None:
    octets = strip_timbre(fill(make_gabarit(), {"H5": 0.25, "H6": 55, "H7": 1}))
    fichier = verifier(octets, "--trimestre", "2026-T3")
    assert [q["cellules"] for q in fichier["questions"]] == [["Avancement!H5"], ["Avancement!H7"]]
    pourcents = fill(make_gabarit(), {"H5": Format(0.25, "0 %"), "H6": 55})
    assert verifier(pourcents)["questions"] == []


def test_a_past_quarter_already_reported_is_asked(demo: str, verifier: Verifier, lancer: Lancer) -> None:
    octets = fill(make_gabarit(trimestre="2026-T3"), {"H5": 77, "K5": "Phrase nouvelle"})
    fichier = verifier(octets)
    question = find_question(fichier, "trimestre_du_classeur")
    assert (question["choix"], question["cellules"]) == (["2026-T3", "2026-T4"], [])
    assert (fichier["statut"], fichier["changements"]) == ("invalide", [])
    assert question["effets"] == {"2026-T3": "2 changements", "2026-T4": "2 changements"}
    corrige = verifier(octets, "--reponse", "trimestre_du_classeur=2026-T3")
    assert {c["trimestre"] for c in corrige["changements"]} == {"2026-T3"}
    lu = verifier(octets, "--reponse", "trimestre_du_classeur=2026-T4")
    assert (lu["trimestre"], {c["trimestre"] for c in lu["changements"]}) == ("2026-T4", {"2026-T4"})
    assert verifier(octets, "--trimestre", "2026-T3")["questions"] == []


def test_a_name_that_says_another_quarter_is_asked(base: str, verifier: Verifier) -> None:
    octets = fill(make_gabarit(), {"H5": 40})
    for nom in ("CRIP T4 2026.xlsx", "retour_2026-T4_v2.xlsx", "4T2026 CRIP (1).xlsx", "T4 final.xlsx"):
        question = find_question(verifier(octets, nom=nom), "trimestre_du_classeur")
        assert question["choix"] == ["2026-T3", "2026-T4"], nom
    for nom in ("remontee_2026-T3_crip-93.xlsx", "Retour CRIP.xlsx", "T3 et T4.xlsx", "T40.xlsx", "PT4X.xlsx"):
        assert verifier(octets, nom=nom)["questions"] == [], nom


@pytest.mark.parametrize(
    ("nom", "dit"),
    [
        ("remontee_2026-T3_crip-93.xlsx", Trimestre(2026, 3)),
        ("Retour T1.xlsx", Trimestre(2026, 1)),
        ("3e trimestre 2025.ods", Trimestre(2025, 3)),
        ("2T-2026.xlsx", Trimestre(2026, 2)),
        ("bilan.xlsx", None),
        ("T1-T2 2026.xlsx", None),
        ("T2 2026 (retour T2).xlsx", Trimestre(2026, 2)),
        ("T2 2025 et T2 2026.xlsx", None),
        ("classeurs_2026-T4.zip › retour T3.xlsx", Trimestre(2026, 3)),
        ("classeurs_2026-T4.zip › crip.xlsx", None),
    ],
)
def test_the_quarter_of_a_name(nom: str, dit: Trimestre | None) -> None:
    assert find_trimestre_du_nom(nom, Trimestre(2026, 4)) == dit


def test_what_was_reported_the_same_day_is_one_batch(base: str, appliquer: Verifier) -> None:
    appliquer(fill(make_gabarit(), {"H5": 40}))
    assert appliquer(fill(make_gabarit(), {"H5": 45}))["statut"] == "ok"


def test_an_answer_that_serves_nothing_is_told(bloquee: None, lancer: Lancer, ecrire: Ecrire) -> None:
    chemin = ecrire("a.xlsx", t4({"I5": "En cours"}))
    for dite in ("effacer=effacer", "lever_blocage:Avancement!M6=lever", "lever_blocage=peut-être"):
        sortie = lancer("check", chemin, "--reponse", dite)
        attendu = f"La réponse « {dite} » n’a pas servi : aucune question de ces fichiers ne la propose.\n"
        assert (sortie.code, sortie.err) == (1, attendu)
    assert lancer("check", chemin, "--reponse", "lever_blocage:Avancement!M5=lever").err == ""


def test_what_was_applied_asks_nothing_more(demo: str, appliquer: Verifier, verifier: Verifier) -> None:
    octets = fill(make_gabarit(trimestre="2026-T3"), {"H5": 77, "H6": 140})
    reponse = ("--reponse", "trimestre_du_classeur=2026-T3")
    assert appliquer(octets, *reponse, "--lignes-valides")["remontee"]
    encore = verifier(octets)
    assert (encore["statut"], encore["questions"], encore["changements"]) == ("invalide", [], [])
    assert "déjà été importé" in encore["message"]
    appliquer(fill(make_gabarit(trimestre="2026-T3"), {"H5": 78}), *reponse)
    message = verifier(octets)["message"]
    assert "Une de ses valeurs n’est pas, ou plus, dans les données : pour l’appliquer, annulez d’abord" in message


def test_an_answer_that_is_none_is_refused_with_the_codes(gabarit: bytes, lancer: Lancer, ecrire: Ecrire) -> None:
    for dite in ("lever", "lever_blocage", "autre=oui"):
        sortie = lancer("check", ecrire("a.xlsx", gabarit), "--reponse", dite)
        assert (sortie.code, "écrivez CODE=CHOIX" in sortie.err) == (2, True)
